import { describe, expect, it } from "vitest";
import { type Said, Talk } from "./talk.ts";

const consent = ["survey.yes", "survey.no"];
const ratings = (step: string) => [1, 2, 3, 4, 5].map((rating) => `survey.${step}.${rating}`);
const surveyed = ({ effects }: Said) => effects.flatMap((effect) => (effect.kind === "survey" ? [effect.survey] : []));

/** A talk that a person closed; the consent question stands. */
async function closed(): Promise<Talk> {
	const talk = new Talk();
	await talk.says("quiero hablar con una persona");
	await talk.agentCloses("Ana");
	return talk;
}

describe("B8: the survey", () => {
	it.each([
		["1", true],
		["2.", false],
	])("C1: without buttons, %s answers whether by its place", async (typed, agreed) => {
		const answer = await (await closed()).says(typed);
		expect(surveyed(answer)).toMatchObject([{ consent: agreed }]);
	});

	it("asks consent, then the whole, then who attended by name, then a comment; each answer counts at once", async () => {
		const talk = new Talk();
		await talk.says("quiero hablar con una persona");
		const asked = await talk.agentCloses("Ana");
		expect(asked.text).toMatch(/Ana terminó[\s\S]*¿Quiere responder dos preguntas/);
		expect(asked.options).toEqual(consent);
		expect(asked.kinds).toEqual([]);

		const yes = await talk.says("sí");
		expect(surveyed(yes)).toEqual([{ consent: true, overall: null, attention: null, comment: null }]);
		expect(yes.options).toEqual(ratings("overall"));
		expect(yes.labels).toEqual(["1 Muy mala", "2 Mala", "3 Regular", "4 Buena", "5 Muy buena"]);
		const overall = await talk.clicks("survey.overall.4");
		expect(overall.text).toContain("Ana");
		expect(overall.options).toEqual(ratings("attention"));
		const attention = await talk.says("muy buena");
		expect(attention.options).toEqual(["survey.skip"]);
		const done = await talk.says("Todo muy claro");
		expect(done.effects).toEqual([
			{
				kind: "survey",
				interaction: talk.interaction?._id,
				survey: { consent: true, overall: 4, attention: 5, comment: "Todo muy claro" },
			},
			{ kind: "close" },
		]);
		expect(talk.conversation.stage).toBe("closed");
	});

	it("asks about the assistant when no person attended", async () => {
		const talk = new Talk();
		await talk.says("perdí mi token");
		await talk.says("sí");
		expect((await talk.says("no, gracias")).options).toEqual(consent);
		await talk.says("sí");
		expect((await talk.says("3")).text).toMatch(/asistente virtual/);
	});

	it.each(["no", "No, gracias", "cancelar", "nada más"])("takes a refusal: %s", async (text) => {
		const talk = await closed();
		const said = await talk.says(text);
		expect(said.effects).toEqual([
			{
				kind: "survey",
				interaction: talk.interaction?._id,
				survey: { consent: false, overall: null, attention: null, comment: null },
			},
			{ kind: "close" },
		]);
		// Asked again for whatever reason, the same interaction is left alone.
		expect(await talk.ends("resolved-by-agent", "agent")).toMatchObject({ options: [], kinds: ["close"] });
	});

	it("does not ask again what was refused, even when only the interaction knows of it", async () => {
		const talk = await closed();
		await talk.says("no");
		talk.conversation.bot = {};
		expect(await talk.ends("resolved-by-agent", "agent")).toMatchObject({ options: [], kinds: ["close"] });
	});

	it.each([
		["5", 5],
		["la 4", 4],
		["4 gracias", 4],
		["3 estrellas", 3],
		["⭐⭐⭐⭐", 4],
		["excelente", 5],
		["pésima", 1],
		["más o menos", 3],
		["bien", 4],
		["tres", 3],
	])("understands «%s» as a rating", async (text, overall) => {
		const talk = await closed();
		await talk.says("sí");
		expect(surveyed(await talk.says(text))).toEqual([{ consent: true, overall, attention: null, comment: null }]);
	});

	it.each(["10", "8/10", "0", "xyz"])("asks again after «%s»", async (text) => {
		const talk = await closed();
		await talk.says("sí");
		const said = await talk.says(text);
		expect(said.options).toEqual(ratings("overall"));
		expect(said.kinds).toEqual([]);
	});

	it("lets each answer be left out", async () => {
		const talk = await closed();
		await talk.says("sí");
		await talk.says("omitir");
		await talk.says("omitir");
		const said = await talk.says("Omitir");
		expect(said.kinds).toEqual(["close"]);
		expect(talk.interaction?.survey).toEqual({ consent: true, overall: null, attention: null, comment: null });
	});

	it("thanks are no answer: it asks again, courteously", async () => {
		const talk = await closed();
		expect(await talk.says("gracias")).toMatchObject({ options: consent, kinds: [] });
	});

	it("a language is switched on the way", async () => {
		const talk = await closed();
		const said = await talk.says("english please");
		expect(said.kinds).toEqual(["language"]);
		expect(said.text).toMatch(/Would you/);
		expect((await talk.says("yes")).labels[4]).toBe("5 Very good");
	});

	it.each(["idle", "citizen", "agent"] as const)("is asked however it ended: by %s", async (by) => {
		const talk = new Talk();
		await talk.says("hola");
		expect((await talk.ends("expired", by)).options).toEqual(consent);
	});

	it("goodbye ends it; what was answered stays", async () => {
		const talk = await closed();
		await talk.says("sí");
		await talk.says("5");
		expect((await talk.says("adiós")).kinds).toEqual(["close"]);
		expect(talk.interaction?.survey).toMatchObject({ overall: 5, attention: null });
	});
});

