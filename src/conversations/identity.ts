import { assuranceOf, verifiedForMs } from "./assurance.ts";
import type { Draft } from "./draft.ts";
import type { Identity, Message } from "./model.ts";

/**
 * What the citizen writes keeps alive what was proven; silence ended it, and so does a word by another way (a mail into
 * the web chat): whoever has that is not who proved it.
 */
export function keepIdentity(draft: Draft, { via }: Pick<Message, "via">): void {
	const { identity } = draft.next;
	const goesOn = assuranceOf(draft.next, draft.now) === "verified" && via === undefined;
	if (!identity || !goesOn) endProof(draft);
	else draft.next.identity = { ...identity, verifiedUntil: new Date(draft.now.getTime() + verifiedForMs) };
}

/** What was proven stays a claim. */
export function endProof(draft: Draft): void {
	const { identity } = draft.next;
	if (!identity?.verifiedUntil) return;
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
	const { citizen, method, verifiedUntil } = identity;
	draft.event(verifiedUntil ? "identity.verified" : "identity.claimed", by, { citizen, method });
}
