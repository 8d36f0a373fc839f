import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Calls } from "../../channel.ts";

/** What Meta may ask an address to say back. */
const challenge = /^[\w.-]{1,200}$/;

/**
 * Meta's calls. It signs each with the secret of our application, over the bytes as it sends them: whoever hashes the
 * JSON that they parsed and wrote again refuses what has an accent or an emoji in it (P1).
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 *
 * @param take stores what came for good. It may throw; then Meta calls again, for a week (C2).
 */
export function cloudCalls(parts: {
	appSecret: string;
	verifyToken: string;
	take(body: unknown): Promise<void>;
}): Calls {
	const expectedToken = digest(parts.verifyToken);
	return {
		isFrom(headers, raw) {
			const given = headers["x-hub-signature-256"];
			const match = typeof given === "string" ? /^sha256=([0-9a-f]{64})$/i.exec(given) : null;
			if (!match?.[1]) return false;
			const expected = createHmac("sha256", parts.appSecret).update(raw).digest();
			return timingSafeEqual(Buffer.from(match[1], "hex"), expected);
		},
		take: parts.take,
		hello(query) {
			const { "hub.mode": mode, "hub.verify_token": token = "", "hub.challenge": asked = "" } = query;
			const isMeta = timingSafeEqual(digest(token), expectedToken) && mode === "subscribe";
			return isMeta && challenge.test(asked) ? asked : null;
		},
	};
}

/** Of one length, whatever was given. */
function digest(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}
