import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { placeOf, readmeTables } from "./support/readme-tables.ts";

const readme = readFileSync(resolve(import.meta.dirname, "../README.md"), "utf8");

it.each(Object.entries(readmeTables))(
	"the README's table of %s is that of the code (npm run readme)",
	(name, table) => {
		expect(placeOf(name).exec(readme)?.[2]).toBe(table);
	},
);
