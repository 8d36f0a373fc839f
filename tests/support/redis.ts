import { spawn } from "node:child_process";
import { once } from "node:events";
import { requirePeer } from "./peers.ts";
import { freePort } from "./processes.ts";

export interface RedisProcess {
	url: string;
	stop(): Promise<void>;
}

/** Debian's Redis on a free port, keeping nothing. */
export async function startRedis(): Promise<RedisProcess> {
	const port = await freePort();
	const args = ["--port", String(port), "--save", "", "--bind", "127.0.0.1"];
	const redis = spawn(requirePeer("redis-server"), args, { stdio: ["ignore", "pipe", "ignore"] });
	await new Promise<void>((resolve, reject) => {
		redis.stdout.on("data", (text) => String(text).includes("Ready to accept") && resolve());
		redis.once("exit", () => reject(new Error("Redis did not start")));
	});
	return {
		url: `redis://127.0.0.1:${port}`,
		async stop() {
			redis.kill();
			if (redis.exitCode === null && redis.signalCode === null) await once(redis, "exit");
		},
	};
}
