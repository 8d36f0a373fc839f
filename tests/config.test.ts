import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { describeSettings, loadConfig } from "../src/config.ts";
import { StartupError } from "../src/platform/startup-error.ts";

const secret = "k3J9-fW0z_qL7yT2mB8vXc5RnH4sD1aG";
const folders: string[] = [];

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), "ventanilla-config-"));
	folders.push(made);
	return made;
}

afterAll(() => {
	for (const made of folders) rmSync(made, { recursive: true, force: true });
});

it("P1: has a default for everything but the secret, which it makes once and keeps to its owner", () => {
	const dataDir = join(folder(), "data");
	const first = loadConfig({ DATA_DIR: dataDir });
	const second = loadConfig({ DATA_DIR: dataDir, PORT: "" });

	expect(first).toMatchObject({
		port: 3000,
		host: "0.0.0.0",
		dataDir,
		mongodbUri: null,
		redisUrl: null,
		trustProxy: false,
		allowedOrigins: [],
		publicUrl: null,
		logLevel: "info",
		production: false,
		seedDemo: true,
		smtpUrl: null,
		country: "SV",
		telegramApiRoot: "https://api.telegram.org",
		emergencyNumbers: [{ name: "Emergencias", number: "911" }],
		laneLeaseMs: 10_000,
		agentGoneMs: 60_000,
		botIdleMinutes: 30,
	});
	expect(first.secret.length).toBeGreaterThanOrEqual(32);
	expect(second.secret).toBe(first.secret);
	expect(statSync(join(dataDir, "secret")).mode & 0o777).toBe(0o600);
});

it("reads every setting", () => {
	const config = loadConfig({
		PORT: "0",
		HOST: "127.0.0.1",
		DATA_DIR: "/srv/ventanilla",
		MONGODB_URI: "mongodb://a:27017,b:27017/ventanilla?replicaSet=rs0",
		REDIS_URL: "redis://127.0.0.1:6379",
		SECRET: secret,
		SECRETS_KEYS: `${secret}1, ${secret}`,
		TRUST_PROXY: "10.0.0.0/8, ::1",
		ALLOWED_ORIGINS: "https://www.example.org/, http://localhost:5173",
		PUBLIC_URL: "https://ayuda.example.org/",
		LOG_LEVEL: "silent",
		NODE_ENV: "production",
		SEED_DEMO: "no",
		ALLOW_EMBEDDED_DATABASE: "true",
		METRICS_TOKEN: "0123456789abcdef",
		ADMIN_EMAIL: "jefa@oficina.example",
		ADMIN_PASSWORD: "una clave muy larga",
		SMTP_URL: "smtps://user:word@mail.example.org:465",
		MAIL_FROM: "Oficina <no-responder@example.org>",
		COUNTRY: "bo",
		CLAMD: "10.0.0.7:3310",
		TELEGRAM_TOKEN: "1:a",
		TELEGRAM_API_ROOT: "http://127.0.0.1:9001",
		TELEGRAM_WEBHOOK: "yes",
		WHATSAPP_API_ROOT: "http://127.0.0.1:9002/v23.0",
		WHATSAPP_WEB_URL: "wss://proxy.example.org/ws/chat",
		WHATSAPP_WEB_MEDIA_ROOT: "http://127.0.0.1:9003/",
		EMERGENCY_NUMBERS: "Policía 110, Línea de la vida: 800 911 2000",
		LANE_LEASE_MS: "2000",
		AGENT_GONE_MS: "5000",
		BOT_IDLE_MINUTES: "1",
	});
	expect(config).toEqual({
		port: 0,
		host: "127.0.0.1",
		dataDir: "/srv/ventanilla",
		mongodbUri: "mongodb://a:27017,b:27017/ventanilla?replicaSet=rs0",
		redisUrl: "redis://127.0.0.1:6379",
		secret,
		secretsKeys: [`${secret}1`, secret],
		trustProxy: ["10.0.0.0/8", "::1"],
		allowedOrigins: ["https://www.example.org", "http://localhost:5173"],
		publicUrl: "https://ayuda.example.org",
		logLevel: "silent",
		production: true,
		seedDemo: false,
		allowEmbeddedDatabase: true,
		metricsToken: "0123456789abcdef",
		firstAdmin: { email: "jefa@oficina.example", password: "una clave muy larga" },
		smtpUrl: "smtps://user:word@mail.example.org:465",
		mailFrom: "Oficina <no-responder@example.org>",
		country: "BO",
		clamd: { host: "10.0.0.7", port: 3310 },
		telegramToken: "1:a",
		telegramApiRoot: "http://127.0.0.1:9001",
		telegramWebhook: true,
		whatsAppApiRoot: "http://127.0.0.1:9002/v23.0",
		whatsAppWebUrl: "wss://proxy.example.org/ws/chat",
		whatsAppWebMediaRoot: "http://127.0.0.1:9003",
		emergencyNumbers: [
			{ name: "Policía", number: "110" },
			{ name: "Línea de la vida", number: "800 911 2000" },
		],
		laneLeaseMs: 2_000,
		agentGoneMs: 5_000,
		botIdleMinutes: 1,
	});
});

