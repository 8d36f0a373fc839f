import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import type { Transport } from "../capabilities.ts";
import type { Channel } from "../channel.ts";

/** What an account of a channel is set up with, as an administrator types it. */
export type AccountValues = Readonly<Record<string, string>>;

export interface AccountField {
	/** Its words are in `texts/<language>/desk.json` under `admin.channels.field`. */
	name: string;
	/** It is sealed in the store and shown to nobody again. */
	secret: boolean;
	/** What it is when it is left empty; without this it must be given. Empty: it may be left out. */
	fallback?: string;
	/** It is chosen among these; their words are under `admin.channels.option`. */
	options?: readonly string[];
	/** It has several lines. */
	long?: boolean;
	/** Few have to touch it: the desk folds it away. Only with a fallback. */
	seldom?: boolean;
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
	/** How the connection stands, where an administrator has to see to it. */
	link(link: Link): void;
}

/** The connection of an account that a person pairs with a telephone. */
export interface Link {
	state: "connecting" | "pairing" | "open" | "stopped";
	/** What the telephone scans, or the code that is typed there, while it is `pairing`. */
	qr?: string;
	code?: string;
	/** Why it stopped. */
	reason?: string;
}

/** A channel of which a centre may have several accounts: numbers, bots, mailboxes. */
export interface AccountKind {
	transport: Transport;
	fields: readonly AccountField[];
	/** Where its service calls the hub is set up at the service, by hand. */
	called?: boolean;
	/**
	 * Asks the service whether these values work.
	 *
	 * @returns the name under which citizens find the account.
	 * @throws ChannelError
	 */
	test(values: AccountValues): Promise<{ name: string }>;
	open(values: AccountValues, parts: OpenParts): Channel;
	/** Wipes what its pairing left in the store, so that it is paired anew; only for what is paired. */
	forget?(account: string): Promise<void>;
}
