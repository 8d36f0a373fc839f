import { describe, expect, it } from "vitest";
import type { DeskMessage, InteractionRow, OpenConversation } from "../../src/desk/wire.ts";
import { entriesOf, firstUnread, spoken } from "../../web-agent/conversation/groups.ts";
import { piecesOf } from "../../web-agent/conversation/links.ts";
import {
	reopened,
	withInteraction,
	withMessage,
	withOlder,
	withRow,
	withSurvey,
} from "../../web-agent/conversation/merge.ts";
import { sizeText } from "../../web-agent/conversation/size.ts";
import { exactTime, listTime, longDay, shortSpan, warmth } from "../../web-agent/shell/time.ts";

const start = Date.UTC(2026, 10, 2, 14);

function message(seq: number, from: DeskMessage["author"]["kind"] | "note", minute = seq): DeskMessage {
	return {
		id: `m${seq}`,
		conversation: "c",
		seq,
		at: new Date(start + minute * 60_000).toISOString(),
		author: from === "note" ? { kind: "agent", id: "ana", name: "Ana" } : { kind: from },
		direction: from === "note" ? "note" : from === "citizen" ? "in" : "out",
		parts: [{ type: "text", text: `texto ${seq}` }],
		delivery: null,
		deliveryError: null,
		interaction: null,
		withheld: false,
		mail: false,
	};
}

function open(messages: DeskMessage[], older = false): OpenConversation {
	return {
		row: {
			id: "c",
			channel: "webchat",
			name: null,
			address: "v",
			language: "es",
			stage: "agent",
			queue: null,
			assignee: null,
			queuedSince: null,
			queueRank: 1,
			danger: null,
			lastMessage: null,
			unread: 0,
			callback: null,
			identity: null,
			repliesUntil: null,
			block: null,
			changedAt: "",
		},
		handoff: null,
		card: {
			name: null,
			channel: "webchat",
			address: "v",
			language: "es",
			since: "",
			privacy: null,
			interactions: [],
		},
		messages,
		older,
		citizenReadSeq: 0,
		may: { claim: false, write: true, note: true, assign: false, export: false, block: false },
	};
}

const dayOf = (at: string) => at.slice(0, 10);
const shape = (messages: DeskMessage[], unreadFrom: number | null = null) =>
	entriesOf(messages, unreadFrom, dayOf).map((entry) =>
		entry.kind === "group" ? entry.messages.map(({ seq }) => seq) : entry.kind,
	);

describe("A1: the timeline", () => {
	it("runs one author's messages together and keeps notes and notices apart", () => {
		const said = [
			message(1, "citizen"),
			message(2, "citizen"),
			message(3, "bot"),
			message(4, "system"),
			message(5, "agent"),
			message(6, "note"),
			message(7, "agent"),
		];
		expect(shape(said)).toEqual(["day", [1, 2], [3], "system", [5], "note", [7]]);
	});

	it("starts a new group after five quiet minutes, and a new day with its own line", () => {
		expect(shape([message(1, "citizen", 0), message(2, "citizen", 4), message(3, "citizen", 9)])).toEqual([
			"day",
			[1, 2],
			[3],
		]);
		expect(shape([message(1, "citizen", 0), message(2, "citizen", 60 * 24)])).toEqual(["day", [1], "day", [2]]);
	});

	it("marks where the new messages begin, within a run too", () => {
		expect(shape([message(1, "citizen"), message(2, "citizen"), message(3, "citizen")], 2)).toEqual([
			"day",
			[1],
			"unread",
			[2, 3],
		]);
	});

	it.each([
		[0, null],
		[1, 4],
		[2, 2],
		[9, 1],
	])("with %i unread the marker stands at %s", (unread, seq) => {
		const said = [message(1, "citizen"), message(2, "citizen"), message(3, "bot"), message(4, "citizen")];
		expect(firstUnread(said, unread)).toBe(seq);
	});

	it("says a message in words for who listens", () => {
		const file = { type: "file", file: "f", name: "foto.png", mime: "image/png", size: 1 } as const;
		expect(
			spoken({ ...message(1, "citizen"), parts: [{ type: "text", text: "Mire" }, file] }, (name) => `archivo ${name}`),
		).toBe("Mire. archivo foto.png");
	});
});

