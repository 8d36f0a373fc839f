import {
	type ConversationEngine,
	conversationId,
	findConversation,
	Interactions,
	inboundId,
	newConversation,
	writtenParts,
} from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import { moveFiles } from "../platform/files/index.ts";
import type { DeskStaff } from "./access.ts";
import { type Logged, longestLogDays } from "./wire.ts";

/** All that is logged by hand: no adapter has an account of this name. */
const account = "by-hand";
const dayMs = 24 * 3_600_000;
/** The clock of the agent's computer may be fast by so much, in ms. */
const skewMs = 2 * 60_000;

/**
 * Puts on record an interaction that no channel saw: a visit, a letter, a call (C7). It is an interaction as any other,
 * in the conversation with that contact on that channel, which begins with it where there is none.
 *
 * @throws DomainError `invalid` (`openedAt`, `endedAt`, `files`); `conflict` (`id`) when somebody else has used the id.
 */
export async function logByHand(
	engine: ConversationEngine,
	staff: Pick<DeskStaff, "id" | "name">,
	logged: Logged,
	now: Date,
): Promise<{ id: string; conversation: string }> {
	const { id, channel, name, contact, outcome, summary, files } = logged;
	// Corrected and sent again after its answer was lost, it may name another contact: it stays where it is.
	const earlier = await Interactions.findById(id).lean();
	if (earlier) {
		if (earlier.agent !== staff.id) throw new DomainError("conflict", "This id is taken", { field: "id" });
		return { id, conversation: earlier.conversation };
	}
	const times = timesOf(logged, now);
	const address = { channel, account, address: contact === "" ? id : addressOf(contact) };
	const conversation = conversationId(address);
	await moveFiles(files, { from: id, to: conversation, uploadedBy: { kind: "agent", id: staff.id } });
	const parts = await writtenParts({ conversation, text: summary, files });
	const known = await findConversation(conversation);
	const citizen = { name: name || (known?.contact.name ?? null), language: known?.contact.language ?? "es" };
	const agent = { id: staff.id, name: staff.name };
	await engine.change(
		conversation,
		(draft) => {
			draft.next.contact = citizen;
			draft.log({ id, ...times, outcome, agent, topic: logged.topic || null }, parts);
		},
		inboundId(conversation, id),
		newConversation(address, citizen, now),
	);
	return { id, conversation };
}

/**
 * When it was. Pure.
 *
 * @throws DomainError `invalid` (`openedAt`, `endedAt`): longer ago than may be told, over before it began, to come.
 */
export function timesOf(logged: Pick<Logged, "openedAt" | "endedAt">, now: Date): { openedAt: Date; endedAt: Date } {
	const { openedAt, endedAt } = logged;
	for (const [field, at] of Object.entries({ openedAt, endedAt })) {
		if (at.getTime() > now.getTime() + skewMs) throw new DomainError("invalid", "It has not been yet", { field });
	}
	if (endedAt < openedAt) throw new DomainError("invalid", "It ended before it began", { field: "endedAt" });
	if (openedAt.getTime() < now.getTime() - longestLogDays * dayMs) {
		throw new DomainError("invalid", "It was too long ago", { field: "openedAt" });
	}
	// Nothing on record is of the future.
	const upToNow = (at: Date) => (at > now ? now : at);
	return { openedAt: upToNow(openedAt), endedAt: upToNow(endedAt) };
}

/**
 * A contact as an address: a number however it is spaced, an e-mail in whatever case, is the same person. A number with
 * and without its country's code are two. Pure.
 *
 * @example addressOf("7777-8888") // "77778888"
 */
export function addressOf(contact: string): string {
	return /^[\d\s+().\-–/]+$/.test(contact) ? contact.replace(/\D/g, "") || contact : contact.toLowerCase();
}