describe("B8: a new matter puts the survey aside", () => {
	it.each([
		["perdí mi token", "answer"],
		["quiero hablar con una persona", "handoff"],
		["hola", "greeting"],
		["¿cuánto pesa la luna?", "unknown"],
	])("%s", async (text) => {
		const talk = await closed();
		const first = talk.interaction?._id;
		const said = await talk.says(text);
		expect(talk.interaction?._id).not.toBe(first);
		expect(said.text).not.toBe("");
		expect(surveyed(said)).toEqual([]);
	});

	it("also a file, and also at the comment", async () => {
		const talk = await closed();
		await talk.says("sí");
		await talk.says("5");
		await talk.says("5");
		expect((await talk.says("¿a qué hora abren?")).citations).toEqual(["horario"]);
		const other = await closed();
		expect((await other.sends("foto.jpg")).options).toEqual(["offer.person", "offer.no"]);
	});

	it("and a late click still counts for the interaction it was about, after which the pending question comes again", async () => {
		const talk = await closed();
		const first = talk.interaction?._id;
		await talk.says("sí");
		await talk.says("perdí mi token");
		talk.later(23);
		const said = await talk.clicks("survey.overall.2");
		expect(said.effects).toEqual([
			{ kind: "survey", interaction: first, survey: { consent: true, overall: 2, attention: null, comment: null } },
		]);
		await talk.clicks("survey.attention.1");
		const done = await talk.says("muy lento");
		expect(done.effects).toEqual([
			{ kind: "survey", interaction: first, survey: { consent: true, overall: 2, attention: 1, comment: "muy lento" } },
		]);
		expect(done.options).toEqual(["helped.yes", "helped.no"]);
		expect((await talk.says("sí")).options).toEqual(["more.yes", "more.no"]);
	});

	it("a late number counts where nothing else asks for one", async () => {
		const talk = await closed();
		const first = talk.interaction?._id;
		await talk.says("sí");
		await talk.says("perdí mi token");
		const said = await talk.says("4");
		expect(said.effects).toMatchObject([{ kind: "survey", interaction: first, survey: { overall: 4 } }]);
	});

	it("a late answer after the stage has lapsed opens nothing that is asked about again", async () => {
		const talk = await closed();
		const first = talk.interaction?._id;
		talk.later(20);
		talk.lapses();
		const yes = await talk.says("sí");
		expect(yes.effects).toMatchObject([{ kind: "survey", interaction: first, survey: { consent: true } }]);
		await talk.says("5");
		await talk.says("5");
		const done = await talk.says("omitir");
		expect(done.effects.at(-1)).toEqual({ kind: "end", outcome: "resolved-by-bot", survey: false });
		expect(talk.conversation.stage).toBe("closed");
	});

	it("put aside twice, it can still be answered", async () => {
		const talk = await closed();
		const first = talk.interaction?._id;
		await talk.says("sí");
		await talk.says("perdí mi token");
		await talk.clicks("survey.overall.3");
		expect((await talk.says("¿a qué hora abren?")).citations).toEqual(["horario"]);
		const said = await talk.clicks("survey.attention.4");
		expect(said.effects).toMatchObject([{ interaction: first, survey: { overall: 3, attention: 4 } }]);
	});

	it("after 24 hours it does not count any more", async () => {
		const talk = await closed();
		await talk.says("sí");
		await talk.says("perdí mi token");
		talk.later(25);
		const said = await talk.clicks("survey.overall.2");
		expect(said.kinds).toEqual([]);
		expect(said.text).toMatch(/ya pasó|anterior/);
	});

	it("after 24 hours in the survey itself, a message is a new matter", async () => {
		const talk = await closed();
		const first = talk.interaction?._id;
		talk.later(25);
		const said = await talk.says("sí");
		expect(talk.interaction?._id).not.toBe(first);
		expect(surveyed(said)).toEqual([]);
	});

	it("the next interaction has a survey of its own", async () => {
		const talk = await closed();
		await talk.says("perdí mi token");
		await talk.says("sí");
		expect((await talk.says("no")).options).toEqual(consent);
		await talk.says("sí");
		expect((await talk.says("1")).effects).toMatchObject([
			{ interaction: talk.interaction?._id, survey: { overall: 1 } },
		]);
	});
});
