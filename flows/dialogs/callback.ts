import { z } from "zod";
import type { DialogDefinition, Taken } from "../botbuilder/dialogs.ts";
import type { Turn } from "../context.ts";
import { type Option, yesOrNo } from "../understand/choices.ts";
import { phoneDigits, readContact } from "../understand/contact.ts";
import { wordsOf } from "../understand/words.ts";
import { chosen, shown } from "./chosen.ts";
import { findAnswer, soundsLikeQuestion } from "./find.ts";
import { askMore } from "./more.ts";
import { summaryOf } from "./summary.ts";
import { startSurvey } from "./survey.ts";

/** Longest wish of a time, in characters. */
const longestWhen = 120;

const CallbackState = z.object({
	step: z.enum(["offer", "contact", "when", "confirm"]),
	contact: z.string(),
	when: z.string(),
	topic: z.string().nullable(),
	summary: z.string(),
});
type CallbackState = z.infer<typeof CallbackState>;

/** Nobody can attend now: takes a contact and a time to be reached (B7). */
export const callback: DialogDefinition<Turn, CallbackState> = {
	id: "callback",
	state: CallbackState,
	ask: askStep,
	take: (turn, state) => steps[state.step](turn, state),
};

/** Offers it, or (`wanted`) begins at once because the citizen asked for it. */
export async function openCallback(turn: Turn, { wanted }: { wanted: boolean }): Promise<void> {
	turn.dialogs.clear();
	await turn.dialogs.open(callback, {
		step: wanted ? "contact" : "offer",
		contact: "",
		when: "",
		topic: turn.memory.topic,
		summary: summaryOf(turn, "callback"),
	});
}

/** Stops asking for the contact. */
export async function dropCallback(turn: Turn): Promise<void> {
	turn.preface(turn.words("callback.cancelled"));
	await askMore(turn);
}

const steps = { offer: takeOffer, contact: takeContact, when: takeWhen, confirm: takeConfirmation };

async function askStep(turn: Turn, state: CallbackState): Promise<void> {
	switch (state.step) {
		case "offer":
			return turn.say(turn.words("callback.offer"), { choices: shown(offerOptions(turn)) });
		case "contact":
			return turn.say(turn.words("callback.contact"));
		case "when":
			return turn.say(turn.words("callback.when"));
		case "confirm":
			return turn.say(turn.words("callback.confirm", { contact: state.contact, when: state.when }), {
				choices: shown(confirmOptions(turn)),
			});
	}
}

async function takeOffer(turn: Turn, state: CallbackState): Promise<Taken> {
	const { heard } = turn;
	const picked = chosen(turn, offerOptions(turn));
	const typed = heard.option === null ? yesOrNo(heard.raw) : null;
	// "Sí, 7777 8888" answers two questions at once, and so does the bare number.
	const contact = heard.option === null && !soundsLikeQuestion(heard.raw) ? readContact(heard.raw) : null;
	if (contact && "contact" in contact) return take(turn, state, contact.contact);
	if (picked?.id === "callback.yes" || (typed?.yes && !typed.more) || heard.intent.kind === "callback") {
		return go(turn, state, "contact");
	}
	if (picked?.id === "callback.no" || (typed && !typed.yes && !typed.more) || heard.intent.kind === "enough") {
		turn.preface(turn.words("callback.declined"));
		await askMore(turn);
		return "done";
	}
	return "pass";
}

async function takeContact(turn: Turn, state: CallbackState): Promise<Taken> {
	const { heard } = turn;
	if (interrupts(turn)) return "pass";
	if (refuses(turn)) {
		await dropCallback(turn);
		return "done";
	}
	const read = readContact(heard.raw);
	if ("contact" in read) return take(turn, state, read.contact);
	if (read.problem === "nothing" && asksSomething(turn)) return { asks: heard.text };
	const digits = "digits" in read ? read.digits : 0;
	await turn.say(turn.words(`callback.problem.${read.problem}`, { digits, ...phoneDigits }));
	return "done";
}

