import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { z } from "zod/mini";
import type { DeskMessage } from "../../src/desk/wire.ts";
import { request } from "../connection/http.ts";

const Doubts = z.object({ doubts: z.record(z.string(), z.enum(["unscanned", "failed", "infected"])) });
type Doubts = z.output<typeof Doubts>["doubts"];

/** Milliseconds between two looks at what is being scanned. */
const lookEvery = 5_000;

const DoubtsContext = createContext<Doubts>({});
export const DoubtsProvider = DoubtsContext.Provider;

/** Why a file is not known to be free of malware; undefined for one that is, or where nothing is scanned (P9). */
export function useDoubt(file: string): Doubts[string] | undefined {
	return useContext(DoubtsContext)[file];
}

/** The doubtful files of a conversation: asked with each file that comes, and again until all are scanned. */
export function useDoubts(conversation: string, messages: readonly DeskMessage[]): Doubts {
	const files = messages.flatMap(({ parts }) => parts).filter(({ type }) => type === "file").length;
	const { data } = useQuery({
		queryKey: ["doubts", conversation, files],
		queryFn: ({ signal }) =>
			request(`/api/v1/conversations/${encodeURIComponent(conversation)}/files`, Doubts, { signal }),
		enabled: files > 0,
		staleTime: 0,
		placeholderData: keepPreviousData,
		refetchInterval: ({ state }) => Object.values(state.data?.doubts ?? {}).includes("unscanned") && lookEvery,
	});
	return data?.doubts ?? {};
}
