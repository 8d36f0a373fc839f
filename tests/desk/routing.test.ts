import { describe, expect, it } from "vitest";
import { CALENDAR_24X7 } from "../../src/calendars/index.ts";
import { mayRead, requireReadable, rightsIn, type Subject, viewsOf } from "../../src/desk/access.ts";
import type { Queue } from "../../src/desk/model.ts";
import { assumedHandlingMs, type Candidate, chooseAgent, chooseQueue, expectedWait } from "../../src/desk/routing.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { person } from "./people.ts";

const minutes = (...list: number[]) => list.map((count) => count * 60_000);

function candidate(id: string, change: Partial<Candidate> = {}): Candidate {
	return { id, name: id, available: true, chats: 0, capacity: 4, queues: [], languages: ["es", "en"], ...change };
}

describe("A2: who gets a waiting conversation", () => {
	const waiting = { queue: "soporte", language: "es" } as const;
	const cases: [string, Candidate[], string | null][] = [
		["nobody is there", [], null],
		["one is there", [candidate("ana")], "ana"],
		["the least loaded", [candidate("ana", { chats: 2 }), candidate("luis", { chats: 1 })], "luis"],
		[
			"by share of capacity, not by count",
			[candidate("ana", { chats: 2, capacity: 8 }), candidate("luis", { chats: 1, capacity: 2 })],
			"ana",
		],
		[
			"with the same share, who has fewer",
			[candidate("ana", { chats: 4, capacity: 8 }), candidate("luis", { chats: 1, capacity: 2 })],
			"luis",
		],
		["with the same load, by id, whatever the order", [candidate("luis"), candidate("ana")], "ana"],
		["never who is full", [candidate("ana", { chats: 4 })], null],
		["never who has more than fits", [candidate("ana", { chats: 5 })], null],
		["never who takes none", [candidate("ana", { capacity: 0 })], null],
		["never who is not available", [candidate("ana", { available: false })], null],
		["who is free before who is available and full", [candidate("ana", { chats: 4 }), candidate("luis")], "luis"],
		["only who serves the queue", [candidate("ana", { queues: ["general"] })], null],
		["who serves it among others", [candidate("ana", { queues: ["general", "soporte"] })], "ana"],
		["only who speaks the language", [candidate("ana", { languages: ["en"] })], null],
		[
			"all conditions together",
			[
				candidate("a", { queues: ["general"] }),
				candidate("b", { languages: ["en"] }),
				candidate("c", { available: false }),
				candidate("d", { chats: 4 }),
				candidate("e", { chats: 3 }),
			],
			"e",
		],
	];
	it.each(cases)("%s", (_what, candidates, expected) => {
		expect(chooseAgent(waiting, candidates)?.id ?? null).toBe(expected);
	});

	it("nobody for a conversation that is in no queue", () => {
		expect(chooseAgent({ queue: null, language: "es" }, [candidate("ana")])).toBeNull();
	});

	it("leaves the list as it was", () => {
		const candidates = [candidate("luis"), candidate("ana")];
		chooseAgent(waiting, candidates);
		expect(candidates.map(({ id }) => id)).toEqual(["luis", "ana"]);
	});
});

describe("B7: the queue for a handoff", () => {
	function queue(id: string, topics: string[], languages: ("es" | "en")[] = ["es", "en"]): Queue {
		const names = { es: id, en: id };
		return {
			_id: id,
			name: names,
			topics,
			languages,
			calendar: CALENDAR_24X7,
			assignment: "auto",
			unit: null,
			order: 1,
		};
	}
	const general = queue("general", []);
	const support = queue("soporte", ["token", "portal"]);
	const spanish = queue("quejas", ["quejas"], ["es"]);
	const cases: [string, Queue[], string | null, "es" | "en", string | null][] = [
		["by topic", [general, support], "token", "es", "soporte"],
		["by another of its topics", [general, support], "portal", "es", "soporte"],
		["for a topic that nobody names", [general, support], "pagos", "es", "general"],
		["without a topic", [support, general], null, "es", "general"],
		["in a language that the topic's queue speaks", [general, spanish], "quejas", "es", "quejas"],
		["in one that it does not", [general, spanish], "quejas", "en", "general"],
		["where nobody speaks the language, by topic all the same", [spanish], "quejas", "en", "quejas"],
		["of two with the topic, the first", [queue("a", ["token"]), support], "token", "es", "a"],
		["none for everything else: the first", [support, spanish], null, "es", "soporte"],
		["none at all", [], "token", "es", null],
	];
	it.each(cases)("%s", (_what, queues, topic, language, expected) => {
		expect(chooseQueue(queues, topic, language)?._id ?? null).toBe(expected);
	});
});

describe("B7: the expected wait", () => {
	const cases: [string, number, number[], number, number | null][] = [
		["nobody on duty: nothing to promise", 1, minutes(5), 0, null],
		["nothing to reckon from: the assumed time", 1, [], 1, assumedHandlingMs / 60_000],
		["one before oneself", 2, minutes(5), 1, 10],
		["shared by who is on duty", 2, minutes(5), 2, 5],
		["the mean of the recent ones", 1, minutes(2, 4, 9), 1, 5],
		["rounded up", 1, minutes(5), 2, 3],
		["at least a minute", 1, [1_000], 9, 1],
		["also when all were handled in no time", 3, [0, 0], 1, 1],
		["the fifteenth of a queue that three attend", 15, minutes(6), 3, 30],
	];
	it.each(cases)("%s", (_what, position, handling, people, expected) => {
		expect(expectedWait(position, handling, people)).toBe(expected);
	});
});

