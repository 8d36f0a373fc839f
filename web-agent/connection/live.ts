import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { ConversationRow, DeskMessage, OpenConversation, Page, ServerEvents, View } from "../../src/desk/wire.ts";
import { reopened, withInteraction, withMessage, withRow, withSurvey } from "../conversation/merge.ts";
import { placeRow } from "../inbox/pages.ts";
import { createNews } from "./news.ts";
import type { Call } from "./socket.ts";

export const listKey = (view: View) => ["list", view] as const;
export const conversationKey = (id: string) => ["conversation", id] as const;

const allViews: readonly View[] = ["queue", "mine", "all", "callbacks", "past"];

type Change<Event extends keyof ServerEvents> = Parameters<ServerEvents[Event]>[0];

const pageNews = createNews<Page>();
const openNews = createNews<OpenConversation>();

/** Asks for a page of a list; a row that changes meanwhile is in it as it is then. */
export function askForPage(call: Call, view: View, cursor: string): Promise<Page> {
	return pageNews.ask(view, () => call("conversation.list", cursor === "" ? { view } : { view, cursor }));
}

/** Opens a conversation; what happens to it meanwhile is in it. */
export async function askForConversation(queries: QueryClient, call: Call, id: string): Promise<OpenConversation> {
	for (;;) {
		const answer = call("conversation.open", { conversation: id });
		const open = await openNews.ask(id, async () => {
			const fresh = await answer;
			return reopened(queries.getQueryData(conversationKey(id)), fresh);
		});
		if (sameStanding((await answer).row, open.row)) return open;
	}
}

/** What one may do depends on who has it and on its stage: it is asked again only when these changed. */
function sameStanding(one: ConversationRow, other: ConversationRow): boolean {
	return one.assignee?.id === other.assignee?.id && one.stage === other.stage;
}

/** Puts a new or changed row into every loaded list where it stands, and takes it from the others. */
export function applyRow(queries: QueryClient, row: ConversationRow, views: readonly View[]): void {
	for (const view of allViews) {
		const stands = views.includes(view);
		pageNews.tell(view, (page) => placeRow(view, [page], row, stands)[0] ?? page);
		queries.setQueryData<InfiniteData<Page, string>>(listKey(view), (data) =>
			data ? { ...data, pages: placeRow(view, data.pages, row, stands) } : data,
		);
	}
	const before = queries.getQueryData<OpenConversation>(conversationKey(row.id));
	amend(queries, row.id, (open) => withRow(open, row));
	if (before && !sameStanding(before.row, row)) {
		void queries.invalidateQueries({ queryKey: conversationKey(row.id) });
	}
}

export function applyMessage(queries: QueryClient, message: DeskMessage): void {
	amend(queries, message.conversation, (open) => ({ ...open, messages: withMessage(open.messages, message) }));
}

export function applyRead(queries: QueryClient, { conversation, seq }: Change<"read">): void {
	amend(queries, conversation, (open) => (seq > open.citizenReadSeq ? { ...open, citizenReadSeq: seq } : open));
}

export function applyInteraction(queries: QueryClient, { conversation, interaction }: Change<"interaction">): void {
	amend(queries, conversation, (open) => withInteraction(open, interaction));
}

export function applySurvey(queries: QueryClient, { conversation, interaction, survey }: Change<"survey">): void {
	amend(queries, conversation, (open) => withSurvey(open, interaction, survey));
}

/** Changes a conversation that is open or being opened. */
function amend(queries: QueryClient, id: string, change: (open: OpenConversation) => OpenConversation): void {
	openNews.tell(id, change);
	queries.setQueryData<OpenConversation>(conversationKey(id), (open) => open && change(open));
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
