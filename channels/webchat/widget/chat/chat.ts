import type { Config } from "../core/config.ts";
import { newId } from "../core/ids.ts";
import { privacyNotice } from "../core/limits.ts";
import type { Memory } from "../core/memory.ts";
import { createTimeline } from "../core/timeline.ts";
import type { AnswerOf, Begun, FilePart, Language, WireMessage, WireStatus } from "../core/wire.ts";
import { type Line, openLine } from "./line.ts";
import { createOutbox, type Outbox, type Pending } from "./outbox.ts";
import { createSeen, createTyping } from "./signals.ts";

type Refusal = Extract<AnswerOf<"mail">, { ok: false }>["error"]["kind"];

/** `off` before the first opening; `gone` after "terminar y borrar". */
export type Phase = "off" | "connecting" | "online" | "offline" | "unreachable" | "gone";

export interface ChatState {
	phase: Phase;
	language: Language;
	office: string | null;
	suggestions: string[];
	privacyAccepted: boolean;
	status: WireStatus | null;
	typing: { from: "bot" | "agent"; name: string | null } | null;
	/** Staff has read up to here. */
	staffRead: number;
	/** The office asked to go slower. */
	slow: boolean;
	/** After `gone`: whether the office knows of it. */
	told: boolean;
	/** Of the link that the citizen came by: whether it opens nothing any more, or another conversation than is open here. */
	link: "no" | "another" | null;
	/** Grows when the visitor becomes another: nothing of the former may stay on the screen. */
	visitor: number;
}

export interface Chat {
	state(): ChatState;
	messages(): WireMessage[];
	pending(): Pending[];
	/** Messages of the office that were not read here. */
	unread(): number;
	token(): string | null;
	/** Called at most once a frame when anything has changed. */
	onChange(listener: () => void): void;
	onArrival(listener: (message: WireMessage) => void): void;
	/** Connects, if it has not yet. */
	start(): void;
	send(content: { text?: string; files?: FilePart[]; choice?: { option: string; label: string } }): void;
	retry(id: string): void;
	discard(id: string): void;
	typed(): void;
	stoppedTyping(): void;
	/** What stands on the screen, and whether somebody looks at it. */
	seen(now: { delivered: number; read: number }): void;
	setLanguage(language: Language): Promise<void>;
	/** False when it could not be changed. */
	remember(on: boolean): Promise<boolean>;
	/** Where what is not seen here goes by mail; null: nowhere. @returns null, or the kind of what is in the way. */
	mail(address: string | null): Promise<Refusal | null>;
	/** Opens the conversation of a link; what else is open here stays, until `resumeInstead`. */
	resume(link: string): void;
	resumeInstead(): void;
	end(): Promise<boolean>;
	forget(): Promise<void>;
	reconnect(): void;
}

/** Milliseconds until a question that was not answered is put again. */
const retryAfter = 3_000;

