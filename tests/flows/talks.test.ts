import { describe, expect, it } from "vitest";
import { type Said, Talk } from "./talk.ts";

/** What a citizen does, and what must come of it. */
interface Line {
	says?: string;
	clicks?: string;
	sends?: string;
	/** In the words that are said, all messages together. */
	said?: RegExp;
	not?: RegExp;
	options?: string[];
	cites?: string[];
	/** Kinds of the effects, in order. */
	effects?: string[];
}

const helped = ["helped.yes", "helped.no"];
const more = ["more.yes", "more.no"];
const offered = ["offer.reword", "offer.person"];
const consent = ["survey.yes", "survey.no"];

const scripts: Record<string, Line[]> = {
	"B10: it says that it is a bot, and offers help": [
		{ says: "hola", said: /asistente virtual de Oficina Demo.*programa/, options: [], effects: [] },
		{ says: "hola", not: /asistente virtual/ },
	],
	"B2: a first message that asks is answered at once, with a line of greeting": [
		{
			says: "Hola, ¿cómo renuevo mi firma?",
			said: /asistente virtual.*programa.*\n\nPuede renovar desde 30 días.*¿/s,
			cites: ["renovar-firma"],
			options: helped,
		},
	],
	"B2: an answer that helped ends with a survey": [
		{ says: "perdi mi tokn", cites: ["token-perdido"], options: helped },
		{ clicks: "helped.yes", options: more },
		{ says: "no, gracias", options: consent, effects: ["end"] },
	],
	"B2: thanks after an answer is a yes, and thanks again is the end": [
		{ says: "a que hora abren", cites: ["horario"] },
		{ says: "muchas gracias", options: more },
		{ says: "gracias", options: consent, effects: ["end"] },
	],
	"B1: near answers are offered, and chosen by number": [
		{ says: "instalar el token", said: /¿/, options: ["article.token-macos", "article.token-windows", "near.none"] },
		{ says: "la 2", cites: ["token-windows"], options: helped },
	],
	"B1: near answers are chosen by word": [
		{ says: "instalar el token", options: ["article.token-macos", "article.token-windows", "near.none"] },
		{ says: "la de macos", cites: ["token-macos"] },
	],
	"B1: none of the near ones is a failure; a rewording may still be answered": [
		{ says: "instalar el token" },
		{ says: "ninguna", options: offered },
		{ says: "perdí mi token", cites: ["token-perdido"], options: helped },
		{ says: "no", effects: ["handoff"] },
	],
	"B7: two failures in a row hand over": [
		{ says: "¿cuánto pesa la luna?", options: offered, effects: [] },
		{
			says: "¿y júpiter?",
			said: /Soporte técnico.*Es la persona 2 en la fila\. Espera aproximada: 6 minutos\./s,
			effects: ["handoff"],
		},
	],
	"B7: a failure, an answer that helped, a failure: not in a row": [
		{ says: "¿cuánto pesa la luna?", options: offered },
		{ says: "¿a qué hora abren?", options: helped },
		{ says: "sí", options: more },
		{ says: "¿cuánto pesa júpiter?", options: offered, effects: [] },
	],
	"B7: the first failure offers a person": [
		{ says: "¿cuánto pesa la luna?", options: offered },
		{ says: "2", effects: ["handoff"] },
	],
	"B7: or other words": [
		{ says: "¿cuánto pesa la luna?", options: offered },
		{ says: "con otras palabras", said: /Escriba|Cuénteme/, options: [] },
		{ says: "horario de atención", cites: ["horario"] },
	],
	"B7: «no, lo que quiero…» is a failure with a new question in it": [
		{ says: "perdí mi token" },
		{ says: "no, lo que quiero es renovar mi firma", cites: ["renovar-firma"], effects: [] },
		{ says: "no", effects: ["handoff"] },
	],
	"B7: a person is asked for in the middle of anything": [
		{ says: "instalar el token" },
		{ says: "mejor kiero ablar con alguien", effects: ["handoff"] },
	],
	"B10: a new question interrupts «¿le sirvió?»": [
		{ says: "perdí mi token", options: helped },
		{ says: "¿a qué hora abren?", cites: ["horario"], options: helped },
	],
	"B10: small talk interrupts, and the question comes again": [
		{ says: "instalar el token" },
		{
			says: "¿eres un robot?",
			said: /programa/,
			options: ["article.token-macos", "article.token-windows", "near.none"],
		},
		{ says: "2", cites: ["token-windows"] },
	],
	"B10: cancelling leaves what was pending": [
		{ says: "instalar el token" },
		{ says: "cancelar", options: more },
		{ says: "sí", options: [] },
		{ says: "cancelar", said: /nada pendiente/ },
	],
	"B10: goodbye ends it": [{ says: "perdí mi token" }, { says: "adiós", options: consent, effects: ["end"] }],
	"B10: insults get a calm answer and count as no failure": [
		{ says: "son unos idiotas", said: /persona/, effects: [] },
		{ says: "idiotas", said: /persona/, effects: [] },
		{ says: "idiotas", said: /persona/, effects: [] },
		{ says: "maldita sea, perdí mi token", cites: ["token-perdido"] },
	],
	"B10: a file is acknowledged and a person offered": [
		{ sends: "factura.pdf", said: /«factura\.pdf».*persona/s, options: ["offer.person", "offer.no"] },
		{ says: "sí", effects: ["handoff"] },
	],
	"B10: a file that nobody need see": [{ sends: "factura.pdf" }, { clicks: "offer.no", options: more }],
	"B10: the language is switched, and what was pending is asked in it": [
		{ says: "perdí mi token", options: helped },
		{ says: "english please", said: /English.*(Did|Does)/s, options: helped, effects: ["language"] },
		{ says: "yes", said: /(anything else)/i, options: more },
	],
	"B1: whoever plainly writes English is answered in English": [
		{ says: "how do I renew my signature", said: /You can renew/, cites: ["renovar-firma"], effects: ["language"] },
	],
	"B1: also when only the articles tell the language": [
		{
			says: "signature expires",
			said: /virtual assistant.*You can renew/s,
			cites: ["renovar-firma"],
			effects: ["language"],
		},
	],
	"B2: what did not help is not shown again": [
		{ says: "perdí mi token", cites: ["token-perdido"] },
		{ says: "no", options: offered },
		{ says: "se me extravió el token", cites: [], effects: ["handoff"] },
	],
	"B10: a click on a question that has passed does no harm": [
		{ says: "hola" },
		{ clicks: "helped.yes", said: /ya pasó|anterior/, effects: [] },
		{ says: "instalar el token" },
		{ says: "2" },
		{ clicks: "article.token-macos", cites: ["token-macos"] },
		{ clicks: "no.such.option", said: /ya pasó|anterior/, options: helped },
	],
	"B3: an article for verified citizens is not shown to anybody": [
		{ says: "datos confidenciales", cites: [], not: /verificó su identidad/ },
	],
	"B2: a long answer is split at paragraphs": [
		{ says: "quiero poner una queja", cites: ["tramite-largo"], options: helped },
	],
	"B7: a call back may be asked for at once": [
		{ says: "quiero que me llamen", said: /teléfono o (el )?correo/ },
		{ says: "7777 8888" },
		{
			says: "mañana de 9 a 11",
			said: /7777 8888.*mañana de 9 a 11/s,
			options: ["callback.right", "callback.fix", "callback.drop"],
		},
		{ says: "correcto", effects: ["callback", "end"], options: consent },
	],
};

