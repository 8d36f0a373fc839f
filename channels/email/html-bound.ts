/** Characters. A long newsletter has 100,000. */
const longest = 512 * 1024;
/** Elements within each other: a mail of tables in tables has fifty. */
const deepest = 200;

/** Elements without an end. */
export const voidElements = new Set(
	"area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen".split(" "),
);
const blocks = new Set("p div tr li h1 h2 h3 h4 h5 h6 table blockquote section article ul ol dl dt dd pre".split(" "));

/**
 * HTML that parsers cannot be slow with: at most 524,288 characters, and no element deeper than 200, where only line
 * breaks are left of the elements. Parsers take time in proportion to length times depth; this does not (one pass).
 */
export function boundHtml(html: string): { html: string; cut: boolean } {
	const given = html.length > longest ? html.slice(0, html.lastIndexOf("<", longest) + 1 || longest) : html;
	const open: string[] = [];
	let dropped = 0;
	let cut = given.length < html.length;
	const bounded = given.replace(
		/<(\/?)([a-zA-Z][^\s/>]{0,30})[^<>]{0,20000}>?/g,
		(tag, slash: string, written: string) => {
			const name = written.toLowerCase();
			if (voidElements.has(name)) return tag;
			if (slash === "/") {
				if (dropped > 0) {
					dropped -= 1;
					return "";
				}
				const at = open.lastIndexOf(name, open.length - 1);
				if (at >= 0) open.length = at;
				return tag;
			}
			if (open.length < deepest) {
				open.push(name);
				return tag;
			}
			cut = true;
			dropped += 1;
			return blocks.has(name) ? "<br>" : "";
		},
	);
	return { html: bounded, cut };
}
