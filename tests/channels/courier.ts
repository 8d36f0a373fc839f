import type { Channel } from "../../channels/channel.ts";
import { courierOf } from "../../channels/courier.ts";
import type { Courier } from "../../src/conversations/index.ts";

/** A courier for one channel, without accounts. */
export function courierFor(channel: Channel): Courier {
	return courierOf(
		() => channel,
		(conversation, message) => {
			if (!channel.send) throw new Error(`Nothing sends on ${conversation.channel} here`);
			return channel.send(conversation, message);
		},
	);
}
