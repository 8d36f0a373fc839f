import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import type { Page, View } from "../../src/desk/wire.ts";
import { useDesk, useLink } from "../connection/desk.tsx";
import { askForPage, listKey } from "../connection/live.ts";
import { rowsOf } from "./pages.ts";

/** A list of conversations, page by page; the socket keeps it fresh (connection/live.ts). */
export function useList(view: View, enabled = true) {
	const { call } = useDesk();
	const link = useLink();
	const query = useInfiniteQuery<Page, Error, InfiniteData<Page, string>, readonly ["list", View], string>({
		queryKey: listKey(view),
		queryFn: ({ pageParam }) => askForPage(call, view, pageParam),
		initialPageParam: "",
		getNextPageParam: (last) => last.cursor,
		enabled: enabled && link !== "starting",
		staleTime: Number.POSITIVE_INFINITY,
	});
	return { ...query, rows: query.data ? rowsOf(view, query.data.pages) : null };
}
