import type { Conversation, Courier } from "../src/conversations/index.ts";
import { capabilities, pushes } from "./capabilities.ts";
import type { Channel } from "./channel.ts";

/**
 * The channels as the one courier that the conversations know: what each can do is told by the table.
 *
 * @param find the open channel that a conversation belongs to
 */
export function courierOf(
	find: (conversation: Conversation) => Channel | undefined,
	deliver: Courier["deliver"],
): Courier {
	const can = (conversation: Conversation) => {
		const channel = find(conversation);
		return channel && capabilities[channel.transport];
	};
	return {
		pushes,
		sendsHere: (conversation) => find(conversation)?.sendsHere?.() ?? true,
		gathers: (conversation) => can(conversation)?.gathers ?? false,
		marks: (conversation) => (can(conversation)?.receipts ?? "none") !== "none",
		deliver,
		templates: async (conversation) => (await find(conversation)?.templates?.()) ?? [],
	};
}
