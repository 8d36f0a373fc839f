import type { Choice } from "../../src/conversations/index.ts";

/** Where a button stands: the place of its message in the conversation, and its own place among the options. */
export interface ButtonPlace {
	seq: number;
	index: number;
}

/**
 * Telegram gives back at most 64 bytes with a pressed button, too few for some option ids. So a button carries where it
 * stands, and the option is looked up in our own transcript, where its label is whole as well.
 */
export function buttonData({ seq, index }: ButtonPlace): string {
	return `${seq}.${index}`;
}

/** Null for data that no button of ours carries. */
export function parseButton(data: string): ButtonPlace | null {
	const match = /^(\d{1,9})\.(\d{1,3})$/.exec(data);
	return match ? { seq: Number(match[1]), index: Number(match[2]) } : null;
}

/** One button a row, so that labels are not cut. */
export function keyboardOf(options: readonly Choice[], seq: number) {
	return {
		inline_keyboard: options.map(({ label }, index) => [{ text: label, callback_data: buttonData({ seq, index }) }]),
	};
}
