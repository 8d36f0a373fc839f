import { createHash, timingSafeEqual } from "node:crypto";
import type { Calls } from "../channel.ts";
import { Update } from "./update.ts";

/**
 * Telegram's calls with one update each; it sends our secret in a header (P1).
 *
 * @param take stores an update for good. It may throw; then Telegram calls again (C2).
 */
export function webhookCalls(parts: { secret: string; take(updates: Update[]): Promise<void> }): Calls {
	const expected = digest(parts.secret);
	return {
		isFrom(headers) {
			const given = headers["x-telegram-bot-api-secret-token"];
			return typeof given === "string" && timingSafeEqual(digest(given), expected);
		},
		async take(body) {
			const update = Update.safeParse(body);
			// Not an update at all: coming again would not make it one.
			if (update.success) await parts.take([update.data]);
		},
	};
}

/** Of one length, whatever was given. */
function digest(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}
