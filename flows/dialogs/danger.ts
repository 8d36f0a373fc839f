import type { Danger } from "../../src/conversations/index.ts";
import type { Turn } from "../context.ts";
import { rememberText } from "../memory.ts";
import { summaryOf } from "./summary.ts";

/**
 * Danger to life, or a crime that goes on (B12): the emergency numbers at once, in fixed words, and a person, at whatever
 * hour and before all who wait. Whatever was spoken of is dropped. Said again, it is answered more shortly.
 */
export async function raiseAlarm(turn: Turn, danger: Danger): Promise<void> {
	const { memory, language, now, input, heard } = turn;
	rememberText(memory, heard.raw);
	turn.dialogs.clear();
	memory.failures = 0;
	memory.greeted = true;
	const outlook = await turn.parts.counter.outlook({ topic: memory.topic, language, now });
	turn.effects.push(
		{ kind: "danger", danger },
		{
			kind: "handoff",
			// Who waits already keeps the queue.
			queue: input.conversation.queue ?? outlook.queue,
			reason: "danger",
			topic: memory.topic,
			summary: summaryOf(turn, danger),
		},
	);
	const who = outlook.peopleOn ? "here" : "away";
	if (input.interaction.danger) return turn.say(turn.words(`danger.again.${who}`, { numbers: emergencyLine(turn) }));
	const numbers = turn.parts.office.emergency.map(({ name, number }) => `${name}: ${number}`).join("\n");
	turn.preface(turn.words(`danger.${danger}`, { numbers }));
	await turn.say(turn.words(`danger.person.${who}`));
}

/** The numbers in one line: "Policía 911 · Bomberos 913". */
export function emergencyLine({ parts }: Pick<Turn, "parts">): string {
	return inOneLine(parts.office.emergency);
}

export function inOneLine(numbers: Turn["parts"]["office"]["emergency"]): string {
	return numbers.map(({ name, number }) => `${name} ${number}`).join(" · ");
}
