import { may, useMe } from "../connection/session.ts";
import { useList } from "./use-list.ts";

/** Unread messages in one's own chats, for the title of the tab. */
export function useUnreadTotal(): number {
	const own = may(useMe(), "conversations.attend");
	const { rows } = useList("mine", own);
	return (rows ?? []).reduce((total, row) => total + row.unread, 0);
}
