import { model, Schema } from "mongoose";
import type { ChannelName } from "../../src/conversations/index.ts";
import type { Transport } from "../capabilities.ts";
import type { Link } from "./kind.ts";

/** One of the centre's numbers, bots or mailboxes. Removed ones stay, without their secrets, for their conversations. */
export interface ChannelAccount {
	/** `<channel>.<account>` */
	_id: string;
	channel: ChannelName;
	transport: Transport;
	account: string;
	/** What staff calls it. */
	label: string;
	settings: Record<string, string>;
	/** Sealed for `<_id>/<field>`. */
	secrets: Record<string, string>;
	state: "active" | "paused" | "removed";
	/** It comes from the environment, so it is changed there. */
	fromEnvironment: boolean;
	createdAt: Date;
	/** Grows with each change: the hub processes open it anew then. */
	revision: number;
	health: AccountHealth;
	/** Of an account that is paired: how that stands. Its QR and code are sealed for `<_id>/link`. */
	link: Link | null;
}

export interface AccountHealth {
	lastIn: Date | null;
	/** Last time that the service acknowledged a message of ours. */
	lastOut: Date | null;
	/** The last failure, until something works again; a code, never the service's text. */
	failure: { code: string; at: Date } | null;
	/** Longest silence between two messages lately, in ms; null until there were two. */
	longestGapMs: number | null;
}

export const newHealth: AccountHealth = { lastIn: null, lastOut: null, failure: null, longestGapMs: null };

const mixed = Schema.Types.Mixed;

const accountSchema = new Schema<ChannelAccount>(
	{
		_id: { type: String, required: true },
		channel: { type: String, required: true },
		transport: { type: String, required: true },
		account: { type: String, required: true },
		label: { type: String, required: true },
		settings: { type: mixed, default: {} },
		secrets: { type: mixed, default: {} },
		state: { type: String, required: true },
		fromEnvironment: { type: Boolean, default: false },
		createdAt: { type: Date, required: true },
		revision: { type: Number, default: 0 },
		health: { type: mixed, default: newHealth },
		link: { type: mixed, default: null },
	},
	{ collection: "channel-accounts", versionKey: false, minimize: false },
);

export const ChannelAccounts = model("ChannelAccount", accountSchema);
