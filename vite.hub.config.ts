import { dirname, join, relative } from "node:path";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const outDir = join(root, "dist/hub");

/**
 * `dist/hub/main.mjs`: the hub's own sources as plain JavaScript in a few files; its packages stay in node_modules.
 * Only for a quick start: `npm start` is up in half the time that `node --import tsx src/main.ts` takes, which works too.
 */
export default defineConfig({
	root,
	publicDir: false,
	ssr: { external: true },
	build: {
		ssr: "src/main.ts",
		outDir,
		emptyOutDir: true,
		minify: false,
		target: "node20",
		rolldownOptions: { output: { entryFileNames: "main.mjs", chunkFileNames: "[name]-[hash].mjs" } },
	},
	plugins: [whereTheSourcesAre()],
});

/** The program of a thread, which is built with the hub and stands beside it. */
const threads = /new URL\("\.\/([\w-]+-worker)\.mjs", import\.meta\.url\)/g;

/** Texts, articles and the database program are read from the source tree: each file still finds what lies beside it. */
function whereTheSourcesAre(): Plugin {
	return {
		name: "where-the-sources-are",
		enforce: "pre",
		transform(code, id) {
			if (id.includes("node_modules") || !code.includes("import.meta.")) return null;
			const folder = JSON.stringify(`/${relative(outDir, dirname(id))}`);
			const file = JSON.stringify(relative(outDir, id));
			return code
				.replace(threads, (_all, name: string) => {
					this.emitFile({ type: "chunk", id: join(dirname(id), `${name}.ts`), fileName: `${name}.mjs` });
					return `new URL("./${name}.mjs", import.meta["url"])`;
				})
				.replaceAll("import.meta.url", `(new URL(${file}, import.meta.url).href)`)
				.replaceAll("import.meta.dirname", `(import.meta.dirname + ${folder})`);
		},
	};
}
