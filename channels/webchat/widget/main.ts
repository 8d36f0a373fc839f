import { readConfig } from "./core/config.ts";
import { type Api, mount } from "./view/widget.ts";

declare global {
	interface Window {
		Ventanilla?: Api;
	}
}

// Read at once: later on it is another script's turn.
const script = document.currentScript;

function begin() {
	// Embedded twice is embedded once.
	if (window.Ventanilla || !(script instanceof HTMLScriptElement)) return;
	window.Ventanilla = mount(readConfig(script.dataset, script.src, location.host));
	window.dispatchEvent(new Event("ventanilla:ready"));
}

if (document.body) begin();
else document.addEventListener("DOMContentLoaded", begin);