describe("refuses a bad setting in one line that names it and does not repeat it", () => {
	it.each([
		["SMTP_URL", "mail.example.org"],
		["COUNTRY", "El Salvador"],
		["PORT", "70000"],
		["PORT", "http"],
		["PORT", "-1"],
		["HOST", "no spaces please"],
		["MONGODB_URI", "mysql://localhost"],
		["REDIS_URL", "localhost:6379"],
		["SECRET", "too-short"],
		["TRUST_PROXY", "everybody"],
		["TRUST_PROXY", "11"],
		["ALLOWED_ORIGINS", "example.org"],
		["ALLOWED_ORIGINS", "*"],
		["EMERGENCY_NUMBERS", "911"],
		["EMERGENCY_NUMBERS", "Policía"],
		["EMERGENCY_NUMBERS", ","],
		["PUBLIC_URL", "ftp://example.org"],
		["LOG_LEVEL", "loud"],
		["NODE_ENV", "staging"],
		["SEED_DEMO", "maybe"],
		["ALLOW_EMBEDDED_DATABASE", "si"],
		["METRICS_TOKEN", "short"],
		["ADMIN_EMAIL", "jefa"],
		["ADMIN_PASSWORD", "corta"],
		["CLAMD", "clamav"],
		["CLAMD", "clamav:0"],
		["CLAMD", "clamav:70000"],
		["CLAMD", "run/clamd.ctl"],
		["TELEGRAM_API_ROOT", "api.telegram.org"],
		["WHATSAPP_API_ROOT", "graph.facebook.com"],
		["WHATSAPP_WEB_URL", "https://web.whatsapp.com"],
		["WHATSAPP_WEB_URL", "ws://proxy.example.org/ws/chat"],
		["WHATSAPP_WEB_MEDIA_ROOT", "http://127.0.0.1.example.org"],
		["LANE_LEASE_MS", "10"],
		["AGENT_GONE_MS", "1.5"],
		["BOT_IDLE_MINUTES", "0"],
	])("%s=%s", (name, value) => {
		const load = () => loadConfig({ SECRET: secret, [name]: value });
		expect(load).toThrow(StartupError);
		expect(load).toThrow(new RegExp(`^${name}: [^\\n]+$`));
		if (name === "SECRET") expect(load).not.toThrow(value);
	});
});

it.each([
	[{ TELEGRAM_WEBHOOK: "true" }, /^PUBLIC_URL: /],
	[{ ADMIN_EMAIL: "jefa@oficina.example" }, /^ADMIN_PASSWORD: /],
	[{ ADMIN_PASSWORD: "una clave muy larga" }, /^ADMIN_EMAIL: /],
])("the first account needs both parts", (given, line) => {
	expect(() => loadConfig({ SECRET: secret, ...given })).toThrow(line);
});

it.each([
	["false", false],
	["0", false],
	["1", 1],
	["loopback", ["loopback"]],
	["127.0.0.1,10.1.0.0/16", ["127.0.0.1", "10.1.0.0/16"]],
])("TRUST_PROXY=%s", (value, expected) => {
	expect(loadConfig({ SECRET: secret, TRUST_PROXY: value }).trustProxy).toEqual(expected);
});

it.each([
	["clamav:3310", { host: "clamav", port: 3310 }],
	["[::1]:3310", { host: "::1", port: 3310 }],
	["/run/clamav/clamd.ctl", { path: "/run/clamav/clamd.ctl" }],
])("P9: CLAMD=%s", (value, expected) => {
	expect(loadConfig({ SECRET: secret, CLAMD: value }).clamd).toEqual(expected);
});

describe("production", () => {
	const production = { NODE_ENV: "production", SECRET: secret };

	it("seeds nothing by itself", () => {
		expect(loadConfig(production).seedDemo).toBe(false);
	});

	it.each([
		["demo data", { SEED_DEMO: "true" }, /^SEED_DEMO: /],
		["a missing secret", { SECRET: undefined }, /^SECRET: /],
		["a repeated character", { SECRET: "a".repeat(40) }, /^SECRET: /],
		["a well-known secret", { SECRET: "change-me-change-me-0123456789abcdef" }, /^SECRET: /],
	])("refuses %s", (_what, change, line) => {
		const dataDir = folder();
		expect(() => loadConfig({ ...production, DATA_DIR: dataDir, ...change })).toThrow(line);
		expect(existsSync(join(dataDir, "secret"))).toBe(false);
	});
});

describe("the kept secret", () => {
	it("is asked for when the data folder cannot hold it", () => {
		const file = join(folder(), "file");
		writeFileSync(file, "");
		chmodSync(file, 0o400);
		expect(() => loadConfig({ DATA_DIR: file })).toThrow(/^DATA_DIR: /);
	});

	it("is not replaced when it was cut short", () => {
		const dataDir = folder();
		writeFileSync(join(dataDir, "secret"), "short");
		expect(() => loadConfig({ DATA_DIR: dataDir })).toThrow(/^SECRET: /);
		expect(readFileSync(join(dataDir, "secret"), "utf8")).toBe("short");
	});
});

it("describes every setting for the README", () => {
	const described = describeSettings();
	expect(described.find(({ name }) => name === "PORT")).toEqual({
		name: "PORT",
		default: "3000",
		meaning: "TCP port to listen on; 0 takes a free one.",
	});
	expect(described.every(({ meaning }) => meaning.endsWith("."))).toBe(true);
	expect(described.length).toBe(new Set(described.map(({ name }) => name)).size);
});
