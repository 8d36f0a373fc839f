import type { Turn } from "../context.ts";
import { startSurvey } from "./survey.ts";

/** The citizen needs nothing more: the interaction ends, and its survey is asked for in the same breath (B8). */
export async function farewell(turn: Turn): Promise<void> {
	const unresolved = turn.memory.failures > 0;
	turn.effects.push({ kind: "end", outcome: unresolved ? "unresolved" : "resolved-by-bot", survey: true });
	turn.preface(turn.words(unresolved ? "goodbyeUnresolved" : "goodbye"));
	await startSurvey(turn);
}
