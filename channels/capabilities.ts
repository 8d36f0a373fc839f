import type { ChannelName } from "../src/conversations/index.ts";

/** What a channel can carry; the core splits and degrades by it. */
export interface Capabilities {
	/** The service must be told of each message; otherwise citizens read from our own store. */
	push: boolean;
	/** Longest text of one message, in UTF-16 units; longer ones are split at paragraphs. */
	textLength: number;
	/** Buttons under a message, and the longest label; 0: choices become a numbered list. */
	buttons: number;
	buttonLength: number;
	/** Largest file out, in bytes; 0: a file is named in words. */
	fileBytes: number;
	typing: boolean;
	/** Tells when a message arrived, and when it was read. */
	receipts: boolean;
}

/** What each channel can do; the README's table is made from it. */
export const capabilities: Readonly<Record<ChannelName, Capabilities>> = {
	webchat: {
		push: false,
		textLength: 4_000,
		buttons: 100,
		buttonLength: 200,
		fileBytes: 20_971_520,
		typing: true,
		receipts: true,
	},
	// Bot API 7.1: bots send files of up to 50 MB, photos of up to 10 MB (send-file.ts); ours have at most 20 MB. 4,096 characters after parsing; 64 bytes of callback data; buttons side by side truncate long labels.
	telegram: {
		push: true,
		textLength: 4_096,
		buttons: 10,
		buttonLength: 60,
		fileBytes: 52_428_800,
		typing: false,
		receipts: false,
	},
};
