import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { placeOf, readmeTables } from "./readme-tables.ts";

/** `npm run readme`: writes the README's tables anew from the code. */
const path = resolve(import.meta.dirname, "../../README.md");
let readme = readFileSync(path, "utf8");
for (const [name, table] of Object.entries(readmeTables)) {
	readme = readme.replace(placeOf(name), (_all, before: string, _old, after: string) => `${before}${table}${after}`);
}
writeFileSync(path, readme);
