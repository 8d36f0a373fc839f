/**
 * `npm start`: from a fresh clone to an open counter. Installs and builds what is missing or stale, then runs the hub
 * in this terminal; ends when the hub ends, with its exit code.
 */
import { tooOld } from "./steps/node-version.mjs";

const problem = tooOld(process.versions.node);
if (problem) {
	process.stderr.write(`${problem}\n`);
	process.exitCode = 1;
} else import("./steps/serve.mjs").then(({ serve }) => serve());
