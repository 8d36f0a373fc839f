import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { ClamdAddress } from "./platform/files/index.ts";
import { StartupError } from "./platform/startup-error.ts";

const boolean = z
	.enum(["true", "false", "1", "0", "yes", "no"], "must be true or false")
	.transform((value) => ["true", "1", "yes"].includes(value));

const wholeNumber = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
		.transform(Number)
		.refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const uri = (...schemes: string[]) => {
	const meaning = `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`;
	return z
		.string()
		.refine(
			(value) => URL.canParse(value) && schemes.some((scheme) => new URL(value).protocol === `${scheme}:`),
			meaning,
		);
};

/** An address of what secrets pass through: plain only within this machine. */
const secureUri = (plain: string, secure: string) =>
	uri(plain, secure)
		.refine(
			(value) =>
				!URL.canParse(value) ||
				new URL(value).protocol === `${secure}:` ||
				/^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(value).hostname),
			`must begin with ${secure}:// unless it is on this machine`,
		)
		.transform((value) => value.replace(/\/+$/, ""));

/** A MongoDB address may list several hosts, which `URL` does not parse. */
const mongoUri = z.string().regex(/^mongodb(\+srv)?:\/\/[^\s/]+/, "must begin with mongodb:// or mongodb+srv://");

const list = z.string().transform((value) =>
	value
		.split(",")
		.map((item) => item.trim())
		.filter((item) => item !== ""),
);

const origins = list.pipe(
	z.array(
		z
			.string()
			.refine(
				(value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
				"must be a list of origins such as https://www.example.org, separated by commas",
			)
			.transform((value) => new URL(value).origin),
	),
);

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.enum(["loopback", "linklocal", "uniquelocal"])]);

const trustProxy = z.string().transform((value, context): TrustProxy => {
	if (["false", "no", "0"].includes(value)) return false;
	if (/^\d+$/.test(value) && Number(value) <= 10) return Number(value);
	const networks = z.array(network).min(1).safeParse(list.parse(value));
	if (networks.success) return networks.data;
	context.addIssue({
		code: "custom",
		message: "must be false, the number of proxies in front (1–10), or a list of their addresses (10.0.0.0/8, …)",
	});
	return z.NEVER;
});

const clamd = z.string().transform((value, context): ClamdAddress => {
	const [, host, port] = /^([\w.-]+|\[[\da-f:.]+\]):(\d{1,5})$/i.exec(value) ?? [];
	if (host && Number(port) > 0 && Number(port) <= 65_535)
		return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
	if (value.startsWith("/")) return { path: value };
	context.addIssue({
		code: "custom",
		message: "must be host:port, or the path of a unix socket (/run/clamav/clamd.ctl)",
	});
	return z.NEVER;
});

/** Whose X-Forwarded-* headers are believed: nobody's, those of so many proxies, or those of these networks. */
type TrustProxy = false | number | string[];

/** "Policía 911, Bomberos 913": a name and a telephone number each. */
const emergencyNumbers = list.pipe(
	z
		.array(
			z.string().transform((entry, context) => {
				const [, name, number] = /^(\p{L}.{0,59}?)[ :]+(\+?\d[\d -]{0,18}\d)$/u.exec(entry) ?? [];
				if (name !== undefined && number !== undefined) return { name, number };
				context.addIssue({ code: "custom", message: "must be names with numbers, as in: Policía 911, Bomberos 913" });
				return z.NEVER;
			}),
		)
		.min(1, "must have at least one number")
		.max(6, "may have at most 6 numbers"),
);

/** A setting with a default, as one would write it; `shown` is what the README says where that is clearer. */
function setting<Schema extends z.ZodType<unknown, string>>(
	schema: Schema,
	fallback: string,
	meaning: string,
	shown?: string,
) {
	return z
		.string()
		.default(fallback)
		.pipe(schema)
		.meta({ description: meaning, fallback: shown ?? fallback });
}

function optional<Schema extends z.ZodType<unknown, string>>(schema: Schema, meaning: string, shown = "") {
	return schema.optional().meta({ description: meaning, fallback: shown });
}

