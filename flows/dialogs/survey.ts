import { maskSecrets } from "../../src/citizens/index.ts";
import type { Survey } from "../../src/conversations/index.ts";
import type { DialogDefinition, Taken } from "../botbuilder/dialogs.ts";
import type { Turn } from "../context.ts";
import { freshMemory, SurveyState } from "../memory.ts";
import { type Option, pickTyped, yesOrNo } from "../understand/choices.ts";
import { wordsOf } from "../understand/words.ts";
import { chosen, shown } from "./chosen.ts";
import { emergencyLine } from "./danger.ts";
import { findAnswer, soundsLikeQuestion } from "./find.ts";

/** Answers count for so long after consent was asked (B8). */
const openMs = 24 * 60 * 60_000;
const longestComment = 1_000;

/** Consent first, then satisfaction with the whole and with who attended, then a comment (B8). */
export const survey: DialogDefinition<Turn, SurveyState> = {
	id: "survey",
	state: SurveyState,
	ask: askStep,
	take: takeStep,
};

/**
 * Asks for consent, unless this interaction's survey is settled: then there is nothing left to ask. Whoever was in danger
 * is not asked how they liked it (B12).
 */
export async function startSurvey(turn: Turn): Promise<void> {
	const { interaction } = turn.input;
	const { memory } = turn;
	turn.dialogs.clear();
	if (interaction.danger) {
		turn.effects.push({ kind: "close" });
		return turn.say(turn.words("danger.after", { numbers: emergencyLine(turn) }));
	}
	if (isSettled(turn)) {
		turn.effects.push({ kind: "close" });
		return;
	}
	Object.assign(memory, freshMemory(interaction._id, memory), { greeted: true, survey: null });
	await turn.dialogs.open(survey, {
		interaction: interaction._id,
		agent: interaction.agentName,
		asked: turn.now.toISOString(),
		step: "consent",
		overall: null,
		attention: null,
	});
}

function isSettled({ memory, input: { interaction } }: Turn): boolean {
	return memory.settled === interaction._id || interaction.survey?.consent === false;
}

/** Whether an answer still counts. */
export function isOpen(state: SurveyState, now: Date): boolean {
	return now.getTime() - Date.parse(state.asked) <= openMs;
}

/**
 * Whether a message answers a survey that was put aside: a click on one of its options, or a plain "4", "4 Buena",
 * "Sí" where nothing else was asked.
 */
export function answersLate(turn: Turn, state: SurveyState): boolean {
	const { heard } = turn;
	if (heard.option !== null) return optionsOf(turn, state).some(({ id }) => id === heard.option);
	if (heard.files.length > 0) return false;
	if (state.step === "consent") return yesOrNo(heard.raw)?.more === false && wordsOf(heard.raw).length <= 3;
	if (state.step === "comment") return false;
	return pickTyped(heard.raw, shown(optionsOf(turn, state))) !== null;
}

async function askStep(turn: Turn, state: SurveyState): Promise<void> {
	const choices = shown(optionsOf(turn, state));
	if (state.step === "consent") return turn.say(turn.words("survey.consent"), { choices });
	if (state.step === "overall") return turn.say(turn.words("survey.overall"), { choices });
	if (state.step === "comment") return turn.say(turn.words("survey.comment"), { choices });
	const who = state.agent
		? turn.words("survey.attentionAgent", { name: state.agent })
		: turn.words("survey.attentionBot");
	return turn.say(who, { choices });
}

async function takeStep(turn: Turn, state: SurveyState): Promise<Taken> {
	if (turn.heard.files.length > 0) return "pass";
	if (state.step === "consent") return takeConsent(turn, state);
	if (state.step === "comment") return takeComment(turn, state);
	return takeRating(turn, state, state.step);
}

async function takeConsent(turn: Turn, state: SurveyState): Promise<Taken> {
	const answer = consentIn(turn, state);
	if (answer === null) return unclear(turn, state);
	record(turn, state, { consent: answer });
	if (answer) return next(turn, state, "overall");
	await finish(turn, state, turn.words("survey.refused"));
	return "done";
}

function consentIn(turn: Turn, state: SurveyState): boolean | null {
	const { heard } = turn;
	// Without buttons, options are answered by their number.
	const numbered = /^\W*\d\W*$/.test(heard.raw) ? pickTyped(heard.raw, shown(optionsOf(turn, state))) : null;
	const option = heard.option ?? numbered?.id ?? null;
	if (option === "survey.yes") return true;
	if (option === "survey.no") return false;
	if (option !== null) return null;
	const typed = yesOrNo(heard.raw);
	if (typed && !(typed.more && soundsLikeQuestion(heard.raw))) return typed.yes;
	return heard.intent.kind === "enough" || heard.intent.kind === "cancel" ? false : null;
}

async function takeRating(turn: Turn, state: SurveyState, step: "overall" | "attention"): Promise<Taken> {
	const picked = chosen(turn, optionsOf(turn, state));
	const stars = turn.heard.raw.match(/[⭐🌟★]/gu)?.length ?? 0;
	const rating = picked ? Number(picked.id.slice(-1)) : stars >= 1 && stars <= 5 ? stars : null;
	if (rating === null && !declines(turn)) {
		if (turn.heard.option === null && /\d/.test(turn.heard.raw) && wordsOf(turn.heard.raw).length <= 3) {
			turn.preface(turn.words("survey.range"));
			await askStep(turn, state);
			return "done";
		}
		return unclear(turn, state);
	}
	state[step] = rating;
	record(turn, state);
	return next(turn, state, step === "overall" ? "attention" : "comment");
}

