import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { ConversationRow, DeskMessage, OpenConversation, Page, View } from "../../src/desk/wire.ts";
import { withMessage } from "../conversation/merge.ts";
import { placeRow } from "../inbox/pages.ts";

export const listKey = (view: View) => ["list", view] as const;
export const conversationKey = (id: string) => ["conversation", id] as const;

const allViews: readonly View[] = ["queue", "mine", "all", "callbacks", "past"];

/** Puts a new or changed row into every loaded list where it stands, and takes it from the others. */
export function applyRow(queries: QueryClient, row: ConversationRow, views: readonly View[]): void {
	for (const view of allViews) {
		queries.setQueryData<InfiniteData<Page, string>>(listKey(view), (data) =>
			data ? { ...data, pages: placeRow(view, data.pages, row, views.includes(view)) } : data,
		);
	}
	const open = queries.getQueryData<OpenConversation>(conversationKey(row.id));
	if (!open) return;
	queries.setQueryData<OpenConversation>(conversationKey(row.id), { ...open, row });
	// What one may do depends on who has it and on its stage: ask again only when these changed.
	if (open.row.assignee?.id !== row.assignee?.id || open.row.stage !== row.stage) {
		void queries.invalidateQueries({ queryKey: conversationKey(row.id) });
	}
}

export function applyMessage(queries: QueryClient, message: DeskMessage): void {
	queries.setQueryData<OpenConversation>(conversationKey(message.conversation), (open) =>
		open ? { ...open, messages: withMessage(open.messages, message) } : open,
	);
}

export function applyRead(queries: QueryClient, conversation: string, seq: number): void {
	queries.setQueryData<OpenConversation>(conversationKey(conversation), (open) =>
		open && seq > open.citizenReadSeq ? { ...open, citizenReadSeq: seq } : open,
	);
}

/** The row as it is known from any loaded list. */
export function knownRow(queries: QueryClient, id: string): ConversationRow | undefined {
	for (const view of allViews) {
		const pages = queries.getQueryData<InfiniteData<Page, string>>(listKey(view))?.pages ?? [];
		const row = pages.flatMap((page) => page.rows).find((each) => each.id === id);
		if (row) return row;
	}
	return undefined;
}
