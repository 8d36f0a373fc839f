import { z } from "zod";
import { type Asked, readDocument } from "../../src/citizens/index.ts";
import type { DialogDefinition, Taken } from "../botbuilder/dialogs.ts";
import type { Turn } from "../context.ts";
import { type Option, yesOrNo } from "../understand/choices.ts";
import { readContact } from "../understand/contact.ts";
import { showAnswer } from "./answer.ts";
import { chosen, shown } from "./chosen.ts";
import { handOver } from "./hand-over.ts";
import { askMore } from "./more.ts";
import { askedBy, digitsIn, minutesTo, prove } from "./prove.ts";

const mostTries = 3;
const longestName = 120;

export const IdentifyState = z.object({
	step: z.enum(["document", "name", "mail", "code", "stuck"]),
	/** A claim is their own word; more takes a code. */
	wants: z.enum(["claimed", "verified"]),
	/** What is done once it is known who it is: an article that is not for everybody, or nothing. */
	article: z.string().nullable(),
	/** Not on file, as far as they know: what they give is put on file. */
	registers: z.boolean(),
	document: z.object({ country: z.string(), type: z.string(), number: z.string() }).nullable(),
	name: z.string().nullable(),
	challenge: z.string().nullable(),
	/** Answers to the present question that were none. */
	tries: z.number(),
});
export type IdentifyState = z.infer<typeof IdentifyState>;

/**
 * Who are you? Document, full name, a code at the contact on file; or, for whoever is not on file, a contact of their
 * own (B3, B11). Nothing that is said before a code was right tells whether somebody is on file.
 */
export const identify: DialogDefinition<Turn, IdentifyState> = {
	id: "identify",
	state: IdentifyState,
	ask: askStep,
	take: takeStep,
};

/** Begins where something is not known yet. */
export async function openIdentify(
	turn: Turn,
	given: Partial<Pick<IdentifyState, "wants" | "article" | "registers">> = {},
): Promise<void> {
	const { wants = "verified", article = null, registers = false } = given;
	turn.dialogs.clear();
	if (!turn.parts.identification.available && wants === "verified") {
		turn.preface(turn.words("identify.unavailable"));
		return handOver(turn, "asked");
	}
	turn.preface(turn.words(registers ? "identify.whyRegister" : article ? "identify.whyAnswer" : "identify.why"));
	await turn.dialogs.open(identify, {
		step: "document",
		wants,
		article,
		registers,
		document: null,
		name: null,
		challenge: null,
		tries: 0,
	});
}

/** They said who they are and do not want to be known any more. */
export async function forgetIdentity(turn: Turn): Promise<void> {
	const known = turn.assurance !== "none";
	turn.dialogs.clear();
	if (known) turn.know(null);
	turn.preface(turn.words(known ? "identify.forgotten" : "identify.nothingToForget"));
	await askMore(turn);
}

async function askStep(turn: Turn, state: IdentifyState): Promise<void> {
	switch (state.step) {
		case "document":
			return turn.say(turn.words("identify.document"));
		case "name":
			return turn.say(turn.words("identify.name"));
		case "mail":
			return turn.say(turn.words("identify.mail"));
		case "code":
			return turn.say(turn.words(state.registers ? "identify.codeToMail" : "identify.codeSent"), {
				choices: shown(codeOptions(turn)),
			});
		case "stuck":
			return turn.say(turn.words("identify.stuck"), { choices: shown(stuckOptions(turn, state)) });
	}
}

async function takeStep(turn: Turn, state: IdentifyState): Promise<Taken> {
	if (interrupts(turn)) return "pass";
	if (state.step === "stuck") return takeStuck(turn, state);
	if (refuses(turn)) {
		turn.preface(turn.words("identify.left"));
		await askMore(turn);
		return "done";
	}
	return { document: takeDocument, name: takeName, mail: takeMail, code: takeCode }[state.step](turn, state);
}

async function takeDocument(turn: Turn, state: IdentifyState): Promise<Taken> {
	const read = readDocument(turn.heard.raw, turn.parts.identification.country);
	if (!("document" in read)) {
		if (turn.heard.intent.kind !== "none" && read.reason === "nothing") return "pass";
		return again(turn, state, read.reason === "check-digit" ? "identify.documentWrong" : "identify.documentHow");
	}
	state.document = read.document;
	return go(turn, state, "name");
}

