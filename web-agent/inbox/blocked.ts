import type { ConversationRow } from "../../src/desk/wire.ts";

/** The block that holds now; it lapses by itself. */
export function blockNow({ block }: Pick<ConversationRow, "block">, now: number): ConversationRow["block"] {
	if (!block || (block.until !== null && Date.parse(block.until) <= now)) return null;
	return block;
}
