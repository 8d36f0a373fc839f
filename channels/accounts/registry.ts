import { ChannelError, type Conversation, type Courier } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import { SealError, type Sealer } from "../../src/platform/seal.ts";
import { capabilities } from "../capabilities.ts";
import type { Calls, Channel, Intake } from "../channel.ts";
import type { AccountKind } from "./kind.ts";
import { type AccountHealth, type ChannelAccount, ChannelAccounts } from "./model.ts";
import { opened } from "./values.ts";

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
	/** What the service of an open account may call with. */
	calls(channel: string, account: string): Calls | undefined;
}

interface Open {
	revision: number;
	channel: Channel;
}

/** How long a message waits for its account to be open, before it is looked at again. */
const heldMs = 2_000;

/**
 * The accounts that are open in this hub process, kept in step with the store without a restart. Each channel sees to
 * it that one process of all takes its messages in.
 */
export function createAccounts({ kinds, sealer, owner, clock, log }: AccountsParts): Accounts {
	const open = new Map<string, Open>();
	const removed = new Set<string>();
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
			if (account.state === "removed") removed.add(account._id);
			const before = open.get(account._id);
			const wanted = account.state === "active";
			if (wanted ? before?.revision === account.revision : !before) continue;
			changed += 1;
			open.delete(account._id);
			await before?.channel.stop();
			if (wanted) await openOne(account, intake);
		}
		return changed;
	}

	async function openOne(account: ChannelAccount, to: Intake): Promise<void> {
		const { _id, channel: name, revision } = account;
		const kind = kinds.find(({ channel }) => channel === name);
		if (!kind) return;
		try {
			const channel = kind.open(opened(account, sealer), {
				account: account.account,
				owner,
				clock,
				log,
				health: (code) => note(_id, { failure: code === null ? null : { code, at: clock.now() } }),
			});
			open.set(_id, { revision, channel });
			await channel.start(listening(to, _id));
		} catch (error) {
			log.error({ err: error, account: _id }, "channel account not opened");
			note(_id, { failure: { code: error instanceof SealError ? "sealed" : "internal", at: clock.now() } });
		}
	}

	function listening(to: Intake, id: string): Intake {
		return {
			...to,
			receive(inbound) {
				note(id, { lastIn: clock.now() });
				return to.receive(inbound);
			},
		};
	}

	async function deliver(conversation: Conversation, message: Parameters<Courier["deliver"]>[1]) {
		const id = accountId(conversation);
		const send = open.get(id)?.channel.send;
		if (!send) {
			if (removed.has(id)) throw new ChannelError("refused", "account-removed", "The account was removed");
			throw new ChannelError("unreachable", "account-closed", "The account is paused, or not open yet", {
				held: true,
				retryAfterMs: heldMs,
			});
		}
		try {
			const sent = await send(conversation, message);
			note(id, { lastOut: clock.now(), failure: null });
			return sent;
		} catch (error) {
			// What is refused for good is about the message or its citizen, not about the account.
			if (error instanceof ChannelError && error.retry) note(id, { failure: { code: error.code, at: clock.now() } });
			throw error;
		}
	}

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
		calls: (channel, account) => open.get(`${channel}.${account}`)?.channel.calls,
		courier: { pushes: (name) => capabilities[name].push, deliver },
	};
	return accounts;
}

export function accountId({ channel, account }: Pick<Conversation, "channel" | "account">): string {
	return `${channel}.${account}`;
}
