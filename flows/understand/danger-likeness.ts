import type { Danger } from "../../src/conversations/index.ts";
import { crimeGoingOn, harmless, lifeInDanger } from "./danger-examples.ts";
import { soundsOf } from "./sound.ts";

/** So sure one must be to sound the alarm for a sentence that no pattern knows; measured, see the tests. */
const sureEnough = 0.88;
const mostWords = 60;

/**
 * Whether a sentence is like those in which danger was told: a logistic regression over its words, their beginnings and
 * neighbours, which hears what nobody wrote a pattern for. It learns from the examples, once, in some 50 ms. Pure.
 */
export function likeDanger(sentence: string): Danger | null {
	learned ??= {
		danger: learn([...lifeInDanger, ...crimeGoingOn], harmless),
		life: learn(lifeInDanger, crimeGoingOn),
	};
	const marks = marksOf(sentence);
	if (learned.danger(marks) < sureEnough) return null;
	return learned.life(marks) >= 0.5 ? "life" : "crime";
}

type Judge = (marks: readonly string[]) => number;
let learned: { danger: Judge; life: Judge } | null = null;

function marksOf(sentence: string): string[] {
	const words = soundsOf(sentence).split(" ").slice(0, mostWords);
	const marks = words.flatMap((word, place) => [
		word,
		`${word.slice(0, 5)}*`,
		...(place > 0 ? [`${words[place - 1]} ${word}`] : []),
		...(place > 1 ? [`${words[place - 2]} _ ${word}`] : []),
	]);
	return [...new Set(marks)];
}

const rounds = 20;

/** Weighs each mark by what it tells; the order is fixed, so that every process learns the same. */
function learn(yes: readonly string[], no: readonly string[]): Judge {
	const places = new Map<string, number>();
	const placeOf = (mark: string) => {
		const place = places.get(mark) ?? places.size;
		places.set(mark, place);
		return place;
	};
	const examples = [yes, no].flatMap((texts, of) =>
		texts.map((text) => ({ marks: marksOf(text).map(placeOf), truth: 1 - of })),
	);
	const weights = new Float64Array(places.size);
	const judge = (marks: readonly number[]) => {
		let sum = 0;
		for (const mark of marks) sum += weights[mark] ?? 0;
		return 1 / (1 + Math.exp(-sum));
	};
	for (let round = 0; round < rounds; round += 1) {
		const pace = 0.3 * 0.95 ** round;
		for (let step = 0; step < examples.length; step += 1) {
			const example = examples[(step * 7919 + round * 31) % examples.length];
			if (!example) continue;
			const { marks, truth } = example;
			const change = ((truth - judge(marks)) * pace) / Math.sqrt(marks.length);
			for (const mark of marks) weights[mark] = (weights[mark] ?? 0) + change;
		}
	}
	return (marks) => judge(marks.flatMap((mark) => places.get(mark) ?? []));
}
