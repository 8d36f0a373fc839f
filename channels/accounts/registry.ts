import { setTimeout as delay } from "node:timers/promises";
import {
	ChannelError,
	type Conversation,
	type Courier,
	externalIdOf,
	findConversation,
	Messages,
} from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import { SealError, type Sealer } from "../../src/platform/seal.ts";
import { capabilities } from "../capabilities.ts";
import type { Calls, Channel, Courtesy, Intake } from "../channel.ts";
import { courierOf } from "../courier.ts";
import type { AccountKind, Link } from "./kind.ts";
import { type AccountHealth, type ChannelAccount, ChannelAccounts } from "./model.ts";
import { createPace, type Pace } from "./pace.ts";
import { newGap } from "./silence.ts";
import { opened, secretPlace } from "./values.ts";

export interface AccountsParts {
	kinds: readonly AccountKind[];
	sealer: Sealer;
	/** Name of this hub process. */
	owner: string;
	clock: Clock;
	log: Log;
}

export interface Accounts {
	/** Opens every active account; from then on `look` keeps up with what is changed, in any hub process. */
	start(intake: Intake): Promise<void>;
	stop(): Promise<void>;
	/** Opens, opens anew and closes what was changed since; resolves when that is done. */
	look(): Promise<number>;
	/** Writes down what was noted of each account's health since the last time. */
	noteHealth(): Promise<number>;
	courier: Courier;
	/** Shows the citizen of a conversation what staff does, where their channel can; it may be lost, without harm. */
	shows(conversation: string, what: Courtesy): Promise<void>;
	/** A mailbox is open, by which what is not seen in the web chat can go. */
	mails(): boolean;
	/** What the service of an open account may call with. */
	calls(channel: string, account: string): Calls | undefined;
}

interface Open {
	revision: number;
	channel: Channel;
	pace: Pace;
}

/** How long a message waits for its account to be open, before it is looked at again. */
const heldMs = 2_000;
/** How long an account that could not be opened is left alone, unless somebody changes it. */
const closedMs = 60_000;

/**
 * The accounts that are open in this hub process, kept in step with the store without a restart. Each channel sees to
 * it that one process of all takes its messages in.
 */
