import { type Conversation, Conversations, Messages } from "../conversations/index.ts";
import type { DeskStaff } from "./access.ts";
import { withinSight } from "./lists.ts";
import { blockRow } from "./rows.ts";
import type { BlockRow } from "./wire.ts";

const pageSize = 50;

/** Somebody who is blocked, as the list shows them. */
export interface BlockedSender extends BlockRow, Pick<Conversation, "channel" | "address"> {
	/** The conversation. */
	id: string;
	name: string | null;
	/** Messages of theirs that were kept and went no further. */
	withheld: number;
}

/** A page of who is blocked at `now`, of the units that somebody sees, newest first; `before` continues where a page ended. */
export async function listBlocks(
	staff: Pick<DeskStaff, "sight">,
	now: Date,
	before: Date,
): Promise<{ blocks: BlockedSender[]; before: string | null }> {
	const found = await Conversations.find({
		...withinSight(staff),
		"block.at": { $type: "date", $lt: before },
		"block.liftedAt": null,
		$or: [{ "block.until": null }, { "block.until": { $gt: now } }],
	})
		.sort({ "block.at": -1, _id: 1 })
		.limit(pageSize)
		.lean();
	const withheld = await withheldIn(found.map(({ _id }) => _id));
	const blocks = found.flatMap((conversation) => {
		const row = blockRow(conversation);
		const { _id, channel, address, contact } = conversation;
		return row ? [{ ...row, id: _id, channel, address, name: contact.name, withheld: withheld.get(_id) ?? 0 }] : [];
	});
	return { blocks, before: found.length === pageSize ? (blocks.at(-1)?.at ?? null) : null };
}

async function withheldIn(conversations: string[]): Promise<Map<string, number>> {
	const counted = await Messages.aggregate<{ _id: string; count: number }>([
		{ $match: { conversation: { $in: conversations }, withheld: true } },
		{ $group: { _id: "$conversation", count: { $sum: 1 } } },
	]);
	return new Map(counted.map(({ _id, count }) => [_id, count]));
}
