import { describe, expect, it } from "vitest";
import { Talk } from "./talk.ts";

/** Out of hours, asked for a person, accepted to leave a contact. */
async function atContact(): Promise<Talk> {
	const talk = new Talk();
	talk.counter.close();
	await talk.says("quiero hablar con una persona");
	await talk.clicks("callback.yes");
	return talk;
}

describe("B7: nobody can attend", () => {
	it("says when the office opens, in words, and offers to take a contact", async () => {
		const talk = new Talk();
		talk.counter.close();
		const said = await talk.says("quiero hablar con una persona");
		expect(said.text).toContain("Atienden de nuevo mañana martes a las 8:00");
		expect(said.options).toEqual(["callback.yes", "callback.no"]);
		expect(said.kinds).toEqual([]);
	});

	it("says it in English to who speaks English", async () => {
		const talk = new Talk({ language: "en" });
		talk.counter.close();
		expect((await talk.says("human please")).text).toContain("tomorrow, Tuesday, at 8:00 am");
	});

	it("within hours but with nobody on, says that", async () => {
		const talk = new Talk();
		talk.counter.empty();
		const said = await talk.says("agente");
		expect(said.text).toContain("no hay nadie disponible en Soporte técnico");
		expect(said.options).toEqual(["callback.yes", "callback.no"]);
	});

	it("without a known opening time invents none", async () => {
		const talk = new Talk();
		talk.counter.close();
		talk.counter.now = { ...talk.counter.now, opensAt: null };
		expect((await talk.says("agente")).text).toMatch(/no tengo la hora/);
	});

	it("after two failures out of hours offers the same", async () => {
		const talk = new Talk();
		talk.counter.close();
		await talk.says("cuánto pesa la luna");
		const said = await talk.says("cuánto pesa júpiter");
		expect(said.options).toEqual(["callback.yes", "callback.no"]);
		expect(said.kinds).toEqual([]);
	});

	it("takes no for an answer", async () => {
		const talk = new Talk();
		talk.counter.close();
		await talk.says("agente");
		const said = await talk.says("no, gracias");
		expect(said.options).toEqual(["more.yes", "more.no"]);
		expect(said.kinds).toEqual([]);
	});
});

describe("B7: a call back is taken", () => {
	it("with a contact, a time and a confirmation", async () => {
		const talk = new Talk();
		talk.counter.close();
		await talk.says("perdí mi token");
		await talk.says("quiero hablar con una persona");
		await talk.says("sí");
		await talk.says("mi número es +503 7777-8888");
		expect((await talk.says("mañana de 9 a 11")).text).toMatch(/\+503 7777-8888[\s\S]*mañana de 9 a 11/);
		const said = await talk.says("sí, está bien");
		expect(said.effects).toEqual([
			{
				kind: "callback",
				request: {
					contact: "+503 7777-8888",
					when: "mañana de 9 a 11",
					topic: "token",
					summary: expect.stringContaining("«perdí mi token»"),
				},
			},
			{ kind: "end", outcome: "callback", survey: true },
		]);
		expect(said.options).toEqual(["survey.yes", "survey.no"]);
		expect(JSON.stringify(said.outcome.state)).not.toContain("7777");
	});

	it.each([
		["no tengo correo", /no veo un teléfono ni un correo/],
		["1234", /veo 4 y hacen falta al menos 7/],
		["123456789012345678", /veo 18 y el máximo es 15/],
		["ana@correo", /después de la arroba/],
		["ana.correo.com", /falta la arroba/],
		["@correo.com", /antes de la arroba/],
		["<script>alert(1)</script>", /veo 1|no veo un teléfono/],
	])("names what is missing in «%s»", async (text, problem) => {
		const talk = await atContact();
		expect((await talk.says(text)).text).toMatch(problem);
		expect((await talk.says("ana@correo.com")).text).toMatch(/conviene/);
	});

	it("refuses a time that is too long, saying how long it may be", async () => {
		const talk = await atContact();
		await talk.says("7777 8888");
		expect((await talk.says("mañana ".repeat(20))).text).toMatch(/139 caracteres y caben 120/);
		expect((await talk.says("👍")).text).toMatch(/No entendí el horario/);
		expect((await talk.says("cuando puedan")).options).toEqual(["callback.right", "callback.fix", "callback.drop"]);
	});

	it("lets the citizen correct it", async () => {
		const talk = await atContact();
		await talk.says("7777 8888");
		await talk.says("el jueves");
		expect((await talk.clicks("callback.fix")).text).toMatch(/teléfono o (el )?correo/);
		await talk.says("ana@correo.com");
		await talk.says("el viernes");
		const { effects } = await talk.says("1");
		expect(effects[0]).toMatchObject({ request: { contact: "ana@correo.com", when: "el viernes" } });
	});

	it("takes the number along with the yes, and a corrected one at the end", async () => {
		const talk = new Talk();
		talk.counter.close();
		await talk.says("agente");
		expect((await talk.says("sí, 2222 3333")).text).toMatch(/conviene/);
		await talk.says("hoy");
		expect((await talk.says("perdón, es 4444 5555")).text).toContain("4444 5555");
		expect((await talk.says("si")).effects[0]).toMatchObject({ request: { contact: "4444 5555", when: "hoy" } });
	});

	it.each(["cancelar", "no", "no quiero dar mi número"])("can be left: %s", async (text) => {
		const talk = await atContact();
		const said = await talk.says(text);
		expect(said.options).toEqual(["more.yes", "more.no"]);
		expect(said.kinds).toEqual([]);
	});
});

describe("B7: interrupted, it comes back to its question", () => {
	it("answers a question on the way", async () => {
		const talk = await atContact();
		const contact = await talk.says("¿a qué hora abren?");
		expect(contact.citations).toEqual(["horario"]);
		expect(contact.text).toMatch(/teléfono o (el )?correo/);
		expect(contact.options).toEqual([]);
		await talk.says("7777 8888");
		const when = await talk.says("¿cómo renuevo mi firma?");
		expect(when.citations).toEqual(["renovar-firma"]);
		expect(when.text).toMatch(/conviene/);
		expect((await talk.says("por la tarde")).text).toContain("por la tarde");
	});

	it.each(["hola", "gracias", "¿eres un robot?", "idiota", "ayuda", "english"])("after «%s»", async (text) => {
		const talk = await atContact();
		await talk.says(text);
		expect((await talk.says("7777 8888")).text).toMatch(/conviene|suit/);
	});

	it("after a file", async () => {
		const talk = await atContact();
		expect((await talk.sends("foto.jpg")).text).toMatch(/foto\.jpg[\s\S]*teléfono o (el )?correo/);
	});

	it("asks for a person again: still closed, or through to one who has come meanwhile", async () => {
		const talk = await atContact();
		expect((await talk.says("quiero hablar con una persona")).text).toMatch(
			/Todavía no hay[\s\S]*teléfono o (el )?correo/,
		);
		talk.counter.attend();
		expect((await talk.says("quiero hablar con una persona")).kinds).toEqual(["handoff"]);
	});

	it("goodbye ends it", async () => {
		const talk = await atContact();
		expect((await talk.says("adiós")).kinds).toEqual(["end"]);
	});
});
