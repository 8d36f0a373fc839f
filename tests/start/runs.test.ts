import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parts } from "../../scripts/steps/parts.mjs";
import { processesWith } from "../platform/store/processes.ts";
import { project, useStart } from "./support.ts";

const { start, nothingRuns, dataDir } = useStart();
const built = () => parts.map(({ name }) => statSync(join(project, "dist", name, ".built")).mtimeMs);
const health = async (url: string) => (await fetch(`${url}/healthz`)).status;

it("opens the counter, says where and with which logins, and closes it with the database by Ctrl-C", async () => {
	const first = start();
	const { url } = await first.serving();
	expect(await health(url)).toBe(200);
	expect((await fetch(url)).status).toBe(200);
	expect((await fetch(`${url}/desk`)).status).toBe(200);
	expect((await fetch(`${url}/widget.js`)).status).toBe(200);
	for (const words of ["/desk", "/api/docs", "ana@demo.example", "ventanilla-demo"]) {
		expect(first.said()).toContain(words);
	}
	// A terminal tells the whole group.
	process.kill(-Number(first.process.pid), "SIGINT");
	expect(await first.ended).toBe(0);
	await nothingRuns();
});

it("installs and builds nothing a second time, and the demo office is there once", async () => {
	const first = start();
	await first.serving();
	first.process.kill("SIGTERM");
	expect(await first.ended).toBe(0);
	const before = built();
	const second = start();
	const { url } = await second.serving();
	expect(await health(url)).toBe(200);
	expect(second.said()).not.toMatch(/Installing|Building/);
	expect(built()).toEqual(before);
	second.process.kill("SIGTERM");
	expect(await second.ended).toBe(0);
});

it("P5: runs in production with a database of its own choice, without demo logins", async () => {
	const hub = start({
		NODE_ENV: "production",
		SECRET: "u7Qm2xV9rT4kZ1bW8nL5cY3hJ6fD0gSa",
		ALLOW_EMBEDDED_DATABASE: "true",
	});
	const { url } = await hub.serving();
	expect(await health(url)).toBe(200);
	expect(hub.said()).not.toContain("demo");
	hub.process.kill("SIGTERM");
	expect(await hub.ended).toBe(0);
});

it("P5: npm start gives the terminal back when all has stopped", async () => {
	const hub = start({}, ["npm", "start", "--silent"]);
	const { url } = await hub.serving();
	expect(await health(url)).toBe(200);
	const given = once(hub.process, "exit");
	process.kill(-Number(hub.process.pid), "SIGINT");
	// Its shell may say by what it was told to end, as shells do: that is not the hub's code.
	expect([0, null]).toContain((await given)[0]);
	expect(await processesWith(dataDir())).toEqual([]);
});

it("P5: nothing runs on when npm itself is told to end", async () => {
	const hub = start({}, ["npm", "start", "--silent"]);
	await hub.serving();
	hub.process.kill("SIGTERM");
	await nothingRuns();
});

it("P5: nothing runs on when npm start's own process is killed with -9", async () => {
	const hub = start();
	await hub.serving();
	hub.process.kill("SIGKILL");
	await hub.ended;
	await nothingRuns();
});

it("P5: kill -9 of the hub leaves nothing that blocks the next start", async () => {
	const first = start();
	const { pid } = await first.serving();
	process.kill(pid, "SIGKILL");
	expect(await first.ended).toBe(137);
	const second = start();
	const { url } = await second.serving();
	expect(await health(url)).toBe(200);
	second.process.kill("SIGTERM");
	expect(await second.ended).toBe(0);
});

it("P5: Ctrl-C before the counter is open stops it all the same", async () => {
	const hub = start({ LOG_LEVEL: "info" });
	// The first words come when the database is up, before anything is served.
	await new Promise((done) => hub.process.stdout?.once("data", done));
	process.kill(-Number(hub.process.pid), "SIGINT");
	expect(await hub.ended).toBe(0);
	await nothingRuns();
});
