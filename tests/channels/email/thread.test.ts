import { describe, expect, it } from "vitest";
import {
	messageIdFor,
	placeReply,
	plainSubject,
	readMessageId,
	startsAnew,
	subjectNumber,
	threadHints,
} from "../../../channels/email/index.ts";

const key = "clave de la prueba";
const own = { conversation: "Zk3_-abc", message: "Zk3_-abc.<a1@example.org>.reply.0" };
const id = messageIdFor({ ...own, domain: "example.com", key });

describe("our Message-ID", () => {
	it("C2: says which message it stands for, the same each time", () => {
		expect(id).toMatch(/^<vt\.[\w-]+\.[\w-]+@example\.com>$/);
		expect(messageIdFor({ ...own, domain: "example.com", key })).toBe(id);
		expect(readMessageId(id, key)).toEqual(own);
		expect(readMessageId(id.slice(1, -1).replace("example.com", "other.example"), key)).toEqual(own);
	});

	it.each([
		["another key", id, "otra"],
		["another message", id.replace(/^<vt\.../, "<vt.XX"), key],
		["another signature", id.replace(/.@/, (end) => (end === "A@" ? "B@" : "A@")), key],
		["a short signature", "<vt.YQ.YQ@example.com>", key],
		["somebody else's", "<CAF=abc@mail.example.org>", key],
		["nothing", "", key],
		["a giant", `<vt.${"a".repeat(1_000_000)}`, key],
	])("P1: is not believed with %s", (_what, given, with_) => {
		expect(readMessageId(given, with_)).toBeNull();
	});
});

describe("the thread of a mail", () => {
	it("C2: is told by our token, then what it answers to (the nearest first), then a number", () => {
		const mail = { inReplyTo: "<c@x>", references: ["<a@x>", id, "<c@x>"], subject: "Re: Caso [#vt-2026-00012]" };
		expect(threadHints(mail, key)).toEqual([
			{ by: "token", ...own },
			{ by: "id", messageId: "<c@x>" },
			{ by: "id", messageId: id },
			{ by: "id", messageId: "<a@x>" },
			{ by: "number", number: "VT-2026-00012" },
		]);
		expect(threadHints({ inReplyTo: null, references: [], subject: "Hola" }, key)).toEqual([]);
	});

	it.each([
		["Re: Su caso [#VT-2026-00012]", "VT-2026-00012"],
		["[#7] hola", "7"],
		["[# ABC-123 ]", "ABC-123"],
		["Caso #12", null],
		["[12]", null],
		["[#]", null],
		["[#-]", null],
		[`[#${"A".repeat(50)}]`, null],
	])("C2: the number in %j", (subject, number) => {
		expect(subjectNumber(subject)).toBe(number);
	});

	it.each([
		["the citizen's address", "ana@example.org", ["ana@example.org"], { thread: true, flagged: false }],
		["the same in capitals", "Ana@Example.org", ["ana@example.org"], { thread: true, flagged: false }],
		[
			"their second address",
			"ana@work.example",
			["ana@example.org", "ana@work.example"],
			{ thread: true, flagged: false },
		],
		["another address", "mallory@example.org", ["ana@example.org"], { thread: false, flagged: true }],
		["no address", "", [""], { thread: false, flagged: true }],
		["anybody, without a thread", "ana@example.org", null, { thread: false, flagged: false }],
	])("P1: a reply from %s", (_who, from, known, placed) => {
		expect(placeReply(from, known)).toEqual(placed);
	});

	const day = 24 * 60 * 60 * 1_000;
	const at = new Date("2026-03-01T10:00:00Z");
	const ago = (days: number) => new Date(at.getTime() - days * day);
	it.each([
		["an answer", "Re: Agua", { subject: "Agua", at: ago(1) }, false],
		["an answer to an answer", "RE: RV: Re[2]: Agua", { subject: "Re: agua", at: ago(29.9) }, false],
		["an answer with our number", "Re: [#VT-12] Agua", { subject: "Agua", at: ago(1) }, false],
		["an answer that a gateway marked", "[External] Re: Agua", { subject: "Agua", at: ago(1) }, false],
		["an answer without a subject", "", { subject: "Agua", at: ago(1) }, false],
		["a new subject", "Luz", { subject: "Agua", at: ago(1) }, true],
		["silence for 30 days", "Re: Agua", { subject: "Agua", at: ago(30) }, true],
		["the first mail", "Agua", null, true],
	])("C1: whether %s begins a new interaction", (_what, subject, last, anew) => {
		expect(startsAnew({ subject, at }, last)).toBe(anew);
	});

	it("C1: a subject is compared without what programs add", () => {
		expect(plainSubject("RE: Fwd:  RV: [EXT] Su   Caso [#VT-1]")).toBe("su caso");
		expect(plainSubject("Re:".repeat(30_000))).toBe("");
	});
});
