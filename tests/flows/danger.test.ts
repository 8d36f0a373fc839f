import { describe, expect, it } from "vitest";
import { danger } from "../../flows/understand/danger.ts";
import { crimeGoingOn, harmless, lifeInDanger } from "../../flows/understand/danger-examples.ts";
import { languages } from "../../src/conversations/index.ts";
import { texts } from "../../src/texts/index.ts";
import { english, spanish } from "../kb/questions.ts";
import { dangerousUnseen, harmlessUnseen } from "./danger-unseen.ts";
import { Talk, TestCounter } from "./talk.ts";

const numbers = "Policía: 911\nBomberos: 913";
const inLine = "Policía 911 · Bomberos 913";

describe("B12: what is danger", () => {
	it("a life: every message of the table", () => {
		expect(lifeInDanger.filter((text) => danger(text) !== "life")).toEqual([]);
	});

	it("a crime that goes on: every message of the table", () => {
		expect(crimeGoingOn.filter((text) => danger(text) !== "crime")).toEqual([]);
		expect(lifeInDanger.length + crimeGoingOn.length).toBeGreaterThanOrEqual(150);
	});

	it("what only sounds like it is none", () => {
		expect(harmless.filter((text) => danger(text) !== null)).toEqual([]);
		expect(harmless.length).toBeGreaterThanOrEqual(150);
	});

	it("of messages that it was never shown it hears more than four in five, and few in vain", () => {
		const heard = dangerousUnseen.filter((text) => danger(text) !== null);
		const inVain = harmlessUnseen.filter((text) => danger(text) !== null);
		// As measured when it was made: 35 of 40, and 2 of 40.
		expect(heard.length / dangerousUnseen.length).toBeGreaterThan(0.8);
		expect(inVain.length / harmlessUnseen.length).toBeLessThan(0.08);
	});

	it("of the questions that the office is asked, hardly one in two hundred rings", () => {
		const asked = [...spanish, ...english].map(([text]) => text);
		const inVain = asked.filter((text) => danger(text) !== null);
		expect(inVain.length).toBeLessThanOrEqual(asked.length / 200);
	});

	it.each([
		["loud", (text: string) => text.toUpperCase()],
		["with no accents or marks", (text: string) => text.normalize("NFD").replace(/[^\p{L}\p{N}\s']/gu, "")],
		["after a greeting", (text: string) => `Buenas tardes disculpe. ${text}`],
		["before a courtesy", (text: string) => `${text}. Gracias y saludos a todos`],
		[
			"by ear",
			(text: string) =>
				text
					.replace(/qu(?=[eié])/g, "k")
					.replace(/v/g, "b")
					.replace(/z/g, "s"),
		],
	])("%s, it is danger as much", (_, said) => {
		expect([...lifeInDanger, ...crimeGoingOn].filter((text) => danger(said(text)) === null)).toEqual([]);
	});

	it("what the bot answers is none, should a machine send it back", () => {
		for (const language of languages) {
			const own = texts(language, "bot");
			for (const key of [
				"life",
				"crime",
				"person.here",
				"person.away",
				"again.here.0",
				"again.here.1",
				"again.away.0",
				"again.away.1",
				"after",
				"failed",
			])
				expect(danger(own.say(`danger.${key}`, { numbers }))).toBeNull();
		}
	});

	it("takes as long for hostile text as it is long", () => {
		const seeds = [
			"me quiero ",
			"no hay una ",
			"hay un una el mucho ",
			"se me nos le ",
			". ",
			"suicidarma ",
			"mi hijo ",
		];
		for (const seed of seeds) {
			const began = performance.now();
			danger(`${seed.repeat(4_000).slice(0, 3_980)} ayuda`);
			expect(performance.now() - began).toBeLessThan(250);
		}
	});
});

describe("B12: the answer to danger", () => {
	it("is the numbers and a person, before anything else and at whatever hour", async () => {
		const counter = new TestCounter();
		const attended = await new Talk({ counter }).says("me quiero matar");
		expect(attended.text).toContain(numbers);
		expect(attended.text).toMatch(/no está a solas/);
		expect(attended.text).toMatch(/una persona le atiende a usted antes que a nadie/);
		expect(attended.messages).toHaveLength(1);
		expect(attended.options).toEqual([]);
		expect(attended.effects).toMatchObject([
			{ kind: "danger", danger: "life" },
			{ kind: "handoff", queue: "soporte", reason: "danger", summary: expect.stringContaining("«me quiero matar»") },
		]);

		counter.close();
		const closed = await new Talk({ counter }).says("hay un ladrón en mi casa");
		expect(closed.text).toContain(numbers);
		expect(closed.text).toMatch(/no hay nadie conectado y puede tardar; los números de arriba responden ya/);
		expect(closed.text).not.toMatch(/anot|llame o le escriba/);
		expect(closed.effects).toMatchObject([
			{ kind: "danger", danger: "crime" },
			{ kind: "handoff", reason: "danger" },
		]);
	});

	it("comes in the language in which it is asked for", async () => {
		const said = await new Talk().says("there is someone with a gun in my house and he is going to kill me");
		expect(said.text).toMatch(/you are not alone/);
		expect(said.effects).toContainEqual({ kind: "language", language: "en" });
	});

	it.each<[string, (talk: Talk) => Promise<unknown>]>([
		["a callback", (talk) => talk.says("llámenme")],
		["an offer", (talk) => talk.says("¿venden bicicletas usadas?")],
		["files", (talk) => talk.sends("foto.png")],
	])("comes in the middle of %s, which is dropped", async (_, before) => {
		const talk = new Talk();
		await before(talk);
		const said = await talk.says("mi casa se está quemando");
		expect(said.text).toContain(numbers);
		expect(said.kinds).toEqual(["danger", "handoff"]);
		expect(JSON.stringify(talk.conversation.bot)).not.toMatch(/"(?:callback|offer)"/);
	});

	it("comes in the middle of a survey, whose answer it is not", async () => {
		const talk = new Talk();
		await talk.says("hola");
		await talk.agentCloses("Ana");
		const consent = await talk.clicks("survey.yes");
		expect(consent.kinds).toEqual(["survey"]);
		const said = await talk.says("me están robando");
		expect(said.text).toContain(numbers);
		expect(said.kinds).toEqual(["danger", "handoff"]);
		expect(talk.conversation.stage).toBe("queued");
	});

	it("is shorter when it is said again, in other words each time, and never the same queue twice", async () => {
		const counter = new TestCounter();
		const talk = new Talk({ counter });
		const first = await talk.says("mi mamá no respira");
		talk.conversation.queue = "quejas";
		const second = await talk.says("ayuda mi mamá no respira");
		const third = await talk.says("mi mamá no respira!!");
		expect(second.text).toContain(inLine);
		expect(second.text.length).toBeLessThan(first.text.length / 2);
		expect(third.text).toContain(inLine);
		expect(third.text).not.toBe(second.text);
		expect(second.effects[1]).toMatchObject({ kind: "handoff", queue: "quejas", reason: "danger" });
		counter.close();
		expect((await talk.says("no respira")).text).toMatch(/puede tardar|quien llegue/);
	});

	it("asks for no survey when it is over", async () => {
		const talk = new Talk();
		await talk.says("me quiero matar");
		const said = await talk.agentCloses("Ana");
		expect(said.kinds).toEqual(["close"]);
		expect(said.options).toEqual([]);
		expect(said.text).toMatch(/^La conversación con Ana terminó\.\n\nSi vuelve a estar en peligro/);
		expect(said.text).toContain(inLine);
		const later = await talk.says("hola");
		expect(later.text).not.toContain("911");
	});

	it("asks for none either when the bot says goodbye", async () => {
		const talk = new Talk();
		await talk.says("me quiero matar");
		await talk.returns(null);
		const said = await talk.says("nada más, gracias");
		expect(said.kinds).toEqual(["end", "close"]);
		expect(said.text).toContain(inLine);
	});
});
