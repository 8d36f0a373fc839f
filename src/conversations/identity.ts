import type { Draft } from "./draft.ts";
import type { Conversation, Identity } from "./model.ts";

/** Silence that ends what was proven, in ms: whoever sits there now may be somebody else. */
export const verifiedForMs = 30 * 60_000;

export type Assurance = "none" | "claimed" | "verified";

/** How sure it is, now, who the conversation is with (B3). Pure. */
export function assuranceOf({ identity }: Pick<Conversation, "identity">, now: Date): Assurance {
	// Conversations of before there was one have none.
	if (!identity) return "none";
	return identity.verifiedUntil && identity.verifiedUntil > now ? "verified" : "claimed";
}

/** What the citizen writes keeps alive what was proven; what has lapsed stays a claim. */
export function keepIdentity(draft: Draft): void {
	const { identity } = draft.next;
	if (!identity?.verifiedUntil) return;
	if (identity.verifiedUntil > draft.now) {
		draft.next.identity = { ...identity, verifiedUntil: new Date(draft.now.getTime() + verifiedForMs) };
		return;
	}
	draft.next.identity = { ...identity, verifiedUntil: null };
	draft.event("identity.lapsed", { kind: "system", id: null });
}

/** Puts on record who it is, or that this is forgotten. */
export function setIdentity(draft: Draft, identity: Identity | null): void {
	const by = { kind: "citizen", id: null } as const;
	draft.next.identity = identity;
	if (!identity) {
		draft.event("identity.forgotten", by);
		return;
	}
	draft.next.contact = { ...draft.next.contact, name: identity.name };
	const { citizen, method, verifiedUntil } = identity;
	draft.event(verifiedUntil ? "identity.verified" : "identity.claimed", by, { citizen, method });
}