const withBot: Subject = { stage: "bot", assignee: null, queue: null, lastQueue: null, callback: null };
const waits: Subject = { ...withBot, stage: "queued", queue: "soporte", lastQueue: "soporte" };
const withAna: Subject = { ...withBot, stage: "agent", assignee: "ana", queue: "soporte", lastQueue: "soporte" };
const surveyed: Subject = { ...withBot, stage: "survey" };
const rests: Subject = { ...withBot, stage: "closed" };
const at = new Date("2026-11-02T14:00:00Z");
const request = { at, contact: "7777 8888", when: "mañana", topic: null, summary: "" };
const toCall: Subject = { ...rests, callback: { ...request, waitingSince: at, doneBy: null } };
const called: Subject = { ...rests, callback: { ...request, waitingSince: null, doneBy: "ana" } };
const subjects = { withBot, waits, withAna, surveyed, rests, toCall, called };

const ana = person("ana", "agent");
const luis = person("luis", "agent");
const general = person("gloria", "agent", ["general"]);
const marta = person("marta", "supervisor");
const elena = person("elena", "editor");
const pablo = person("pablo", "admin");

describe("P1: what somebody may read", () => {
	const all = Object.keys(subjects);
	const cases: [string, typeof ana, string[]][] = [
		["who has a chat: that one, those that wait, calls to be made", ana, ["waits", "withAna", "toCall"]],
		["another agent: those that wait, calls to be made", luis, ["waits", "toCall"]],
		["an agent of another queue: calls to be made", general, ["toCall"]],
		["a supervisor: everything", marta, all],
		["an editor: nothing", elena, []],
		["an administrator: nothing", pablo, []],
	];
	it.each(cases)("%s", (_who, staff, readable) => {
		const read = Object.entries(subjects).flatMap(([name, subject]) => (mayRead(staff, subject) ? [name] : []));
		expect(read).toEqual(readable);
	});

	it("what is not there is refused as what is not one's own, so that ids cannot be tried out", () => {
		const refusals = [null, withBot].map((subject) => {
			try {
				return requireReadable(ana, subject);
			} catch (error) {
				return error instanceof DomainError ? { kind: error.kind, message: error.message, ...error.details } : error;
			}
		});
		expect(refusals[0]).toMatchObject({ kind: "forbidden", field: "conversation" });
		expect(refusals[0]).toEqual(refusals[1]);
		expect(requireReadable(ana, waits)).toBe(waits);
	});
});

describe("A1, P1: the lists in which a conversation stands for somebody", () => {
	const cases: [string, typeof ana, Partial<Record<keyof typeof subjects, string[]>>][] = [
		["who has a chat", ana, { waits: ["queue"], withAna: ["mine"], toCall: ["callbacks"] }],
		["another agent", luis, { waits: ["queue"], toCall: ["callbacks"] }],
		["an agent of another queue", general, { toCall: ["callbacks"] }],
		[
			"a supervisor",
			marta,
			{
				withBot: ["all"],
				waits: ["queue", "all"],
				withAna: ["all"],
				surveyed: ["all", "past"],
				rests: ["past"],
				toCall: ["callbacks", "past"],
				called: ["past"],
			},
		],
		["an editor", elena, {}],
		["an administrator", pablo, {}],
	];
	it.each(cases)("%s", (_who, staff, expected) => {
		const views = Object.entries(subjects).map(([name, subject]) => [name, viewsOf(staff, subject)]);
		const none = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
		expect(Object.fromEntries(views)).toEqual({ ...none, ...expected });
	});

	it("whoever finds it in a list may read it", () => {
		for (const staff of [ana, luis, general, marta, elena, pablo]) {
			for (const subject of Object.values(subjects)) {
				if (viewsOf(staff, subject).length > 0) expect(mayRead(staff, subject)).toBe(true);
			}
		}
	});
});

describe("A2, P1: what somebody may do with a conversation", () => {
	const nothing = { claim: false, write: false, note: false, assign: false, export: false, block: false };
	const over = { ...nothing, export: true, block: true };
	const cases: [string, typeof ana, Subject, typeof nothing][] = [
		["an agent: take and note what waits", ana, waits, { ...nothing, claim: true, note: true, block: true }],
		["an agent: write and note in one's own", ana, withAna, { ...nothing, write: true, note: true, block: true }],
		["another agent: nothing in it", luis, withAna, nothing],
		["an agent of another queue: nothing", general, waits, nothing],
		["nobody takes a chat from the bot", ana, withBot, nothing],
		["an agent: nothing more when it is over", ana, rests, nothing],
		["a supervisor takes what waits", marta, waits, { ...over, claim: true, note: true, assign: true }],
		["a supervisor notes and assigns, and does not write", marta, withAna, { ...over, note: true, assign: true }],
		[
			"a supervisor of one queue takes from all",
			person("m", "supervisor", ["general"]),
			waits,
			{
				...over,
				claim: true,
				note: true,
				assign: true,
			},
		],
		["a supervisor exports what is over", marta, rests, over],
		["a supervisor does not take from the bot", marta, withBot, over],
		["an editor: nothing", elena, waits, nothing],
		["an administrator: nothing", pablo, withAna, nothing],
	];
	it.each(cases)("%s", (_what, staff, subject, expected) => {
		expect(rightsIn(staff, { channel: "webchat", ...subject })).toEqual(expected);
	});
});
