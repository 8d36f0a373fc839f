import type { ChannelName } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import type { Channel } from "../channel.ts";

/** What an account of a channel is set up with, as an administrator types it. */
export type AccountValues = Readonly<Record<string, string>>;

export interface AccountField {
	/** Its words are in `texts/<language>/desk.json` under `admin.channels.field`. */
	name: string;
	/** It is sealed in the store and shown to nobody again. */
	secret: boolean;
	/** What it is when it is left empty; without this it must be given. */
	fallback?: string;
	/** @returns whether the value can be right at all, before the service is asked. */
	fits(value: string): boolean;
}

export interface OpenParts {
	/** Name of the account among those of its channel; conversations belong to it. */
	account: string;
	/** Name of this hub process. */
	owner: string;
	clock: Clock;
	log: Log;
	/** The service cannot be asked, for the reason of this code; null: it works again. */
	health(code: string | null): void;
}

/** A channel of which a centre may have several accounts: numbers, bots, mailboxes. */
export interface AccountKind {
	channel: ChannelName;
	fields: readonly AccountField[];
	/**
	 * Asks the service whether these values work.
	 *
	 * @returns the name under which citizens find the account.
	 * @throws ChannelError
	 */
	test(values: AccountValues): Promise<{ name: string }>;
	open(values: AccountValues, parts: OpenParts): Channel;
}
