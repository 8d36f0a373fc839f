/**
 * A hub in small, run by tests as a process of its own: starts the embedded database of DATA_DIR, says where it is and
 * stays until it is told to stop or is killed.
 */
import { startEmbedded } from "../../../src/platform/store/embedded/start.ts";
import { silentLog } from "../../../src/platform/store/log.ts";

const database = await startEmbedded({ dataDir: process.env.DATA_DIR ?? "", log: silentLog });
process.stdout.write(`${JSON.stringify({ uri: database.uri, pid: database.pid() })}\n`);
process.once("SIGTERM", async () => {
	await database.stop();
	process.exit(0);
});
setInterval(() => {}, 60_000);