/** Every setting of the hub: the one place where its name, default and meaning stand. */
const Settings = z.object({
	PORT: setting(wholeNumber(0, 65_535), "3000", "TCP port to listen on; 0 takes a free one."),
	HOST: setting(
		z.string().regex(/^[\w.:-]+$/, "must be a host name or an address"),
		"0.0.0.0",
		"Address to listen on.",
	),
	DATA_DIR: setting(z.string(), "./data", "Folder for the embedded database and the generated secret."),
	MONGODB_URI: optional(mongoUri, "MongoDB (8.0 or newer) to use instead of the embedded one."),
	MONGOD_BINARY: optional(z.string(), "Program to run as the embedded database.", "a mongod on the PATH, else npm's"),
	REDIS_URL: optional(uri("redis", "rediss"), "Redis that joins the sockets of several hub processes."),
	SECRET: optional(
		z.string().min(32, "must have at least 32 characters"),
		"Key that signs the citizens' tokens, at least 32 characters. Production needs one of its own.",
		"generated once into DATA_DIR",
	),
	SECRETS_KEYS: optional(
		list.pipe(z.array(z.string().min(32, "must be keys of at least 32 characters each")).min(1)),
		"Keys that seal the channels' secrets in the store, separated by commas: the first seals, all open.",
		"SECRET",
	),
	TRUST_PROXY: setting(
		trustProxy,
		"false",
		"Whose X-Forwarded-* headers are believed: `false`, the number of proxies in front, or their networks.",
	),
	ALLOWED_ORIGINS: setting(
		origins,
		"",
		"Other web sites that may embed the chat, separated by commas.",
		"the hub's own origin only",
	),
	PUBLIC_URL: optional(
		uri("http", "https").transform((value) => value.replace(/\/+$/, "")),
		"Address at which people reach the hub, when it stands behind a proxy.",
	),
	LOG_LEVEL: setting(
		z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
		"info",
		"Least level that is logged: trace, debug, info, warn, error, fatal or silent.",
	),
	NODE_ENV: setting(
		z.enum(["development", "test", "production"]),
		"development",
		"`production` refuses demo data, a generated secret and, unless opted in, the embedded database.",
	),
	SEED_DEMO: optional(boolean, "Fill an empty store with the demo office and its logins.", "true; in production false"),
	ALLOW_EMBEDDED_DATABASE: setting(boolean, "false", "Lets production use the embedded database."),
	METRICS_TOKEN: optional(
		z.string().min(16, "must have at least 16 characters"),
		"Bearer token that /metrics asks for. Without it, /metrics is off in production and open elsewhere.",
	),
	ADMIN_EMAIL: optional(
		z.email("must be an e-mail address"),
		"Address of the first account, an administrator, opened while there is no account at all.",
	),
	ADMIN_PASSWORD: optional(
		z.string().min(12, "must have at least 12 characters").max(200, "may have at most 200 characters"),
		"Password of that account; take it out of the environment after the first start.",
	),
	SMTP_URL: optional(
		uri("smtp", "smtps"),
		"Mail server for what the hub itself writes, such as codes: `smtps://user:password@host:465`. Without it, mails are kept for a day and shown to administrators, as a demonstration; in production nobody can prove who they are then.",
	),
	MAIL_FROM: setting(
		z.string().min(3).max(200),
		"no-reply@localhost",
		"Sender of those mails: an address, or `Name <address>`.",
	),
	COUNTRY: setting(
		z
			.string()
			.regex(/^[A-Za-z]{2}$/, "must be a country of two letters (ISO 3166), such as SV")
			.transform((value) => value.toUpperCase()),
		"SV",
		"Country whose identity documents citizens are asked for: two letters (ISO 3166).",
	),
	CLAMD: optional(
		clamd,
		"clamd that scans all files for malware: `host:port`, or the path of its unix socket. Its StreamMaxLength must be 20M or more.",
	),
	TELEGRAM_TOKEN: optional(z.string(), "Token of a Telegram bot that is set up here instead of at the desk."),
	TELEGRAM_API_ROOT: setting(uri("http", "https"), "https://api.telegram.org", "Address of the Telegram Bot API."),
	TELEGRAM_WEBHOOK: setting(
		boolean,
		"false",
		"Telegram calls the hub at PUBLIC_URL (https); otherwise the hub asks Telegram (long polling).",
	),
	WHATSAPP_API_ROOT: setting(
		uri("http", "https"),
		"https://graph.facebook.com/v23.0",
		"Address of Meta's Graph API with its version, for WhatsApp's Cloud API.",
	),
	WHATSAPP_WEB_URL: optional(
		secureUri("ws", "wss"),
		"Address of WhatsApp Web's web socket, where linked phones reach it through a proxy (and for tests).",
		"WhatsApp's own",
	),
	WHATSAPP_WEB_MEDIA_ROOT: optional(
		secureUri("http", "https"),
		"Address of WhatsApp Web's store of files, likewise; files are sent where WhatsApp says.",
		"WhatsApp's own",
	),
	EMERGENCY_NUMBERS: setting(
		emergencyNumbers,
		"Emergencias 911",
		"Whom citizens in danger are told to call: up to 6 names with numbers, as in `Policía 911, Bomberos 913`. They must be those of your country.",
	),
	LANE_LEASE_MS: setting(
		wholeNumber(1_000, 600_000),
		"10000",
		"How long a process holds a conversation without a sign of life before another may take it (ms).",
	),
	AGENT_GONE_MS: setting(
		wholeNumber(1_000, 3_600_000),
		"60000",
		"How long an agent may be disconnected before the chats go back to the queue (ms); after the fall of a hub process, at least 25000.",
	),
	BOT_IDLE_MINUTES: setting(
		wholeNumber(1, 1_440),
		"30",
		"Silence after which an episode with the bot is over (minutes).",
	),
});