async function takeName(turn: Turn, state: IdentifyState): Promise<Taken> {
	const name = turn.heard.raw.replace(/\s+/g, " ");
	const words = name.match(/[\p{L}'’.-]{2,}/gu) ?? [];
	if (words.length < 2 || name.length > longestName || /\d/.test(name)) {
		return again(turn, state, "identify.nameHow");
	}
	state.name = name;
	if (state.wants === "claimed") {
		turn.know({ citizen: null, name, method: "word", at: turn.now, verifiedUntil: null });
		return goOn(turn, state);
	}
	return state.registers ? go(turn, state, "mail") : askForCode(turn, state);
}

async function takeMail(turn: Turn, state: IdentifyState): Promise<Taken> {
	const read = readContact(turn.heard.raw);
	if (!("contact" in read) || !read.contact.includes("@")) return again(turn, state, "identify.mailHow");
	const { document, name } = state;
	if (!document || !name) return go(turn, state, "document");
	const { language } = turn;
	const mail = read.contact.toLowerCase();
	return expectCode(
		turn,
		state,
		await turn.parts.identification.askToRegister(askedBy(turn), { document, name, mail, language }),
	);
}

async function takeCode(turn: Turn, state: IdentifyState): Promise<Taken> {
	const picked = chosen(turn, codeOptions(turn));
	if (picked || turn.heard.intent.kind === "help") return go(turn, state, "stuck");
	const digits = digitsIn(turn.heard.raw);
	if (digits === null) {
		if (turn.heard.intent.kind !== "none") return "pass";
		return again(turn, state, "identify.codeHow");
	}
	const proven = await prove(turn, state.challenge, digits);
	switch (proven.kind) {
		case "verified":
			turn.preface(turn.words("identify.done", { name: proven.citizen.name }));
			return goOn(turn, state);
		case "review":
			turn.preface(turn.words("identify.review"));
			await handOver(turn, "asked");
			return "done";
		case "wrong":
			turn.preface(turn.words(proven.left === 1 ? "identify.wrongLast" : "identify.wrong", { left: proven.left }));
			return go(turn, state, "code");
		case "locked":
			turn.preface(turn.words("identify.locked", minutesTo(turn, proven.until)));
			return go(turn, state, "stuck");
		case "over":
			turn.preface(turn.words("identify.over"));
			return go(turn, state, "stuck");
	}
}

async function takeStuck(turn: Turn, state: IdentifyState): Promise<Taken> {
	const picked = chosen(turn, stuckOptions(turn, state));
	// It came after all.
	if (!picked && state.challenge !== null && digitsIn(turn.heard.raw) !== null) {
		state.step = "code";
		return takeCode(turn, state);
	}
	switch (picked?.id) {
		case "identify.resend":
			return state.registers ? go(turn, state, "mail") : askForCode(turn, state);
		case "identify.fix":
			return go(turn, restart(state), "document");
		case "identify.register":
			state.registers = true;
			return go(turn, state, state.document && state.name ? "mail" : "document");
		case "identify.person":
			await handOver(turn, "asked");
			return "done";
		case "identify.leave":
			turn.preface(turn.words("identify.left"));
			await askMore(turn);
			return "done";
		default:
			return "pass";
	}
}

async function askForCode(turn: Turn, state: IdentifyState): Promise<Taken> {
	const { document, name } = state;
	if (!document || !name) return go(turn, state, "document");
	return expectCode(turn, state, await turn.parts.identification.askCode(askedBy(turn), document, name));
}

async function expectCode(turn: Turn, state: IdentifyState, asked: Asked): Promise<Taken> {
	if (asked.kind === "asked") {
		state.challenge = asked.challenge;
		return go(turn, state, "code");
	}
	turn.preface(turn.words("identify.wait", minutesTo(turn, asked.until)));
	return go(turn, state, "stuck");
}

/** Where it was when it had to know who it is. */
async function goOn(turn: Turn, state: IdentifyState): Promise<Taken> {
	turn.dialogs.clear();
	const article = state.article && turn.parts.knowledge.articleById(state.article, turn.language);
	if (article) await showAnswer(turn, article);
	else await askMore(turn);
	return "done";
}

function restart(state: IdentifyState): IdentifyState {
	return Object.assign(state, { registers: false, document: null, name: null, challenge: null });
}

/** Explains better; after three answers that were none, other ways are offered. */
async function again(turn: Turn, state: IdentifyState, why: string): Promise<Taken> {
	state.tries += 1;
	if (state.tries >= mostTries) return go(turn, state, "stuck");
	await turn.say(turn.words(why));
	return "done";
}

async function go(turn: Turn, state: IdentifyState, step: IdentifyState["step"]): Promise<Taken> {
	state.step = step;
	state.tries = 0;
	await askStep(turn, state);
	return "done";
}

/** What is never an answer here. */
function interrupts({ heard }: Turn): boolean {
	const kinds = ["person", "callback", "leave", "language", "robot", "insult"];
	return heard.files.length > 0 || kinds.includes(heard.intent.kind);
}

function refuses({ heard }: Turn): boolean {
	const typed = heard.option === null ? yesOrNo(heard.raw) : null;
	return ["cancel", "enough"].includes(heard.intent.kind) || (typed !== null && !typed.yes && !typed.more);
}

function codeOptions(turn: Turn): Option[] {
	return [
		{
			id: "identify.missing",
			label: turn.words("identify.missing"),
			words: ["no me llego", "no llego", "no llega", "no tengo correo"],
		},
	];
}

function stuckOptions(turn: Turn, state: IdentifyState): Option[] {
	const resend = state.document && state.name ? ["resend", "fix"] : ["fix"];
	const ways = [...resend, ...(state.registers ? [] : ["register"]), "person", "leave"];
	return ways.map((way) => ({ id: `identify.${way}`, label: turn.words(`identify.way.${way}`) }));
}
