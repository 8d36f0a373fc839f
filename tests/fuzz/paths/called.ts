import { pino } from "pino";
import { callRoutes } from "../../../channels/accounts/index.ts";
import type { Calls } from "../../../channels/channel.ts";
import { buildHttp, type HttpServer } from "../../../src/platform/http/index.ts";
import { createLog, type Log } from "../../../src/platform/log.ts";
import { createMetrics } from "../../../src/platform/metrics.ts";
import { settings } from "../../platform/http/server.ts";

/** The hub's own address that services call, for one account. */
export async function calledServer(calls: () => Calls | undefined): Promise<HttpServer> {
	const app = await buildHttp({
		config: settings,
		log: createLog({ level: "silent" }),
		metrics: createMetrics(),
		session: { authenticate: async () => null },
		ready: async () => ({ ready: true, parts: {} }),
	});
	await app.register(callRoutes(calls));
	return app;
}

/** Calls it as a service does, with headers made of the bytes; fails when it does not take what it is sent. */
export function posts(
	app: HttpServer,
	url: string,
	headers: (raw: Buffer) => Record<string, string>,
): (payload: unknown) => Promise<void> {
	return async (payload) => {
		const raw = Buffer.from(JSON.stringify(payload) ?? "null", "utf8");
		const { statusCode, body } = await app.inject({
			method: "POST",
			url,
			headers: { "content-type": "application/json", ...headers(raw) },
			payload: raw,
		});
		if (statusCode !== 200) throw new Error(`${statusCode} ${body.slice(0, 300)}`);
	};
}

/** A log that keeps what an adapter reports as its own fault. */
export function faultLog(): { faults: readonly string[]; log: Log } {
	const faults: string[] = [];
	return { faults, log: pino({ level: "error" }, { write: (line: string) => void faults.push(line) }) };
}
