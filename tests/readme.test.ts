import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { describeSettings } from "../src/config.ts";

it("the README names every setting, with its default and meaning", () => {
	const readme = readFileSync(resolve(import.meta.dirname, "../README.md"), "utf8");
	const table = /<!-- settings[^>]*-->\n([\s\S]*?)\n?<!-- \/settings -->/.exec(readme)?.[1];
	const rows = describeSettings().map(
		({ name, default: fallback, meaning }) => `| \`${name}\` | ${fallback} | ${meaning.replaceAll("|", "\\|")} |`,
	);
	expect(table?.trim()).toBe(["| setting | default | meaning |", "|---|---|---|", ...rows].join("\n"));
});
