import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { useStart } from "./support.ts";

const { start, dataDir, nothingRuns } = useStart();
const goodSecret = "u7Qm2xV9rT4kZ1bW8nL5cY3hJ6fD0gSa";

/** Each of these ends with one line that says what to mend. */
const refused: { why: string; settings: () => Record<string, string>; line: RegExp }[] = [
	{
		why: "a setting that makes no sense",
		settings: () => ({ PORT: "many" }),
		line: /^Ventanilla cannot start\. PORT: must be a whole number from 0 to 65535$/,
	},
	{
		why: "two settings that make no sense, at once",
		settings: () => ({ LOG_LEVEL: "loud", REDIS_URL: "nowhere" }),
		line: /^Ventanilla cannot start\. REDIS_URL: .+; LOG_LEVEL: .+$/,
	},
	{
		why: "a data folder that cannot be written",
		settings: () => ({ DATA_DIR: join(dataDir(), "a-file", "data") }),
		line: /^Ventanilla cannot start\. DATA_DIR: cannot keep a secret in .+ENOTDIR.+; make it writable or set SECRET$/,
	},
	{
		why: "a data folder that cannot be written, with a secret",
		settings: () => ({ DATA_DIR: join(dataDir(), "a-file", "data"), SECRET: goodSecret }),
		line: /^Ventanilla cannot start\. The data folder .+ cannot be written \(ENOTDIR\): set DATA_DIR$/,
	},
	{
		why: "a database that nobody answers for",
		settings: () => ({ MONGODB_URI: "mongodb://someone:hidden@127.0.0.1:9/ventanilla" }),
		line: /^Ventanilla cannot start\. The database at 127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\): check MONGODB_URI .+$/,
	},
	{
		why: "an address that is none of a database",
		settings: () => ({ MONGODB_URI: "postgres://127.0.0.1/ventanilla" }),
		line: /^Ventanilla cannot start\. MONGODB_URI: must begin with mongodb:\/\/ or mongodb\+srv:\/\/$/,
	},
	{
		why: "demo data in production",
		settings: () => ({ NODE_ENV: "production", SEED_DEMO: "true", SECRET: goodSecret }),
		line: /^Ventanilla cannot start\. SEED_DEMO: production refuses demo data; leave it out$/,
	},
	{
		why: "production without a secret",
		settings: () => ({ NODE_ENV: "production" }),
		line: /^Ventanilla cannot start\. SECRET: production needs one of its own, at least 32 random characters$/,
	},
	{
		why: "production with a secret that can be guessed",
		settings: () => ({ NODE_ENV: "production", SECRET: "change-me-change-me-change-me-change-me" }),
		line: /^Ventanilla cannot start\. SECRET: production refuses one that can be guessed; .+$/,
	},
	{
		why: "the embedded database in production, unless asked for",
		settings: () => ({ NODE_ENV: "production", SECRET: goodSecret }),
		line: /^Ventanilla cannot start\. Production needs MONGODB_URI; set ALLOW_EMBEDDED_DATABASE=true .+$/,
	},
];

it.each(refused)("P1: refuses $why, in one line", async ({ settings, line }) => {
	await writeFile(join(dataDir(), "a-file"), "");
	const hub = start(settings());
	expect(await hub.ended).toBe(1);
	expect(hub.complaint()).toMatch(line);
	expect(hub.said()).not.toContain("hidden");
	await nothingRuns();
});

it("P5: refuses a port in use in one line, and stops the database that it had started", async () => {
	const other = createServer().listen(0, "127.0.0.1");
	await once(other, "listening");
	const address = other.address();
	const port = typeof address === "object" && address ? address.port : 0;
	const hub = start({ PORT: String(port) });
	expect(await hub.ended).toBe(1);
	expect(hub.complaint()).toBe(
		`Ventanilla cannot start. PORT: ${port} is in use; stop what listens there, or set another PORT`,
	);
	await nothingRuns();
	other.close();
});

/** Makes a process take itself for another, before any script runs. */
function pretending(change: string): string[] {
	return [process.execPath, "--import", `data:text/javascript,${encodeURIComponent(change)}`];
}

it.each(["scripts/start.mjs", "scripts/test.mjs"])("%s asks for a newer Node.js in one line", async (script) => {
	const old = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.18.3" } })`;
	const hub = start({}, [...pretending(old), script]);
	expect(await hub.ended).toBe(1);
	expect(hub.said()).toBe("Ventanilla needs Node.js 20.19 or newer, this is 20.18.3: see https://nodejs.org\n");
});

it("asks for MONGODB_URI in one line where there is no embedded database", async () => {
	const elsewhere = `Object.defineProperty(process, "platform", { value: "win32" })`;
	const hub = start({ PATH: "" }, [...pretending(elsewhere), "scripts/start.mjs"]);
	expect(await hub.ended).toBe(1);
	expect(hub.said()).toMatch(
		/^Ventanilla cannot start\. There is no embedded database for this system \(win32 .+: install MongoDB 8\.0 or newer and set MONGODB_URI to its address\n$/,
	);
});
