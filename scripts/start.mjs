/**
 * `npm start`: from a fresh clone to an open counter. Installs and builds what is missing or stale, then runs the hub
 * in this terminal; ends when the hub ends, with its exit code.
 */
import { nodeIsNewEnough } from "./steps/node-version.mjs";

if (nodeIsNewEnough()) import("./steps/serve.mjs").then(({ serve }) => serve());
else process.exitCode = 1;
