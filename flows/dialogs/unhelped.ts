import type { Turn } from "../context.ts";
import { handOver } from "./hand-over.ts";
import { offer } from "./offer.ts";

/** Failures in a row after which a person takes over (B7). */
export const failuresEnough = 2;

/** The bot could not help: says so plainly and offers another way; the second time in a row a person takes over. */
export async function unhelped(turn: Turn, why: "unknown" | "answer.notHelped" | "near.noneOfThese"): Promise<void> {
	turn.dialogs.clear();
	turn.memory.failures += 1;
	if (turn.memory.failures >= failuresEnough) return handOver(turn, "failed-twice");
	turn.preface(turn.words(why));
	await turn.dialogs.open(offer, { after: "failure" });
}
