import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import multipart from "@fastify/multipart";
import mongoose from "mongoose";
import { accountRoutes, callRoutes, createAccounts, followEnvironment, resealOld } from "../channels/accounts/index.ts";
import { idleMsOn } from "../channels/capabilities.ts";
import { emailKind } from "../channels/email/kind.ts";
import { mailRoutes } from "../channels/email/routes.ts";
import { telegramKind } from "../channels/telegram/kind.ts";
import { createWebchatLive, openWebchat, signResume, type WebchatNamespace } from "../channels/webchat/index.ts";
import { whatsAppCloudKind } from "../channels/whatsapp/cloud/kind.ts";
import { whatsappWebKind } from "../channels/whatsapp/web/kind.ts";
import { createBot, steady } from "../flows/index.ts";
import { articleRoutes, createSearch, loadArticles } from "../kb/index.ts";
import { warmUp } from "./calendars/index.ts";
import {
	answersAt,
	citizenRoutes,
	createIdentification,
	importRoutes,
	removeOldImports,
	workOnImports,
} from "./citizens/index.ts";
import { removeLapsedVisits, visitRoutes } from "./citizens/visits/index.ts";
import type { Config } from "./config.ts";
import {
	type Audience,
	type Conversation,
	type ConversationEngine,
	createConversations,
	createSecrets,
	episodesOf,
} from "./conversations/index.ts";
import { createFloor, type DeskNamespace, openDesk, Queues, unitQueues } from "./desk/index.ts";
import { eventRoutes } from "./events/index.ts";
import { openScanner } from "./open-scanner.ts";
import { pages } from "./pages.ts";
import { type Clock, systemClock } from "./platform/clock.ts";
import { MAX_FILE_BYTES, removeUnfinishedFiles } from "./platform/files/index.ts";
import { buildHttp, originOf, type RouteTable } from "./platform/http/index.ts";
import type { Log } from "./platform/log.ts";
import { createMailer, mailRoutes as ownMailRoutes, removeOldMails } from "./platform/mail/index.ts";
import { createMetrics } from "./platform/metrics.ts";
import { createRealtime, ownPagesOnly } from "./platform/realtime/index.ts";
import { repeat } from "./platform/repeat.ts";
import { createSealer } from "./platform/seal.ts";
import { StartupError } from "./platform/startup-error.ts";
import { openStore } from "./platform/store/connect.ts";
import { ensureIndexes } from "./platform/store/ensure-indexes.ts";
import { createGroupWriter } from "./platform/store/group-writer.ts";
import { runMigrations } from "./platform/store/migrations/run.ts";
import { startSweeps } from "./platform/sweep.ts";
import { seedDemo, seedFirstQueue } from "./seed/demo.ts";
import {
	findStaff,
	forgetOldFailures,
	isServing,
	openFirstAccount,
	removeLapsedSessions,
	staffRoutes,
	staffSession,
} from "./staff/index.ts";
import { texts } from "./texts/index.ts";
import { unitRoutes } from "./units/index.ts";

export interface Hub {
	/** Where it listens. */
	url: string;
	engine: ConversationEngine;
	/** Every route with what it asks for (P1). */
	routes: RouteTable;
	/** Takes nothing in any more, finishes what is under way, closes the store. */
	stop(): Promise<void>;
}

const articlesFolder = resolve(import.meta.dirname, "../kb/articles");

/**
 * Puts the hub together and serves: the only place that knows every part.
 *
 * @throws StartupError with one line on what to mend; nothing is left running then.
 */
export async function startHub(config: Config, log: Log, clock: Clock = systemClock): Promise<Hub> {
	const open: (() => Promise<void>)[] = [];
	const closeAll = async () => {
		for (const close of open.splice(0).reverse()) await close();
	};
	try {
		return await start(config, log, clock, open, closeAll);
	} catch (error) {
		await closeAll().catch((cause: unknown) => log.error({ err: cause }, "closing failed"));
		throw error;
	}
}