/** The conversation as this browser knows it: what came, what waits to be sent, how the line stands. */
export function createChat(config: Config, memory: Memory, language: Language): Chat {
	const timeline = createTimeline();
	const listeners: (() => void)[] = [];
	const arrivals: ((message: WireMessage) => void)[] = [];
	const initial = (spoken: Language): ChatState => ({
		phase: "off",
		language: spoken,
		office: null,
		suggestions: [],
		privacyAccepted: memory.get("privacy") === privacyNotice,
		status: null,
		typing: null,
		staffRead: 0,
		slow: false,
		told: true,
		link: null,
		visitor: 0,
	});
	let now = initial(language);
	let line: Line | null = null;
	let scheduled = false;
	let typingEnds: ReturnType<typeof setTimeout> | undefined;
	let beginning = false;
	/** Not followed yet; `instead` of whoever this browser knows. */
	let link: string | null = null;
	let instead = false;

	const changed = () => {
		if (scheduled) return;
		scheduled = true;
		queueMicrotask(() => {
			scheduled = false;
			for (const listener of listeners) listener();
		});
	};
	const set = (change: Partial<ChatState>) => {
		now = { ...now, ...change };
		changed();
	};

	const seen = createSeen((delivered, read) => line?.isUp() && line.seen(delivered, read));
	const typing = createTyping((on) => line?.isUp() && line.typing(on));
	const outbox: Outbox = createOutbox({
		memory,
		line: () => (now.phase === "online" ? line : null),
		privacyDue: () => !now.privacyAccepted,
		privacyTaken: () => acceptPrivacy(),
		beginAgain: () => void begin(),
		slow: (on) => on !== now.slow && set({ slow: on }),
		changed,
	});
	seen.note({ delivered: 0, read: Number(memory.get("read") ?? 0) });

	function acceptPrivacy() {
		memory.set("privacy", privacyNotice);
		set({ privacyAccepted: true });
	}

	function start() {
		if (line) return;
		set({ phase: "connecting" });
		const auth = () => ({
			token: instead ? null : memory.get("token"),
			resume: link,
			language: now.language,
			site: config.site,
		});
		line = openLine(config.server, auth, {
			up: () => void begin(),
			down() {
				outbox.halt();
				seen.again();
				set({ phase: "offline", typing: null });
			},
			unreachable: () => set({ phase: "unreachable" }),
			message: arrive,
			status: (status) => set({ status }),
			typing({ on, from, name }) {
				clearTimeout(typingEnds);
				// Its end may get lost.
				if (on) typingEnds = setTimeout(() => set({ typing: null }), 12_000);
				set({ typing: on ? { from, name } : null });
			},
			read: (seq) => set({ staffRead: Math.max(now.staffRead, seq) }),
		});
	}

	async function begin() {
		if (!line || beginning) return;
		beginning = true;
		const had = memory.get("token");
		const answer = await line.begin(link ? 0 : timeline.complete());
		beginning = false;
		if (!line) return;
		if (!answer?.ok) {
			if (line.isUp()) setTimeout(() => void begin(), answer?.error.retryAfterMs ?? retryAfter);
			return;
		}
		takeBegun(answer.data, had);
		if (answer.data.more) await sync();
		outbox.run();
		await speak(now.language, answer.data.status.language);
	}

	function takeBegun(begun: Begun, had: string | null) {
		// A token that was forged or has lapsed: what stands here is not this visitor's. Without a token before, what
		// waits was written by the visitor who now gets the first one.
		if (begun.fresh && had && begun.token !== had) {
			timeline.clear();
			outbox.clear();
			seen.reset();
			for (const key of ["draft", "read", "privacy", "spoken"]) memory.set(key, null);
			set({ visitor: now.visitor + 1, staffRead: 0 });
		}
		if (begun.resumed !== "another") link = null;
		instead = false;
		memory.set("token", begun.token);
		if (begun.status.remembered !== memory.remembers()) memory.remember(begun.status.remembered);
		timeline.settle(begun.messages);
		for (const message of begun.messages) outbox.drop(message.id);
		set({
			phase: "online",
			office: begun.office.name,
			suggestions: begun.suggestions,
			privacyAccepted: begun.privacyAccepted,
			status: begun.status,
			typing: null,
			link: begun.resumed === "yes" ? null : begun.resumed,
		});
	}

	/** Tells the office of a language that the citizen has changed to, here or by going to a page in another one. */
	async function speak(language: Language, ofOffice: Language) {
		if (memory.get("spoken") === language) return;
		if (language !== ofOffice && !(await line?.language(language))?.ok) return;
		memory.set("spoken", language);
	}

	async function sync() {
		for (;;) {
			const after = timeline.complete();
			const answer = await line?.sync(after);
			if (!answer?.ok) {
				// On a new line `begin` asks for it.
				if (line?.isUp()) setTimeout(() => void sync(), answer?.error.retryAfterMs ?? retryAfter);
				return;
			}
			timeline.settle(answer.data.messages);
			for (const message of answer.data.messages) outbox.drop(message.id);
			set({ status: answer.data.status });
			if (!answer.data.more || timeline.complete() === after) return;
		}
	}

	function arrive(message: WireMessage) {
		const isNew = !timeline.has(message.id);
		const { changed: different, gap } = timeline.take(message);
		outbox.drop(message.id);
		if (gap) void sync();
		if (!different) return;
		if (isNew && message.from.kind !== "citizen") {
			if (message.from.kind !== "system") set({ typing: null });
			for (const listener of arrivals) listener(message);
		}
		changed();
	}

	return {
		state: () => now,
		messages: timeline.all,
		pending: () => outbox.all().filter((pending) => !timeline.has(pending.id)),
		unread: () =>
			timeline.all().filter((message) => message.from.kind !== "citizen" && message.seq > seen.read()).length,
		token: () => memory.get("token"),
		onChange: (listener) => void listeners.push(listener),
		onArrival: (listener) => void arrivals.push(listener),
		start,
		send({ text = "", files = [], choice }) {
			typing.stop();
			outbox.push({ id: newId(), at: new Date().toISOString(), text, files, ...(choice && { choice }) });
		},
		retry: outbox.retry,
		discard: outbox.drop,
		typed: () => typing.key(Date.now()),
		stoppedTyping: typing.stop,
		seen(progress) {
			const before = seen.read();
			seen.note(progress);
			if (seen.read() === before) return;
			memory.set("read", String(seen.read()));
			changed();
		},
		async setLanguage(chosen) {
			memory.set("language", chosen);
			set({ language: chosen });
			if (!line?.isUp() || !now.status) return;
			await speak(chosen, now.status.language);
			// The suggestions come in the new language.
			await begin();
		},
		async remember(on) {
			const answer = await line?.remember(on);
			if (!answer?.ok) return false;
			memory.remember(on);
			memory.set("token", answer.data.token);
			if (now.status) set({ status: { ...now.status, remembered: on } });
			return true;
		},
		async mail(address) {
			const answer = await line?.mail(address);
			if (!answer?.ok) return answer?.error.kind ?? "internal";
			set({ status: answer.data });
			return null;
		},
		resume(given) {
			link = given;
			start();
		},
		resumeInstead() {
			instead = true;
			line?.close();
			line = null;
			start();
		},
		async end() {
			const answer = await line?.end();
			return answer?.ok === true;
		},
		async forget() {
			const told = line?.isUp() ? await line.forget() : false;
			line?.close();
			line = null;
			timeline.clear();
			outbox.clear();
			seen.reset();
			memory.wipe();
			set({
				...initial(now.language),
				phase: "gone",
				told,
				office: now.office,
				visitor: now.visitor + 1,
			});
		},
		reconnect() {
			if (now.phase === "gone") start();
			else line?.retry();
		},
	};
}