describe("a talk goes its way", () => {
	it.each(Object.entries(scripts))("%s", async (_name, lines) => {
		const talk = new Talk();
		for (const line of lines) check(line, await act(talk, line));
	});
});

function act(talk: Talk, line: Line): Promise<Said> {
	if (line.clicks) return talk.clicks(line.clicks);
	if (line.sends) return talk.sends(line.sends);
	return talk.says(line.says ?? "");
}

function check(line: Line, said: Said): void {
	const what = JSON.stringify(line);
	if (line.said) expect(said.text, what).toMatch(line.said);
	if (line.not) expect(said.text, what).not.toMatch(line.not);
	if (line.options) expect(said.options, what).toEqual(line.options);
	if (line.cites) expect(said.citations, what).toEqual(line.cites);
	if (line.effects) expect(said.kinds, what).toEqual(line.effects);
	expect(said.messages.length + said.options.length, what).toBeGreaterThan(0);
}

it("B2: long answers come in at most three messages of about a thousand characters, cited once", async () => {
	const said = await new Talk().says("quiero poner una queja");
	const answer = said.messages.slice(0, -1);
	expect(answer.length).toBeGreaterThan(1);
	expect(answer.length).toBeLessThanOrEqual(3);
	expect(said.citations).toHaveLength(1);
});

it("B10: what it does not understand is never answered twice in the same words", async () => {
	const talk = new Talk();
	talk.counter.close();
	let before = "";
	for (const text of ["hola", "???", "!!!", "...", "¿¿¿", "😀", "😀😀", "🙃"]) {
		const { text: said } = await talk.says(text);
		expect(said).not.toBe(before);
		before = said;
	}
	const unknown = new Set<string>();
	for (const id of ["a", "b", "c", "d", "e"]) {
		const other = new Talk({ id });
		await other.says("hola");
		unknown.add((await other.says("cuánto pesa la luna")).text);
	}
	expect(unknown.size).toBeGreaterThan(1);
});

it("A2, B7: back from a person it says so, and follows an instruction that leads to an article", async () => {
	const talk = new Talk();
	await talk.says("quiero hablar con una persona");
	const said = await talk.returns("explíquele cómo renovar la firma electrónica");
	expect(said.text).toMatch(/asistente virtual/);
	expect(said.citations).toEqual(["renovar-firma"]);
	expect((await talk.says("sí")).options).toEqual(more);
});

it.each([null, "que espere con calma"])(
	"A2, B7: back from a person with the instruction %s it asks how to go on",
	async (instruction) => {
		const talk = new Talk();
		await talk.says("quiero hablar con una persona");
		const said = await talk.returns(instruction);
		expect(said.text).toMatch(/asistente virtual/);
		expect(said.text).toMatch(/persona/);
		expect(said.text).not.toContain("calma");
		expect(said.citations).toEqual([]);
	},
);

it("B7: a second and a third handoff work", async () => {
	const talk = new Talk();
	for (const _ of [1, 2, 3]) {
		expect((await talk.says("quiero hablar con una persona")).kinds).toEqual(["handoff"]);
		await talk.returns(null);
	}
	await talk.says("perdí mi token");
	const { effects } = await talk.says("páseme con un agente");
	expect(effects[0]).toMatchObject({ kind: "handoff", topic: "token", reason: "asked" });
	expect(effects[0]).toHaveProperty("summary", expect.stringContaining("«perdí mi token»"));
	expect(talk.counter.asked.at(-1)).toMatchObject({ topic: "token", language: "es" });
});