function take(turn: Turn, state: CallbackState, contact: string): Promise<Taken> {
	state.contact = contact;
	return go(turn, state, state.when === "" ? "when" : "confirm");
}

async function takeWhen(turn: Turn, state: CallbackState): Promise<Taken> {
	const { heard } = turn;
	if (interrupts(turn)) return "pass";
	if (soundsLikeQuestion(heard.raw) && asksSomething(turn)) return { asks: heard.text };
	const when = heard.raw.replace(/\s+/g, " ");
	if (heard.intent.kind === "wordless" || when === "") {
		await turn.say(turn.words("callback.problem.when-empty"));
		return "done";
	}
	if (when.length > longestWhen) {
		await turn.say(turn.words("callback.problem.when-long", { length: when.length, most: longestWhen }));
		return "done";
	}
	state.when = when;
	return go(turn, state, "confirm");
}

async function takeConfirmation(turn: Turn, state: CallbackState): Promise<Taken> {
	const { heard } = turn;
	const picked = chosen(turn, confirmOptions(turn));
	const typed = heard.option === null ? yesOrNo(heard.raw) : null;
	if (picked?.id === "callback.right" || (typed?.yes && !typed.more)) {
		await confirm(turn, state);
		return "done";
	}
	if (picked?.id === "callback.drop") {
		await dropCallback(turn);
		return "done";
	}
	if (picked?.id === "callback.fix" || (typed && !typed.yes && !typed.more)) {
		state.contact = "";
		state.when = "";
		return go(turn, state, "contact");
	}
	// A corrected number needs no "Corregir" before it.
	const read = heard.option === null ? readContact(heard.raw) : null;
	if (read && "contact" in read) return take(turn, state, read.contact);
	return "pass";
}

async function confirm(turn: Turn, { contact, when, topic, summary }: CallbackState): Promise<void> {
	turn.effects.push({ kind: "callback", request: { contact, when, topic, summary } });
	turn.effects.push({ kind: "end", outcome: "callback", survey: true });
	await turn.say(turn.words("callback.done", { contact, when }));
	await startSurvey(turn);
}

async function go(turn: Turn, state: CallbackState, step: CallbackState["step"]): Promise<Taken> {
	state.step = step;
	await askStep(turn, state);
	return "done";
}

/** What is never a contact or a time. */
function interrupts({ heard }: Turn): boolean {
	const kinds = ["person", "callback", "cancel", "leave", "language", "robot", "greeting", "thanks", "insult", "help"];
	return heard.option !== null || heard.files.length > 0 || kinds.includes(heard.intent.kind);
}

function refuses({ heard }: Turn): boolean {
	if (heard.intent.kind === "enough") return true;
	const typed = yesOrNo(heard.raw);
	const words = wordsOf(heard.raw);
	// "No tengo correo" refuses nothing: a telephone will do.
	const lacks = words.includes("tengo") || words.includes("have");
	return typed !== null && !typed.yes && !lacks && words.length <= 8 && !soundsLikeQuestion(heard.raw);
}

function asksSomething(turn: Turn): boolean {
	return findAnswer(turn, turn.heard.text).kind === "answer";
}

function offerOptions(turn: Turn): Option[] {
	return [
		{ id: "callback.yes", label: turn.words("callback.yes"), words: ["anotar", "anotalo", "anotelo"] },
		{ id: "callback.no", label: turn.words("callback.no") },
	];
}

function confirmOptions(turn: Turn): Option[] {
	return [
		{
			id: "callback.right",
			label: turn.words("callback.right"),
			words: ["confirmar", "confirmo", "correcto", "confirm"],
		},
		{ id: "callback.fix", label: turn.words("callback.fix"), words: ["cambiar", "cambio", "change", "fix", "corrigo"] },
		{ id: "callback.drop", label: turn.words("callback.drop"), words: ["cancel", "anular"] },
	];
}
