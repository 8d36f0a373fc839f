import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { ConversationRow, DeskState, PresenceState, View } from "../../src/desk/wire.ts";
import { createOutbox, type Outbox } from "../composer/outbox.ts";
import { applyInteraction, applyMessage, applyRead, applyRow, applySurvey, knownRow } from "./live.ts";
import { sessionQuery } from "./session.ts";
import { type Call, openSocket } from "./socket.ts";
import { createStore, type Store, useStore } from "./store.ts";

/** `starting`: never connected yet. `offline`: it was, and is trying to be again. */
export type Link = "starting" | "online" | "offline";

export type Alert =
	| { kind: "assigned"; row: ConversationRow; why: "auto" | "transfer" | "supervisor" }
	| { kind: "message"; row: ConversationRow }
	/** `view`: where it stands for this person. */
	| { kind: "danger"; row: ConversationRow; view: View };

export interface Desk {
	call: Call;
	/** Is told of what somebody may want to hear: a chat given to them, a message in one of theirs. */
	onAlert(listener: (alert: Alert) => void): () => void;
	link: Store<Link>;
	state: Store<DeskState | null>;
	/** Conversations whose citizen is typing, with when that lapses by itself. */
	typing: Store<Readonly<Record<string, number>>>;
	outbox: Outbox;
	retryNow(): void;
	close(): void;
}

/** Milliseconds after which "is typing" lapses unless it is said again. */
const typingLapse = 6_000;
/** Milliseconds until a start that was refused is tried again. */
const restartAfter = 3_000;

/** Connects the desk: on every (re)connection it asks for the whole state again and refreshes what is on screen. */
export function connectDesk(
	queries: QueryClient,
	staff: string,
	onSignedOut: (code: "expired" | "revoked") => void,
): Desk {
	const { socket, call } = openSocket();
	const link = createStore<Link>("starting");
	const state = createStore<DeskState | null>(null);
	const typing = createStore<Readonly<Record<string, number>>>({});
	const outbox = createOutbox(call, staff, sessionStorage);
	const listeners = new Set<(alert: Alert) => void>();
	const unread = new Map<string, number>();
	let restart: ReturnType<typeof setTimeout> | undefined;

	function alert(one: Alert): void {
		for (const listener of listeners) listener(one);
	}

	socket.on("connect", start);
	socket.on("sightChanged", () => {
		// What may not be seen any more leaves the screen at once.
		void queries.resetQueries({ queryKey: ["conversation"] });
		void start();
	});
	async function start(): Promise<void> {
		try {
			state.set(await call("start", {}));
			link.set("online");
			void queries.invalidateQueries({ queryKey: ["list"] });
			void queries.invalidateQueries({ queryKey: ["conversation"] });
			outbox.flush();
		} catch {
			// A desk that did not start counts as not connected, and tries again.
			link.set("offline");
			clearTimeout(restart);
			restart = setTimeout(() => socket.disconnect().connect(), restartAfter);
		}
	}
	socket.on("disconnect", (reason) => {
		link.set("offline");
		// The hub closed it (restart, new session): socket.io does not come back by itself from that.
		if (reason === "io server disconnect") socket.connect();
	});
	socket.on("connect_error", () => {
		link.set(link.get() === "starting" ? "starting" : "offline");
		if (!socket.active) socket.connect();
		void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
	});
	socket.on("counts", (counts) => state.set((before) => before && { ...before, counts }));
	socket.on("agents", (agents) =>
		state.set((before) => before && { ...before, agents, me: { ...before.me, presence: ownPresence(before, agents) } }),
	);
	socket.on("queues", (rows) => state.set((before) => before && { ...before, queues: rows }));
	socket.on("row", ({ row, views }) => {
		const before = unread.get(row.id) ?? knownRow(queries, row.id)?.unread ?? 0;
		applyRow(queries, row, views);
		unread.set(row.id, row.unread);
		const mine = row.assignee !== null && row.assignee.id === state.get()?.me.id;
		if (mine && row.unread > before && row.lastMessage?.from === "citizen") alert({ kind: "message", row });
	});
	socket.on("assigned", ({ row, why }) => {
		unread.set(row.id, row.unread);
		alert({ kind: "assigned", row, why });
	});
	socket.on("danger", (told) => alert({ kind: "danger", ...told }));
	socket.on("message", (message) => {
		applyMessage(queries, message);
		outbox.arrived(message.id);
		if (message.author.kind === "citizen") setTyping(message.conversation, false);
	});
	socket.on("read", (read) => applyRead(queries, read));
	socket.on("interaction", (change) => applyInteraction(queries, change));
	socket.on("survey", (answered) => applySurvey(queries, answered));
	socket.on("typing", ({ conversation, on }) => setTyping(conversation, on));
	socket.on("signedOut", ({ code }) => onSignedOut(code));

	const timers = new Map<string, ReturnType<typeof setTimeout>>();
	function setTyping(conversation: string, on: boolean): void {
		clearTimeout(timers.get(conversation));
		if (on)
			timers.set(
				conversation,
				setTimeout(() => setTyping(conversation, false), typingLapse),
			);
		typing.set((before) => {
			const { [conversation]: _, ...others } = before;
			return on ? { ...others, [conversation]: Date.now() } : others;
		});
	}

	return {
		call,
		onAlert(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		link,
		state,
		typing,
		outbox,
		retryNow: () => {
			if (!socket.connected) socket.disconnect().connect();
		},
		close: () => {
			for (const timer of timers.values()) clearTimeout(timer);
			clearTimeout(restart);
			outbox.close();
			socket.removeAllListeners();
			socket.disconnect();
		},
	};
}

function ownPresence(state: DeskState, agents: DeskState["agents"]): PresenceState {
	const own = agents.find((agent) => agent.id === state.me.id)?.presence;
	return own && own !== "offline" ? own : state.me.presence;
}

const Context = createContext<Desk | null>(null);

/** Gives the desk to everything inside it. Without `staff` there is none. */
export function DeskProvider(props: {
	/** Who is at the desk; null for somebody who has no desk. */
	staff: string | null;
	onSignedOut: (code: "expired" | "revoked") => void;
	children: ReactNode;
}) {
	const queries = useQueryClient();
	const [desk, setDesk] = useState<Desk | null>(null);
	const { staff, onSignedOut } = props;
	useEffect(() => {
		if (staff === null) return;
		const opened = connectDesk(queries, staff, onSignedOut);
		setDesk(opened);
		return () => {
			opened.close();
			setDesk(null);
		};
	}, [staff, queries, onSignedOut]);
	if (staff !== null && !desk) return null;
	return <Context value={desk}>{props.children}</Context>;
}

/** The desk, for pages that only exist with one. */
export function useDesk(): Desk {
	const desk = useContext(Context);
	if (!desk) throw new Error("This part needs a connected desk");
	return desk;
}

/** The desk, or null for somebody who has only pages. */
export function useDeskIfAny(): Desk | null {
	return useContext(Context);
}

export function useLink(): Link {
	return useStore(useDesk().link);
}

/** What the hub last told of counts, queues and agents; null until it first did. */
export function useDeskState(): DeskState | null {
	return useStore(useDesk().state);
}
