import type { Turn } from "../context.ts";
import type { Outlook } from "../counter.ts";
import { openingWords } from "../opening.ts";
import { callback, openCallback } from "./callback.ts";
import { summaryOf } from "./summary.ts";

/**
 * Gives the word to a person, or, when nobody attends now, says so and offers to take a contact (B7).
 *
 * @param reason The citizen asked, or the bot failed twice in a row.
 */
export async function handOver(turn: Turn, reason: "asked" | "failed-twice"): Promise<void> {
	const { memory, language, now } = turn;
	const outlook = await turn.parts.counter.outlook({ topic: memory.topic, language, now });
	if (outlook.open && outlook.peopleOn) return passOn(turn, reason, outlook);

	memory.failures = 0;
	if (turn.dialogs.active() === callback.id) {
		turn.preface(absence(turn, outlook, true));
		return turn.dialogs.askAgain();
	}
	if (reason === "failed-twice") turn.preface(turn.words("handoff.failed"));
	turn.preface(absence(turn, outlook, false));
	await openCallback(turn, { wanted: false });
}

async function passOn(turn: Turn, reason: "asked" | "failed-twice", outlook: Outlook): Promise<void> {
	const { memory, language } = turn;
	turn.effects.push({
		kind: "handoff",
		queue: outlook.queue,
		reason,
		topic: memory.topic,
		summary: summaryOf(turn, reason),
	});
	memory.failures = 0;
	turn.dialogs.clear();
	const place = [turn.words("handoff.position", { position: outlook.position })];
	if (outlook.waitMinutes !== null) {
		const minutes = Math.max(1, Math.ceil(outlook.waitMinutes));
		place.push(turn.words(minutes === 1 ? "handoff.waitOne" : "handoff.wait", { minutes }));
	}
	if (reason === "failed-twice") turn.preface(turn.words("handoff.failed"));
	turn.preface(turn.words("handoff.passing", { queue: outlook.queueName[language] }));
	await turn.say(place.join(" "));
}

/** Why nobody answers now, and when somebody does. `again`: it was said a moment ago. */
function absence(turn: Turn, outlook: Outlook, again: boolean): string {
	const { language, now } = turn;
	if (outlook.open) {
		return again
			? turn.words("handoff.stillNobody")
			: turn.words("handoff.nobody", { queue: outlook.queueName[language] });
	}
	if (!outlook.opensAt) return turn.words("handoff.closedUnknown");
	const when = openingWords(outlook.opensAt, now, outlook.zone, language);
	return turn.words(again ? "handoff.stillClosed" : "handoff.closed", { when });
}
