import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { OpenConversation } from "../../src/desk/wire.ts";
import { useDesk, useLink } from "../connection/desk.tsx";
import { askForConversation, conversationKey } from "../connection/live.ts";
import { withOlder } from "./merge.ts";

/** How many places show a conversation now. */
const watchers = new Map<string, number>();

/** Opens a conversation, so that its messages come live, and leaves it again with the component. */
export function useConversation(id: string) {
	const queries = useQueryClient();
	const { call, outbox } = useDesk();
	const link = useLink();
	const query = useQuery<OpenConversation>({
		queryKey: conversationKey(id),
		queryFn: () => askForConversation(queries, call, id),
		enabled: link !== "starting",
		staleTime: Number.POSITIVE_INFINITY,
		// What happened while it was not open did not come live.
		refetchOnMount: "always",
	});
	const older = useMutation({
		mutationFn: (before: number) => call("conversation.history", { conversation: id, before }),
		onSuccess: (page) => {
			queries.setQueryData<OpenConversation>(conversationKey(id), (open) =>
				open ? { ...open, messages: withOlder(open.messages, page.messages), older: page.older } : open,
			);
		},
	});

	useEffect(() => {
		watchers.set(id, (watchers.get(id) ?? 0) + 1);
		return () => {
			watchers.set(id, (watchers.get(id) ?? 1) - 1);
			// Not at once: the same conversation may just have moved to another view, and what it asked is on its way.
			setTimeout(() => {
				if (watchers.get(id)) return;
				watchers.delete(id);
				call("conversation.leave", { conversation: id }).catch(() => {
					// Without a connection the hub has already let go of it.
				});
			}, 0);
		};
	}, [call, id]);

	// What was taken while the connection went is back with the messages.
	const messages = query.data?.messages;
	useEffect(() => {
		for (const message of messages ?? []) outbox.arrived(message.id);
	}, [messages, outbox]);

	return { query, older };
}