describe("C2: messages come once and in place", () => {
	const said = [message(1, "citizen"), message(2, "bot"), message(4, "agent")];

	it("a newer state replaces the older", () => {
		const read: DeskMessage = { ...message(2, "bot"), delivery: "read" };
		expect(withMessage(said, read).map(({ delivery }) => delivery)).toEqual([null, "read", null]);
	});

	it("a late one goes to its place", () => {
		expect(withMessage(said, message(3, "citizen")).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
	});

	it("older ones are put before, each once", () => {
		expect(withOlder(said.slice(1), [message(1, "citizen"), message(2, "bot")]).map(({ seq }) => seq)).toEqual([
			1, 2, 4,
		]);
	});

	it("after a reconnection what was loaded stays when it joins, and goes when there is a gap", () => {
		const before = open([message(1, "citizen"), message(2, "bot")], false);
		const joined = reopened(before, open([message(2, "bot"), message(3, "agent")], true));
		expect([joined.messages.map(({ seq }) => seq), joined.older]).toEqual([[1, 2, 3], false]);
		const apart = reopened(before, open([message(9, "bot")], true));
		expect([apart.messages.map(({ seq }) => seq), apart.older]).toEqual([[9], true]);
	});

	it("an older row changes nothing", () => {
		const { row } = open([]);
		const now = withRow(open([]), { ...row, changedAt: "2026-11-02", unread: 2 });
		expect(now.row.unread).toBe(2);
		expect(withRow(now, { ...row, changedAt: "2026-11-01", unread: 9 }).row.unread).toBe(2);
	});

	it("B8: the card shows the newest episode first, and what the citizen says of any of them", () => {
		const episode = (id: string): InteractionRow => ({
			id,
			channel: "webchat",
			outcome: null,
			queue: null,
			agentName: "Ana",
			topic: null,
			openedAt: "",
			endedAt: null,
			survey: null,
		});
		const two = withInteraction(withInteraction(open([]), episode("first")), episode("second"));
		const ended = withInteraction(two, { ...episode("second"), outcome: "unresolved" });
		const answered = withSurvey(ended, "first", { overall: 4, attention: null, comment: null });
		expect(answered.card.interactions).toMatchObject([
			{ id: "second", outcome: "unresolved", survey: null },
			{ id: "first", outcome: null, survey: { overall: 4 } },
		]);
	});
});

describe("A1: links in messages", () => {
	it.each([
		["sin enlaces", ["sin enlaces"]],
		["mire https://a.example/x.", ["mire ", "https://a.example/x", "."]],
		["(https://a.example/x)", ["(", "https://a.example/x", ")"]],
		["javascript:alert(1)", ["javascript:alert(1)"]],
		["https://", ["https://"]],
		["", [""]],
	])("%s", (text, pieces) => {
		expect(piecesOf(text).map((piece) => piece.text)).toEqual(pieces);
	});

	it("only http and https ever become addresses", () => {
		const links = piecesOf("data:text/html,x ftp://a.example http://b.example https://c.example <img src=x>");
		expect(links.flatMap((piece) => (piece.kind === "link" ? piece.href : []))).toEqual([
			"http://b.example/",
			"https://c.example/",
		]);
	});
});

describe("A1: times and sizes in plain words", () => {
	const now = Date.UTC(2026, 10, 2, 14, 30);
	const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

	it.each([
		[0, "0 min", "calm"],
		[4, "4 min", "calm"],
		[5, "5 min", "soon"],
		[9, "9 min", "soon"],
		[10, "10 min", "late"],
		[65, "1 h 5 min", "late"],
		[120, "2 h", "late"],
		[60 * 49, "2d", "late"],
	])("a wait of %i minutes", (minutes, text, urgency) => {
		expect(shortSpan(ago(minutes), now, "es").replace(/ /g, " ")).toBe(text);
		expect(warmth(ago(minutes), now)).toBe(urgency);
	});

	it("says days and exact times", () => {
		expect(longDay(ago(0), "es")).toBe("lunes 2 de noviembre");
		expect(exactTime(ago(0), "es")).toMatch(/^lunes 2 de noviembre de 2026, \d\d:30:00$/);
		expect(listTime(ago(60 * 24 * 40), now, "es")).toMatch(/^\d+ sept$|^\d+ oct$/);
	});

	it.each([
		[900, "900 B"],
		[2048, "2 kB"],
		[1_258_291, "1,2 MB"],
		[32 * 1024 * 1024, "32 MB"],
	])("%i bytes", (bytes, text) => {
		expect(sizeText(bytes, "es").replace(/ /g, " ")).toBe(text);
	});
});
