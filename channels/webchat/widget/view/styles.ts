import layout from "./layout.css?inline";
import talk from "./talk.css?inline";
import tokens from "./tokens.css?inline";

/**
 * Styles as a constructed sheet: neither a `<style>` nor a `style=` attribute, so a page with
 * `style-src 'self'` shows the chat as it is meant.
 */
export function dress(shadow: ShadowRoot): void {
	const text = tokens + layout + talk;
	if ("adoptedStyleSheets" in shadow && "replaceSync" in CSSStyleSheet.prototype) {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text);
		shadow.adoptedStyleSheets = [sheet];
		return;
	}
	// Browsers before 2023.
	const style = document.createElement("style");
	style.textContent = text;
	shadow.append(style);
}
