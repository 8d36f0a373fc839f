import type { ConversationRow } from "../../src/desk/wire.ts";

/** The languages of the desk, which are those of the conversations. */
export type Language = ConversationRow["language"];