export function createAccounts({ kinds, sealer, owner, clock, log }: AccountsParts): Accounts {
	const open = new Map<string, Open>();
	const removed = new Set<string>();
	/** Mailboxes that are there, open or paused: what is not seen in the web chat goes by one of them. */
	const mailboxes = new Set<string>();
	/** Those that could not be opened: tried again when they are changed, or after a while. */
	const failed = new Map<string, { revision: number; until: number }>();
	/** What is written to an account's document about its pairing, in order. */
	const linking = new Map<string, Promise<void>>();
	const noted = new Map<string, Partial<AccountHealth>>();
	let intake: Intake | null = null;
	let looking: Promise<number> = Promise.resolve(0);

	const note = (id: string, health: Partial<AccountHealth>) => {
		noted.set(id, { ...noted.get(id), ...health });
	};

	async function keepUp(): Promise<number> {
		if (!intake) return 0;
		let changed = 0;
		for (const account of await ChannelAccounts.find().lean()) {
			if (account.state === "removed") {
				removed.add(account._id);
				mailboxes.delete(account._id);
			} else if (account.transport === "email") mailboxes.add(account._id);
			const before = open.get(account._id);
			const wanted = account.state === "active";
			if (wanted ? before?.revision === account.revision : !before) continue;
			const after = failed.get(account._id);
			if (after?.revision === account.revision && after.until > clock.now().getTime()) continue;
			changed += 1;
			open.delete(account._id);
			await before?.channel.stop();
			if (wanted) await openOne(account, intake);
		}
		return changed;
	}

	async function openOne(account: ChannelAccount, to: Intake): Promise<void> {
		const { _id, transport, revision } = account;
		const kind = kinds.find((one) => one.transport === transport);
		if (!kind) return;
		try {
			const channel = kind.open(opened(account, sealer), {
				account: account.account,
				owner,
				clock,
				log,
				health: (code) => note(_id, { failure: code === null ? null : { code, at: clock.now() } }),
				link: (link) => keepLink(account, link),
			});
			open.set(_id, { revision, channel, pace: createPace(capabilities[transport].rate) });
			await channel.start(listening(to, account));
			failed.delete(_id);
		} catch (error) {
			open.delete(_id);
			failed.set(_id, { revision, until: clock.now().getTime() + closedMs });
			log.error({ err: error, account: _id }, "channel account not opened");
			note(_id, { failure: { code: error instanceof SealError ? "sealed" : "internal", at: clock.now() } });
		}
	}

	function listening(to: Intake, { _id, health }: ChannelAccount): Intake {
		return {
			...to,
			receive(inbound) {
				const before = { ...health, ...noted.get(_id) };
				const lastIn = clock.now();
				health = { ...before, lastIn, longestGapMs: newGap(before, lastIn) };
				note(_id, { lastIn, longestGapMs: health.longestGapMs });
				return to.receive(inbound);
			},
		};
	}

	/** Another process may show it, so it goes by the store, what pairs an account sealed. */
	function keepLink({ _id, revision }: ChannelAccount, link: Link): void {
		const seal = (text: string) => sealer.seal(text, secretPlace(_id, "link"));
		const { qr, code, ...rest } = link;
		const kept = {
			...rest,
			...(qr !== undefined && { qr: seal(qr) }),
			...(code !== undefined && { code: seal(code) }),
		};
		const writing = (linking.get(_id) ?? Promise.resolve())
			.then(() => ChannelAccounts.updateOne({ _id, revision }, { $set: { link: kept } }))
			.then(
				() => {},
				(error: unknown) => log.warn({ err: error, account: _id }, "pairing not noted"),
			)
			.finally(() => {
				if (linking.get(_id) === writing) linking.delete(_id);
			});
		linking.set(_id, writing);
	}

	/** Waits for the account's place in its line, so that the service is not asked for more than it takes (C2). */
	async function inTurn({ pace }: Open): Promise<void> {
		const now = clock.now().getTime();
		const wait = pace.take(now);
		if (wait === null) {
			const retryAfterMs = Math.ceil(pace.later(now) * (1 + Math.random() / 10));
			throw new ChannelError("unreachable", "pace", "The service takes no more for now", { held: true, retryAfterMs });
		}
		if (wait > 0) await delay(wait);
	}

	/** The account that carries what is said in a conversation. */
	function carrierOf(conversation: Conversation): string {
		if (conversation.channel !== "webchat") return accountId(conversation);
		const all = [...mailboxes].sort();
		return all.find((id) => open.has(id)) ?? all[0] ?? "";
	}

	const deliver: Courier["deliver"] = async (conversation, message) => {
		const id = carrierOf(conversation);
		const account = open.get(id);
		if (!account?.channel.send) {
			if (id === "" || removed.has(id)) throw new ChannelError("refused", "account-removed", "The account was removed");
			throw new ChannelError("unreachable", "account-closed", "The account is paused, or not open yet", {
				held: true,
				retryAfterMs: heldMs,
			});
		}
		await inTurn(account);
		try {
			const sent = await account.channel.send(conversation, message);
			note(id, { lastOut: clock.now(), failure: null });
			return sent;
		} catch (error) {
			// What is refused for good is about the message or its citizen, not about the account.
			if (error instanceof ChannelError && error.retry) {
				note(id, { failure: { code: error.code, at: clock.now() } });
				if (error.retryAfterMs !== null) account.pace.rest(clock.now().getTime(), error.retryAfterMs);
			}
			throw error;
		}
	};

	const accounts: Accounts = {
		async start(to) {
			intake = to;
			await accounts.look();
		},
		async stop() {
			intake = null;
			await looking.catch(() => {});
			await Promise.all([...open.values()].map(({ channel }) => channel.stop()));
			open.clear();
			await Promise.all(linking.values());
			await accounts.noteHealth();
		},
		look() {
			looking = looking.catch(() => 0).then(keepUp);
			return looking;
		},
		async noteHealth() {
			const news = [...noted];
			noted.clear();
			for (const [id, health] of news) {
				const set = Object.fromEntries(Object.entries(health).map(([name, value]) => [`health.${name}`, value]));
				await ChannelAccounts.updateOne({ _id: id }, { $set: set });
			}
			return news.length;
		},
		async shows(id, what) {
			const conversation = await findConversation(id);
			const channel = conversation && open.get(accountId(conversation))?.channel;
			if (!channel?.shows) return;
			const last = await Messages.findOne({ conversation: id, direction: "in" }).sort({ seq: -1 }).lean();
			if (last) await channel.shows(what, externalIdOf(last));
		},
		calls: (channel, account) => open.get(`${channel}.${account}`)?.channel.calls,
		mails: () => [...mailboxes].some((id) => open.has(id)),
		courier: courierOf((conversation) => open.get(carrierOf(conversation))?.channel, deliver),
	};
	return accounts;
}

export function accountId({ channel, account }: Pick<Conversation, "channel" | "account">): string {
	return `${channel}.${account}`;
}