/** `open` gathers what is to be closed, in the order in which it was opened. */
async function start(
	config: Config,
	log: Log,
	clock: Clock,
	open: (() => Promise<void>)[],
	closeAll: () => Promise<void>,
): Promise<Hub> {
	const owner = `hub-${process.pid}-${randomUUID().slice(0, 8)}`;
	const store = await openStore({
		mongodbUri: config.mongodbUri,
		dataDir: config.dataDir,
		production: config.production,
		allowEmbeddedInProduction: config.allowEmbeddedDatabase,
		mongodBinary: config.mongodBinary,
		log,
	});
	open.push(store.close);
	// What is under way when nothing comes in any more is finished before the store closes.
	let drain = async () => {};
	open.push(() => drain());
	const { db } = store.connection;
	if (!db) throw new Error("The store is open but has no database");
	await runMigrations(db, { log });
	await ensureIndexes();
	if (config.seedDemo && (await seedDemo(clock.now()))) log.info("the demo office is set up");
	await seedFirstQueue();
	if (!(await openFirstAccount(config.firstAdmin, clock.now()))) {
		log.warn("nobody can sign in: set ADMIN_EMAIL and ADMIN_PASSWORD for one start");
	}
	await removeUnfinishedFiles(clock.now());
	for (const { calendar } of await Queues.find().lean()) await warmUp(calendar, clock.now());

	const writer = createGroupWriter(mongoose.connection.getClient(), mongoose.connection.name);
	const metrics = createMetrics();
	let stopping = false;
	const scanner = config.clamd && openScanner(config.clamd, { clock, log, metrics });
	const app = await buildHttp({
		config,
		log,
		metrics,
		session: staffSession({ clock }),
		ready: async () => {
			const database = await mongoose.connection.db
				?.admin()
				.ping()
				.then(
					() => true,
					() => false,
				);
			// Without clamd, files wait unscanned; what is written goes on.
			const parts = { database: database === true, ...(scanner && { clamd: scanner.isUp() }) };
			return { ready: !stopping && parts.database, parts };
		},
	});
	await app.register(multipart, { limits: { files: 1, fields: 4, fileSize: MAX_FILE_BYTES + 1 } });
	const realtime = await createRealtime({ server: app.server, config, log });
	open.push(() => app.close(), realtime.close);

	const webchatNamespace = realtime.namespace<WebchatNamespace>("/webchat");
	const deskNamespace = realtime.namespace<DeskNamespace>("/desk");
	deskNamespace.use(ownPagesOnly(config));

	const floor = createFloor({
		hub: owner,
		namespace: deskNamespace,
		clock,
		log,
		queuesChanged: (queues) => citizens.queuesChanged(queues),
	});
	open.push(async () => floor.live.stop());
	const citizens = createWebchatLive({
		namespace: webchatNamespace,
		placesIn: floor.placesIn,
		peopleNow: floor.peopleNow,
		mails: () => accounts.mails(),
		clock,
		log,
	});
	// One call for all that is said in the same moment.
	let telling = false;
	const tellOthers = () => {
		if (telling) return;
		telling = true;
		setTimeout(() => {
			telling = false;
			realtime.io.serverSideEmit("news");
		}, 20);
	};
	const audience: Audience = {
		said(conversation, messages) {
			if (realtime.shared && conversation.changedBy === owner) tellOthers();
			citizens.said(conversation, messages);
			floor.live.said(conversation, messages);
		},
		follows: (conversation) => citizens.follows(conversation) || floor.live.follows(conversation),
	};

	const articles = loadArticles(articlesFolder);
	const office = { es: texts("es", "office").say("name"), en: texts("en", "office").say("name") };
	const { smtpUrl } = config;
	// Codes that administrators can read prove nothing.
	const mailer = smtpUrl || !config.production ? createMailer({ smtpUrl, from: config.mailFrom, clock }) : null;
	if (!mailer) log.warn("citizens cannot prove who they are: set SMTP_URL");
	open.push(async () => mailer?.close());
	const identification = createIdentification({
		country: config.country,
		key: config.secret,
		carrier: mailer,
		office,
		clock,
		log,
	});
	const ours = { name: office, emergency: config.emergencyNumbers };
	const bot = createBot({ knowledge: createSearch(articles), counter: floor, identification, office: ours });
	const turnSeconds = metrics.histogram("bot_turn_seconds", "Time that the bot takes to think of an answer");
	const { publicUrl, secret } = config;
	const webhook = config.telegramWebhook && publicUrl ? { publicUrl, key: secret } : null;
	/** In the fragment, which no server and no other page is told of. */
	const resumeAt = (conversation: Conversation) => {
		const link = signResume(conversation, secret, clock.now());
		return link && `${publicUrl ?? ownUrl()}/#chat=${link}`;
	};
	const sealer = createSealer(config.secretsKeys);
	const set = {
		kinds: [
			telegramKind({ apiRoot: config.telegramApiRoot, webhook }),
			whatsAppCloudKind({ apiRoot: config.whatsAppApiRoot }),
			whatsappWebKind({
				sealer,
				elsewhere: { url: config.whatsAppWebUrl, mediaRoot: config.whatsAppWebMediaRoot },
			}),
			emailKind({ key: secret, resumeAt }),
		],
		sealer,
		owner,
		clock,
		log,
	};
	const accounts = createAccounts(set);
	const engine = createConversations({
		owner,
		writer,
		clock,
		log,
		secrets: createSecrets(sealer),
		answersAt,
		bot: steady(
			{ ...bot, turn: (input) => timed(turnSeconds, () => bot.turn(input)) },
			{ counter: floor, log, office: ours },
		),
		courier: accounts.courier,
		audience: { ...audience, delivered: floor.live.delivered },
		leaseMs: config.laneLeaseMs,
		botIdleMs: (channel) => idleMsOn(channel, config.botIdleMinutes * 60_000),
	});

	const shows = (...given: Parameters<typeof accounts.shows>) => {
		accounts.shows(...given).catch((error: unknown) => log.debug({ err: error }, "courtesy not shown"));
	};
	const hasten = (name: string) => {
		sweeps.runOnce(name, clock.now()).catch((error: unknown) => log.warn({ err: error, name }, "upkeep failed"));
	};
	const desk = openDesk({
		floor,
		namespace: deskNamespace,
		engine,
		citizens: {
			agentTyping(conversation, agent, on) {
				citizens.agentTyping(conversation, agent, on);
				if (on) shows(conversation, "typing");
			},
			staffRead(conversation, seq) {
				citizens.staffRead(conversation, seq);
				shows(conversation, "read");
			},
		},
		clock,
		log,
		agentGoneMs: config.agentGoneMs,
		hasten,
	});
	drain = async () => {
		await desk.gateway.drain();
		await engine.drain();
	};
	const webchat = openWebchat({
		namespace: webchatNamespace,
		live: citizens,
		engine,
		staff: floor.live,
		writer,
		clock,
		log,
		secret: config.secret,
		trustProxy: config.trustProxy,
		opening: (language) => ({
			office: { name: office[language] },
			suggestions: [0, 1, 2, 3].map((index) => texts(language, "office").say(`suggestions.${index}`)),
		}),
	});

	const sightChanged = async () => void (await desk.gateway.lookAgain());
	await app.register(
		staffRoutes({
			clock,
			changed: sightChanged,
			revocations: { sessionsRevoked: async ({ sessions }) => desk.gateway.end(sessions, "revoked") },
		}),
	);
	await app.register(unitRoutes({ clock, queues: unitQueues, heads: { serves: isServing }, changed: sightChanged }));
	await app.register(eventRoutes());
	const staffNames = async (ids: string[]) => new Map((await findStaff(ids)).map(({ id, name }) => [id, name]));
	await app.register(citizenRoutes({ clock, names: staffNames }));
	await app.register(
		visitRoutes({
			identification,
			originOf: ({ raw }) => originOf(raw, config.trustProxy, secret),
			mattersOf: episodesOf,
			clock,
		}),
	);
	await app.register(importRoutes({ clock, hasten: () => hasten("citizens.imports") }));
	await app.register(articleRoutes(articles));
	await app.register(desk.routes);
	await app.register(webchat.routes);
	await app.register(accountRoutes({ ...set, accounts }));
	await app.register(callRoutes(accounts.calls));
	await app.register(mailRoutes());
	await app.register(ownMailRoutes({ kept: smtpUrl === null && mailer !== null }));
	await app.register(pages());

	const upkeep = [
		...engine.upkeep,
		...desk.upkeep,
		{ name: "channels.accounts", everyMs: 2_000, shared: false, run: accounts.look },
		{ name: "channels.health", everyMs: 5_000, shared: false, run: accounts.noteHealth },
		...(scanner?.upkeep ?? []),
	];
	if (realtime.shared) {
		// With Redis, others look at once instead of at their next poll.
		const look = upkeep.find(({ name }) => name === "conversations.tail");
		realtime.io.on("news", () => {
			look?.run(clock.now()).catch((error: unknown) => log.warn({ err: error }, "news not read"));
		});
	}
	const hourly = 3_600_000;
	const sweeps = startSweeps(
		[
			...upkeep.filter(({ shared }) => shared),
			{ name: "citizens.imports", everyMs: 500, run: workOnImports },
			{ name: "citizens.old-imports", everyMs: hourly, run: removeOldImports },
			{ name: "citizens.visits", everyMs: hourly, run: removeLapsedVisits },
			{ name: "staff.sessions", everyMs: hourly, run: removeLapsedSessions },
			{ name: "staff.failures", everyMs: hourly, run: forgetOldFailures },
			{ name: "mails.kept", everyMs: hourly, run: removeOldMails },
			...identification.upkeep,
			{ name: "files.unfinished", everyMs: hourly, run: removeUnfinishedFiles },
		],
		{ clock, log, owner },
	);
	// What is being scanned is left to the next start, so that no sweep waits for it.
	open.push(sweeps.stop, async () => scanner?.close());
	open.push(
		repeat(
			upkeep.filter(({ shared }) => !shared),
			{ clock, log },
		),
	);

	await followEnvironment("telegram", config.telegramToken ? { token: config.telegramToken } : null, set);
	await resealOld(set);
	open.push(accounts.stop);
	await accounts.start(engine);
	await listen();

	function ownUrl(): string {
		const address = app.server.address();
		return `http://localhost:${typeof address === "object" && address ? address.port : config.port}`;
	}

	async function listen(): Promise<void> {
		try {
			await app.listen({ port: config.port, host: config.host });
		} catch (error) {
			if (!(error instanceof Error && "code" in error)) throw error;
			if (error.code === "EADDRINUSE") {
				throw new StartupError(`PORT: ${config.port} is in use; stop what listens there, or set another PORT`);
			}
			throw new StartupError(`HOST, PORT: cannot listen on ${config.host}:${config.port} (${String(error.code)})`);
		}
	}

	return {
		url: ownUrl(),
		engine,
		routes: app.routeTable,
		async stop() {
			stopping = true;
			await closeAll();
		},
	};
}

async function timed<T>(histogram: { startTimer(): () => number }, work: () => Promise<T>): Promise<T> {
	const stop = histogram.startTimer();
	try {
		return await work();
	} finally {
		stop();
	}
}