async function takeComment(turn: Turn, state: SurveyState): Promise<Taken> {
	const { heard } = turn;
	if (heard.option !== null && heard.option !== "survey.skip") return "pass";
	// "Todo claro, gracias" says something; a bare "gracias" does not.
	const onlyThanks = heard.intent.kind === "thanks" && wordsOf(heard.raw).length <= 2;
	const skips = heard.option === "survey.skip" || declines(turn) || onlyThanks;
	if (!skips) {
		if (["person", "callback", "greeting"].includes(heard.intent.kind)) return "pass";
		if (soundsLikeQuestion(heard.raw) && findAnswer(turn, heard.text).kind === "answer") return "pass";
		if (heard.raw === "") return unclear(turn, state);
		record(turn, state, { comment: maskSecrets(heard.raw).text.slice(0, longestComment) });
	}
	await finish(turn, state, turn.words("survey.thanks"));
	return "done";
}

/** "Omitir", "no", "paso": on to the next, without an answer to this one. */
function declines({ heard }: Turn): boolean {
	if (heard.option !== null) return false;
	if (heard.intent.kind === "enough" || heard.intent.kind === "cancel") return true;
	const typed = yesOrNo(heard.raw);
	if (typed && !typed.yes && !typed.more) return true;
	return /^(?:omitir|omite|omita|saltar|paso|skip|pass|ninguno|nada|sin comentarios?|no se|prefiero no)\b/.test(
		wordsOf(heard.raw).join(" "),
	);
}

/** No answer: a short courtesy and the question again, the end of it, or a matter of its own. */
async function unclear(turn: Turn, state: SurveyState): Promise<Taken> {
	const { heard } = turn;
	const { kind } = heard.intent;
	if (kind === "leave" || kind === "cancel" || kind === "enough") {
		await finish(turn, state, turn.words("goodbye"), kind === "leave" && state.step === "consent" ? state : null);
		return "done";
	}
	if (kind === "thanks" || kind === "wordless") {
		if (kind === "thanks") turn.preface(turn.words("thanks"));
		await askStep(turn, state);
		return "done";
	}
	const found = findAnswer(turn, heard.text).kind !== "none";
	if (heard.option !== null || kind !== "none" || found || wordsOf(heard.raw).length > 2) return "pass";
	turn.preface(turn.words("notOption"));
	await askStep(turn, state);
	return "done";
}

async function next(turn: Turn, state: SurveyState, step: SurveyState["step"]): Promise<Taken> {
	state.step = step;
	await askStep(turn, state);
	return "done";
}

/** It is over: the conversation rests, or what it interrupted goes on. `keep` may still be answered later. */
async function finish(turn: Turn, state: SurveyState, words: string, keep: SurveyState | null = null): Promise<void> {
	const { memory, input, dialogs } = turn;
	memory.survey = keep;
	if (!keep) memory.settled = state.interaction;
	if (input.interaction._id === state.interaction) {
		await turn.say(words);
		dialogs.clear();
		turn.effects.push({ kind: "close" });
		return;
	}
	dialogs.drop();
	if (dialogs.active()) {
		turn.preface(words);
		await dialogs.askAgain();
		return;
	}
	await turn.say(words);
	// The citizen came back only to answer: nothing else was opened, so there is nothing else to ask about.
	if (!memory.greeted) turn.effects.push({ kind: "end", outcome: "resolved-by-bot", survey: false });
}

/** Every answer replaces the survey as it stood, so that what was said counts even if the rest never comes. */
function record(turn: Turn, state: SurveyState, said: Partial<Survey> = {}): void {
	turn.effects.push({
		kind: "survey",
		interaction: state.interaction,
		survey: { consent: true, overall: state.overall, attention: state.attention, comment: null, ...said },
	});
}

const ratings = [1, 2, 3, 4, 5] as const;
const ratingWords: Record<(typeof ratings)[number], string[]> = {
	1: ["muy mala", "muy malo", "muy mal", "pesima", "pesimo", "horrible", "terrible", "fatal", "very bad", "awful"],
	2: ["mala", "malo", "mal", "bad", "poor"],
	3: ["regular", "mas o menos", "normal", "aceptable", "ni bien ni mal", "fair", "so so", "average", "okay", "ok"],
	4: ["buena", "bueno", "bien", "good"],
	5: ["muy buena", "muy bueno", "muy bien", "excelente", "perfecta", "perfecto", "very good", "great", "excellent"],
};

function optionsOf(turn: Turn, { step }: SurveyState): Option[] {
	if (step === "consent") {
		return [
			{ id: "survey.yes", label: turn.words("survey.yes") },
			{ id: "survey.no", label: turn.words("survey.no") },
		];
	}
	if (step === "comment") return [{ id: "survey.skip", label: turn.words("survey.skip") }];
	return ratings.map((rating) => ({
		id: `survey.${step}.${rating}`,
		label: turn.words(`survey.rating.${rating}`),
		words: ratingWords[rating],
	}));
}
