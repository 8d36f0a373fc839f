import type { Choice } from "../../src/conversations/index.ts";
import { buttonData } from "../button.ts";

/** One button a row, so that labels are not cut. */
export function keyboardOf(options: readonly Choice[], seq: number) {
	return {
		inline_keyboard: options.map(({ label }, index) => [{ text: label, callback_data: buttonData({ seq, index }) }]),
	};
}
