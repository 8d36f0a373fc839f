import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Builds the desk into `dist/desk`, from where the hub serves it at `/desk/`. */
export default defineConfig({
	root: import.meta.dirname,
	base: "/desk/",
	plugins: [react()],
	build: {
		outDir: "../dist/desk",
		emptyOutDir: true,
		target: "es2022",
		// Fonts and icons stay files: the content security policy allows no data: fonts.
		assetsInlineLimit: 0,
		chunkSizeWarningLimit: 1_200,
	},
});
