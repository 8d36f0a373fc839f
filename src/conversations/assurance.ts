import type { Conversation } from "./model.ts";

/** Silence that ends what was proven, in ms: whoever sits there now may be somebody else. */
export const verifiedForMs = 30 * 60_000;

export type Assurance = "none" | "claimed" | "verified";

/** How sure it is, now, who the conversation is with (B3). Pure. */
export function assuranceOf({ identity }: Pick<Conversation, "identity">, now: Date): Assurance {
	// Conversations of before there was one have none.
	if (!identity) return "none";
	return identity.verifiedUntil && identity.verifiedUntil > now ? "verified" : "claimed";
}
