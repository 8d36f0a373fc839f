import type { Language } from "../../../src/conversations/index.ts";
import { texts } from "../../../src/texts/index.ts";
import { buttonData } from "../../button.ts";
import type { Piece } from "../../render.ts";

/** Longest text over options, in characters. */
export const longestBody = 1_024;

/**
 * A text with its options, as buttons or as a list that opens. Pure.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages
 *
 * @param seq place of the message in its conversation, by which a pressed one is found again
 */
export function interactiveContent({ text, options, list }: Piece, seq: number, language: Language) {
	const body = { text };
	const places = options.map(({ label }, index) => ({ id: buttonData({ seq, index }), title: label }));
	if (!list) {
		const buttons = places.map((reply) => ({ type: "reply", reply }));
		return { type: "interactive", interactive: { type: "button", body, action: { buttons } } };
	}
	const action = { button: texts(language, "channels").say("options"), sections: [{ rows: places }] };
	return { type: "interactive", interactive: { type: "list", body, action } };
}
