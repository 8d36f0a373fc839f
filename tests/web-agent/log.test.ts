import { describe, expect, it } from "vitest";
import { wrongIn } from "../../web-agent/log/check.ts";
import { type LogDraft, localMinute, newDraft } from "../../web-agent/log/new-draft.ts";

const minute = 60_000;
const now = new Date(2026, 10, 2, 10, 31, 40).getTime();

describe("C7: what is being logged", () => {
	const written = (more: Partial<LogDraft> = {}) => ({ ...newDraft(now), summary: "Pasó a preguntar", ...more });

	it("was from five minutes ago until now, in this computer's time", () => {
		const { openedAt, endedAt, channel } = newDraft(now, "letter");
		expect([openedAt, endedAt, channel]).toEqual(["2026-11-02T10:26", "2026-11-02T10:31", "letter"]);
		expect(Date.parse(localMinute(now))).toBe(now - 40_000);
	});

	it.each([
		["nothing", {}, []],
		["no summary", { summary: " \n" }, ["summary"]],
		[
			"it began in a moment",
			{ openedAt: localMinute(now + minute), endedAt: localMinute(now) },
			["openedAt", "endedAt"],
		],
		["it ended in a moment", { endedAt: localMinute(now + minute) }, ["endedAt"]],
		["it ended first", { endedAt: localMinute(now - 6 * minute) }, ["endedAt"]],
		["a month ago", { openedAt: localMinute(now - 30 * 24 * 60 * minute) }, ["openedAt"]],
		["no time", { openedAt: "" }, ["openedAt", "endedAt"]],
	])("is wrong by %s", (_what, more, fields) => {
		expect(wrongIn(written(more), now)).toEqual(fields);
	});
});