/** The hub's settings, validated. */
export interface Config {
	port: number;
	host: string;
	/** Absolute path. */
	dataDir: string;
	mongodbUri: string | null;
	mongodBinary: string | undefined;
	redisUrl: string | null;
	/** At least 32 characters. */
	secret: string;
	/** Newest first, at least one. */
	secretsKeys: string[];
	trustProxy: TrustProxy;
	/** Origins (scheme, host, port) besides the hub's own. */
	allowedOrigins: string[];
	/** Without a slash at its end. */
	publicUrl: string | null;
	logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
	production: boolean;
	seedDemo: boolean;
	allowEmbeddedDatabase: boolean;
	metricsToken: string | null;
	/** Opened while there is no account at all. */
	firstAdmin: { email: string; password: string } | null;
	/** Takes the hub's own mails; null: they are kept and shown as a demonstration. */
	smtpUrl: string | null;
	mailFrom: string;
	/** ISO 3166 alpha-2. */
	country: string;
	/** What scans files for malware; null: nothing does. */
	clamd: ClamdAddress | null;
	telegramToken: string | null;
	telegramApiRoot: string;
	/** Telegram calls the hub at its public address instead of being asked. */
	telegramWebhook: boolean;
	/** With its version. */
	whatsAppApiRoot: string;
	/** Without a slash at its end; null: WhatsApp's own. So is the next. */
	whatsAppWebUrl: string | null;
	whatsAppWebMediaRoot: string | null;
	/** Whom citizens in danger are told to call; at least one. */
	emergencyNumbers: { name: string; number: string }[];
	laneLeaseMs: number;
	agentGoneMs: number;
	botIdleMinutes: number;
}

