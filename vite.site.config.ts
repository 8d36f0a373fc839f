import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const texts = join(import.meta.dirname, "src/texts");

const pages = join(import.meta.dirname, "src/citizen-pages");

/** The citizens' pages as files: each in Spanish (`home/index.html`) and in English (`en/home/index.html`). */
export default defineConfig({
	root: pages,
	base: "/site/",
	publicDir: false,
	build: {
		outDir: join(import.meta.dirname, "dist/site"),
		emptyOutDir: true,
		// The content policy allows no data: fonts, and a picture in a file is cached.
		assetsInlineLimit: 0,
		reportCompressedSize: false,
		modulePreload: false,
		rollupOptions: { input: ["home", "caso"].map((page) => join(pages, page, "index.html")) },
	},
	plugins: [inBothLanguages()],
});

/** Fills `{{key}}` of the built page from `src/texts/<language>/<page>.json`. */
function inBothLanguages(): Plugin {
	return {
		name: "in-both-languages",
		apply: "build",
		enforce: "post",
		async generateBundle(_options, bundle) {
			for (const page of Object.values(bundle)) {
				if (page.type !== "asset" || !page.fileName.endsWith(".html")) continue;
				const template = String(page.source);
				const book = `${page.fileName.split("/")[0]}.json`;
				const [es, en] = await Promise.all([fill(template, "es", book), fill(template, "en", book)]);
				page.source = es;
				this.emitFile({ type: "asset", fileName: `en/${page.fileName}`, source: en });
			}
		},
	};
}

/** @throws Error when a text is missing, so that a hole is found at build time. */
async function fill(template: string, language: string, book: string): Promise<string> {
	const words: Record<string, string> = JSON.parse(await readFile(join(texts, language, book), "utf8"));
	const page = template.replace('<html lang="es">', `<html lang="${language}">`);
	return page.replace(/\{\{([\w.-]+)\}\}/g, (_whole, key: string) => {
		const word = words[key];
		if (word === undefined) throw new Error(`src/texts/${language}/${book} has no "${key}"`);
		return word.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
	});
}
