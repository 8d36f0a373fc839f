import sanitize from "sanitize-html";
import { boundHtml } from "./html-bound.ts";

export interface Sanitising {
	/** Whether images are fetched from elsewhere, which tells their sender that the mail was read. */
	images: "blocked" | "shown";
	/** Where the desk finds the mail's own images, by their `cid`. */
	cids: Record<string, string>;
}

export interface Sanitised {
	html: string;
	/** How many images from elsewhere were left out. */
	blocked: number;
}

/**
 * A mail's HTML as the desk may show it: what is not known to be harmless is left out. No scripts, forms or style
 * sheets; links open elsewhere and tell nobody where from; images from elsewhere only when asked for.
 */
export function sanitise(html: string, { images, cids }: Sanitising): Sanitised {
	let blocked = 0;
	const clean = sanitize(boundHtml(html).html, {
		allowedTags,
		allowedAttributes,
		allowedStyles: { "*": styles },
		allowedSchemes: ["http", "https", "mailto", "tel"],
		// Images are judged below.
		allowedSchemesByTag: { img: ["http", "https", "data"] },
		allowProtocolRelative: false,
		disallowedTagsMode: "discard",
		nonTextTags: ["script", "style", "textarea", "option", "noscript", "title", "template", "svg", "math", "iframe"],
		transformTags: {
			a: (tagName, { href = "", title }) => ({
				tagName,
				attribs: { ...(title && { title }), ...(absolute.test(plain(href)) && { href: plain(href), ...elsewhere }) },
			}),
			img(tagName, attribs) {
				const { alt = "", width = "", height = "" } = attribs;
				const src = imageOf(plain(attribs.src ?? ""), cids, tiny(width) || tiny(height));
				const shown = src !== "remote" ? src : images === "shown" ? plain(attribs.src ?? "") : "";
				if (src === "remote" && shown === "") blocked += 1;
				const size = { ...(pixels.test(width) && { width }), ...(pixels.test(height) && { height }) };
				return { tagName, attribs: { alt, ...size, ...(shown !== "" && { src: shown, ...discreet }) } };
			},
		},
		exclusiveFilter: ({ tag, attribs }) => tag === "img" && !attribs.src && !attribs.alt,
	});
	return { html: clean, blocked };
}

const elsewhere = { target: "_blank", rel: "noopener noreferrer nofollow" };
const discreet = { referrerpolicy: "no-referrer", loading: "lazy" };
const absolute = /^(https?:\/\/|mailto:|tel:)/i;
const pixels = /^\d{1,4}(px|%)?$/;

/** Browsers overlook these in an address. */
function plain(url: string): string {
	return url.replace(/[\p{Cc}\s]+/gu, "");
}

function tiny(size: string): boolean {
	return /^[01](px)?$/.test(size.trim());
}

/** The address to show an image by, "remote" for one from elsewhere, empty for one that is not shown. */
function imageOf(src: string, cids: Record<string, string>, pixel: boolean): string {
	if (/^cid:/i.test(src)) {
		const cid = decoded(src.slice(4));
		return Object.hasOwn(cids, cid) ? (cids[cid] ?? "") : "";
	}
	if (/^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=]+$/i.test(src)) return src;
	return /^https?:\/\//i.test(src) && !pixel ? "remote" : "";
}

function decoded(cid: string): string {
	try {
		return decodeURIComponent(cid);
	} catch {
		return cid;
	}
}

const allowedTags =
	"a abbr address b blockquote br caption center cite code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr u ul".split(
		" ",
	);
const cell = ["align", "valign", "colspan", "rowspan", "bgcolor", "width", "style"];
const allowedAttributes = {
	"*": ["dir", "lang", "align", "style"],
	a: ["href", "title", "target", "rel"],
	img: ["src", "alt", "width", "height", "referrerpolicy", "loading"],
	table: ["border", "cellpadding", "cellspacing", "bgcolor", "width", "align", "style"],
	td: cell,
	th: cell,
	tr: ["bgcolor", "valign", "align", "style"],
	col: ["span", "width"],
	font: ["color", "size"],
	ol: ["start", "type"],
};

const colour = [/^(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{5,40}\))$/i];
const length = /^\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%)?$/;
const lengths = [/^(\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%)?\s?){1,4}$/];
const border = [/^\d{1,2}(px|pt)? (solid|dashed|dotted|double) (#[0-9a-f]{3,8}|[a-z]{3,20})$/i, /^(0|none)$/];
/** Looks, but nothing that covers the desk, hides what is read or fetches. */
const styles = {
	color: colour,
	"background-color": colour,
	"text-align": [/^(left|right|center|justify|start|end)$/],
	"vertical-align": [/^(top|middle|bottom|baseline|sub|super)$/],
	"font-weight": [/^(normal|bold|bolder|lighter|[1-9]00)$/],
	"font-style": [/^(normal|italic|oblique)$/],
	"font-size": [/^(?!0)\d{1,2}(\.\d{1,3})?(px|pt|em|rem|%)$/, /^((x?x-)?(small|large)|medium|smaller|larger)$/],
	"text-decoration": [/^(none|underline|line-through|overline)$/],
	direction: [/^(ltr|rtl)$/],
	"white-space": [/^(normal|pre|pre-wrap|pre-line|nowrap)$/],
	width: [length],
	"max-width": [length],
	padding: lengths,
	border,
	"border-collapse": [/^(collapse|separate)$/],
};