/**
 * Reads every setting from the environment, once. An empty value counts as absent. Outside production a missing SECRET
 * is generated into `DATA_DIR/secret` (mode 0600) on first use.
 *
 * @throws StartupError naming the setting that is bad.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const given = Object.fromEntries(
		Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
	);
	const read = Settings.safeParse(given);
	if (!read.success) throw badSetting(read.error);

	const { SECRET: secret, ...setting } = read.data;
	const production = setting.NODE_ENV === "production";
	if (production && setting.SEED_DEMO === true) {
		throw new StartupError("SEED_DEMO: production refuses demo data; leave it out");
	}
	if (production) refuseWeakSecret(secret);
	if (setting.TELEGRAM_WEBHOOK && setting.PUBLIC_URL === undefined) {
		throw new StartupError("PUBLIC_URL: is needed together with TELEGRAM_WEBHOOK");
	}
	const dataDir = resolve(setting.DATA_DIR);
	// A bad setting has thrown by now, and so leaves nothing behind on the disk.
	const signing = secret ?? keptSecret(dataDir);
	return {
		port: setting.PORT,
		host: setting.HOST,
		dataDir,
		mongodbUri: setting.MONGODB_URI ?? null,
		mongodBinary: setting.MONGOD_BINARY,
		redisUrl: setting.REDIS_URL ?? null,
		secret: signing,
		secretsKeys: setting.SECRETS_KEYS ?? [signing],
		trustProxy: setting.TRUST_PROXY,
		allowedOrigins: setting.ALLOWED_ORIGINS,
		publicUrl: setting.PUBLIC_URL ?? null,
		logLevel: setting.LOG_LEVEL,
		production,
		seedDemo: setting.SEED_DEMO ?? !production,
		allowEmbeddedDatabase: setting.ALLOW_EMBEDDED_DATABASE,
		metricsToken: setting.METRICS_TOKEN ?? null,
		firstAdmin: firstAdmin(setting),
		smtpUrl: setting.SMTP_URL ?? null,
		mailFrom: setting.MAIL_FROM,
		country: setting.COUNTRY,
		clamd: setting.CLAMD ?? null,
		telegramToken: setting.TELEGRAM_TOKEN ?? null,
		telegramApiRoot: setting.TELEGRAM_API_ROOT,
		telegramWebhook: setting.TELEGRAM_WEBHOOK,
		whatsAppApiRoot: setting.WHATSAPP_API_ROOT,
		whatsAppWebUrl: setting.WHATSAPP_WEB_URL ?? null,
		whatsAppWebMediaRoot: setting.WHATSAPP_WEB_MEDIA_ROOT ?? null,
		emergencyNumbers: setting.EMERGENCY_NUMBERS,
		laneLeaseMs: setting.LANE_LEASE_MS,
		agentGoneMs: setting.AGENT_GONE_MS,
		botIdleMinutes: setting.BOT_IDLE_MINUTES,
	};
}

export interface SettingDescription {
	name: string;
	/** Empty: none. */
	default: string;
	meaning: string;
}

/** Every setting in words; the README's table is made of it. */
export function describeSettings(): SettingDescription[] {
	return Object.entries(Settings.shape).map(([name, schema]) => {
		const about = z.object({ description: z.string(), fallback: z.string() }).parse(schema.meta());
		return { name, default: about.fallback, meaning: about.description };
	});
}

/** Never repeats the value: it may be a secret. */
function badSetting(error: z.ZodError): StartupError {
	const lines = error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
	return new StartupError([...new Set(lines)].join("; "));
}

function firstAdmin(setting: {
	ADMIN_EMAIL?: string | undefined;
	ADMIN_PASSWORD?: string | undefined;
}): Config["firstAdmin"] {
	const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = setting;
	if (email !== undefined && password !== undefined) return { email, password };
	if (email !== undefined) throw new StartupError("ADMIN_PASSWORD: is needed together with ADMIN_EMAIL");
	if (password !== undefined) throw new StartupError("ADMIN_EMAIL: is needed together with ADMIN_PASSWORD");
	return null;
}

function refuseWeakSecret(secret: string | undefined): void {
	if (secret === undefined) {
		throw new StartupError("SECRET: production needs one of its own, at least 32 random characters");
	}
	if (new Set(secret).size < 10 || /change.?me|default|example|secret|password/i.test(secret)) {
		throw new StartupError("SECRET: production refuses one that can be guessed; use 32 random characters or more");
	}
}

/** The secret of this data folder: made once, also when two processes start at the same time. */
function keptSecret(dataDir: string): string {
	const path = join(dataDir, "secret");
	try {
		mkdirSync(dataDir, { recursive: true });
		const draft = `${path}.${randomBytes(8).toString("hex")}`;
		if (!existsSync(path)) {
			writeFileSync(draft, randomBytes(48).toString("base64url"), { mode: 0o600 });
			try {
				// Whole or not at all, and the first one wins.
				linkSync(draft, path);
			} catch (error) {
				if (!existsSync(path)) throw error;
			} finally {
				rmSync(draft, { force: true });
			}
		}
		const secret = readFileSync(path, "utf8").trim();
		if (secret.length >= 32) return secret;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new StartupError(`DATA_DIR: cannot keep a secret in ${dataDir} (${reason}); make it writable or set SECRET`);
	}
	throw new StartupError(`SECRET: ${path} holds fewer than 32 characters; remove the file, or set SECRET`);
}
