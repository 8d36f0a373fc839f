/** The thread that `aside` runs: one job after another, so that the hub's own thread never waits for a large mail. */
import { parentPort } from "node:worker_threads";
import type { Answer, Job } from "./aside.ts";
import { sanitise } from "./html-sanitise.ts";
import type { InboundMail } from "./inbound-mail.ts";
import { readMail } from "./read-mail.ts";

parentPort?.on("message", async (job: Job) => {
	const given = await answer(job);
	parentPort?.postMessage(given, given.did === "read" ? large(given.mail) : []);
});

async function answer(job: Job): Promise<Answer> {
	if (job.do === "sanitise") return { did: "sanitise", sanitised: sanitise(job.html, job.sanitising) };
	return { did: "read", mail: await readMail(Buffer.from(job.raw)) };
}

/** Large files are handed over, not copied; small ones share their memory with others. */
function large({ attachments }: InboundMail): ArrayBuffer[] {
	return attachments.flatMap(({ content: { buffer, byteLength } }) =>
		buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
	);
}
