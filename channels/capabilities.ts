import type { ChannelName } from "../src/conversations/index.ts";

/** The ways to the citizens. A channel may have several: what a centre gains by another is no other channel to its staff. */
export const transports = ["webchat", "telegram", "whatsapp-web", "whatsapp-cloud", "email"] as const;
export type Transport = (typeof transports)[number];

/** What a transport can carry; the core splits, degrades and refuses by it. */
export interface Capabilities {
	channel: ChannelName;
	/** The service must be told of each message; otherwise citizens read from our own store. */
	push: boolean;
	/** What is said in one turn goes out as one message, complete, instead of line by line. */
	gathers: boolean;
	/** Longest text of one message, in UTF-16 units; longer ones are split at paragraphs. */
	textLength: number;
	/** Buttons under a message, and the longest label; 0: choices become a list, or a numbered list in the text. */
	buttons: number;
	buttonLength: number;
	/** Rows of a list that opens, and the longest label; null where there is none. */
	list: { rows: number; rowLength: number } | null;
	/** Largest file out, in bytes, by what it is sent as; 0: a file of this kind goes as a document; all 0: it is named in words. */
	files: { image: number; video: number; audio: number; document: number };
	/** How long after the citizen's last message any message may be sent, in ms; then only templates. Null: always. */
	replyWindowMs: number | null;
	/** A silence that ends an episode with the bot, in ms; null: as the setting says. */
	idleMs: number | null;
	/** Texts that the service approved before. */
	templates: boolean;
	/** A citizen's edit of what they wrote, and its deletion, are told to us. */
	edits: boolean;
	deletions: boolean;
	/** The citizen sees that somebody is writing. */
	typing: boolean;
	/** What the service tells after a message was sent: nothing, only that it failed, or how far it came. */
	receipts: "none" | "failed" | "delivered" | "read";
	/** Sendings of one account in a second, over time, and at once after a rest. */
	rate: { perSecond: number; burst: number };
}

const mb = 1024 * 1024;
const dayMs = 24 * 60 * 60_000;
/** Larger ones are never stored (`src/platform/files`). */
const anyFile = 20 * mb;

/** What each transport can do; the README's table is made from it (`npm run readme`). */
export const capabilities: Readonly<Record<Transport, Capabilities>> = {
	webchat: {
		channel: "webchat",
		push: false,
		gathers: false,
		textLength: 4_000,
		buttons: 100,
		buttonLength: 200,
		list: null,
		files: { image: anyFile, video: anyFile, audio: anyFile, document: anyFile },
		replyWindowMs: null,
		idleMs: null,
		templates: false,
		edits: false,
		deletions: false,
		typing: true,
		receipts: "read",
		rate: { perSecond: 1_000, burst: 1_000 },
	},
	// Bot API 7.1: 4,096 characters after parsing; 64 bytes of callback data; buttons side by side truncate long labels;
	// photos of up to 10 MB (send-file.ts), files of up to 50; about 30 messages a second (core.telegram.org/bots/faq).
	telegram: {
		channel: "telegram",
		push: true,
		gathers: false,
		textLength: 4_096,
		buttons: 10,
		buttonLength: 60,
		list: null,
		files: { image: 10 * mb, video: anyFile, audio: anyFile, document: anyFile },
		replyWindowMs: null,
		idleMs: null,
		templates: false,
		edits: true,
		deletions: false,
		typing: false,
		receipts: "none",
		rate: { perSecond: 28, burst: 28 },
	},
	// Not an official interface: no buttons reach people's phones reliably. A number that sends fast is restricted.
	"whatsapp-web": {
		channel: "whatsapp",
		push: true,
		gathers: false,
		textLength: 4_096,
		buttons: 0,
		buttonLength: 0,
		list: null,
		files: { image: 16 * mb, video: 16 * mb, audio: 16 * mb, document: anyFile },
		replyWindowMs: null,
		idleMs: null,
		templates: false,
		edits: true,
		deletions: true,
		typing: false,
		receipts: "read",
		rate: { perSecond: 4, burst: 12 },
	},
	// developers.facebook.com/docs/whatsapp/cloud-api: 3 reply buttons of 20 characters, lists of 10 rows of 24; 80 messages a second.
	"whatsapp-cloud": {
		channel: "whatsapp",
		push: true,
		gathers: false,
		textLength: 4_096,
		buttons: 3,
		buttonLength: 20,
		list: { rows: 10, rowLength: 24 },
		files: { image: 5 * mb, video: 16 * mb, audio: 16 * mb, document: anyFile },
		replyWindowMs: dayMs,
		idleMs: null,
		templates: true,
		edits: false,
		deletions: false,
		typing: true,
		receipts: "read",
		rate: { perSecond: 70, burst: 80 },
	},
	email: {
		channel: "email",
		push: true,
		gathers: true,
		textLength: 100_000,
		buttons: 0,
		buttonLength: 0,
		list: null,
		files: { image: anyFile, video: anyFile, audio: anyFile, document: anyFile },
		replyWindowMs: null,
		// Nobody reads their mail by the half hour.
		idleMs: 3 * dayMs,
		templates: false,
		edits: false,
		deletions: false,
		typing: false,
		receipts: "failed",
		rate: { perSecond: 5, burst: 20 },
	},
};

/** Whether a channel's service must be told of each message, on any transport. */
export function pushes(channel: ChannelName): boolean {
	return transports.some((one) => capabilities[one].channel === channel && capabilities[one].push);
}

/** How long a silence on a channel ends an episode with the bot, in ms, where the setting says `usual`. */
export function idleMsOn(channel: ChannelName, usual: number): number {
	return transports.reduce(
		(longest, one) => Math.max(longest, capabilities[one].channel === channel ? (capabilities[one].idleMs ?? 0) : 0),
		usual,
	);
}
