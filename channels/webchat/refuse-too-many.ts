import { Conversations } from "../../src/conversations/index.ts";
import { DomainError } from "../../src/platform/errors.ts";

/** Conversations that one address may be left in within a day: nobody is to be flooded with mails that they did not ask for. */
const mostPerAddress = 5;
const dayMs = 24 * 3_600_000;

/**
 * Lets an address be left in a conversation, besides the few others of the last day (C2).
 *
 * @throws DomainError `too-many`
 */
export async function refuseTooMany(address: string, besides: string, now: Date): Promise<void> {
	const others = await Conversations.countDocuments({
		"away.address": address,
		// The type is what the index asks for: a comparison alone does not make the planner take it.
		"away.at": { $gt: new Date(now.getTime() - dayMs), $type: "date" },
		_id: { $ne: besides },
	});
	if (others >= mostPerAddress) {
		throw new DomainError("too-many", "This address was left in too many conversations today", { field: "address" });
	}
}
