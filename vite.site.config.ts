import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const texts = join(import.meta.dirname, "src/texts");

/** The citizens' pages as files: each in Spanish (`index.html`) and in English (`en/index.html`), without any script. */
export default defineConfig({
	root: join(import.meta.dirname, "src/citizen-pages/home"),
	base: "/site/",
	publicDir: false,
	build: {
		outDir: join(import.meta.dirname, "dist/site"),
		emptyOutDir: true,
		// The content policy allows no data: fonts, and a picture in a file is cached.
		assetsInlineLimit: 0,
		reportCompressedSize: false,
		modulePreload: false,
	},
	plugins: [inBothLanguages()],
});

/** Fills `{{key}}` of the built page from `src/texts/<language>/home.json`. */
function inBothLanguages(): Plugin {
	return {
		name: "in-both-languages",
		apply: "build",
		enforce: "post",
		async generateBundle(_options, bundle) {
			for (const page of Object.values(bundle)) {
				if (page.type !== "asset" || !page.fileName.endsWith(".html")) continue;
				const template = String(page.source);
				const [es, en] = await Promise.all([fill(template, "es"), fill(template, "en")]);
				page.source = es;
				this.emitFile({ type: "asset", fileName: `en/${page.fileName}`, source: en });
			}
		},
	};
}

/** @throws Error when a text is missing, so that a hole is found at build time. */
async function fill(template: string, language: string): Promise<string> {
	const words: Record<string, string> = JSON.parse(await readFile(join(texts, language, "home.json"), "utf8"));
	const page = template.replace('<html lang="es">', `<html lang="${language}">`);
	return page.replace(/\{\{([\w.]+)\}\}/g, (_whole, key: string) => {
		const word = words[key];
		if (word === undefined) throw new Error(`src/texts/${language}/home.json has no "${key}"`);
		return word.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
	});
}
