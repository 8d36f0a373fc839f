import type { Danger } from "../../src/conversations/index.ts";
import { about, harmless, imagined, now, past } from "./danger-guards.ts";
import { likeDanger } from "./danger-likeness.ts";
import { type Sign, signs } from "./danger-signs.ts";
import { soundsOf } from "./sound.ts";

/** What is read of a message; a turn's own limit. */
const looksAt = 4_000;

/**
 * Whether a message tells of danger to life, or of a crime that is going on (B12): in Spanish as it is typed in fear, with
 * slips and shorthand, and in English. It would rather sound the alarm once too often than miss one; idioms ("me muero de
 * risa"), what is long past and questions of procedure are no danger. Pure, and linear in the length of the text.
 *
 * @example danger("ayudenme x favor me kieren matar") // "crime"
 */
export function danger(text: string): Danger | null {
	let found: Danger | null = null;
	for (const clause of clausesOf(text.slice(0, looksAt))) {
		const sign = signIn(clause);
		if (sign?.danger === "life") return "life";
		found ??= sign?.danger ?? null;
	}
	return found ?? byLikeness(text.slice(0, looksAt));
}

/** What no pattern knows may still sound like it. */
function byLikeness(text: string): Danger | null {
	for (const sentence of text.split(/[.!?;\n…]+/)) {
		const like = sentence.trim() === "" ? null : likeDanger(sentence);
		if (like) return like;
	}
	return null;
}

function signIn(clause: string): Sign | undefined {
	const line = harmless.reduce((rest, phrase) => rest.replace(phrase, "_"), clause);
	return signs.find((sign) => sign.pattern.test(line) && !isExcused(sign, line));
}

function isExcused({ excuses, unless }: Sign, line: string): boolean {
	if (unless?.test(line)) return true;
	if (excuses === "none" || now.test(line)) return false;
	return past.test(line) || (excuses === "topic" && (about.test(line) || imagined.test(line)));
}

/** Where one thing ends and another begins: what is excused in one is not in the other. */
function clausesOf(text: string): string[] {
	return text
		.split(/[.!?;\n…]+/)
		.flatMap((sentence) => soundsOf(sentence).split(/ (?:pero|but) /))
		.filter((clause) => clause !== "");
}
