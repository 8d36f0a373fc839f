/** Starts `read-worker.ts` from the sources: a thread does not inherit what lets Node read TypeScript. */
import { register } from "tsx/esm/api";

register();
await import("./read-worker.ts");
