/**
 * `npm test`: from a fresh clone to a tested one. Installs and builds what is missing or stale, sees to the programs
 * that tests run against, and runs all tests; what follows `--` goes to vitest. Ends on a line with the counts.
 *
 *     npm test -- tests/kb
 *     npm test -- --project unit
 */
import { tooOld } from "./steps/node-version.mjs";

const problem = tooOld(process.versions.node);
if (problem) {
	process.stderr.write(`${problem}\n`);
	process.exitCode = 1;
} else import("./steps/run-tests.mjs").then(({ runTests }) => runTests(process.argv.slice(2)));
