/**
 * `npm test`: from a fresh clone to a tested one. Installs and builds what is missing or stale, sees to the programs
 * that tests run against, and runs all tests; what follows `--` goes to vitest. Ends on a line with the counts.
 *
 *     npm test -- tests/kb
 *     npm test -- --project unit
 */
import { nodeIsNewEnough } from "./steps/node-version.mjs";

if (nodeIsNewEnough()) import("./steps/run-tests.mjs").then(({ runTests }) => runTests(process.argv.slice(2)));
else process.exitCode = 1;
