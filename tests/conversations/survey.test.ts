import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Conversations, type Interaction, interactionsOf } from "../../src/conversations/index.ts";
import { claim } from "../../src/desk/claim.ts";
import { close } from "../../src/desk/close.ts";
import { type Office, openOffice, staffMember, Visitor } from "../desk/at-work.ts";
import { useDatabase } from "../support/database.ts";

useDatabase();
const minute = 60_000;
const hour = 60 * minute;
const ana = staffMember("Ana");
let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
beforeEach(async () => {
	// The sweep of what lapses takes up every conversation.
	await Conversations.deleteMany({});
	office = await openOffice({ clock: office.clock });
	await office.presence.arrive(ana);
});

const lapse = () => office.sweep("conversations.lapse");
const last = async (visitor: Visitor) => (await visitor.shown()).at(-1) ?? "";
const consentAsked = /¿Quiere responder dos preguntas/;

/** Newest first. */
async function episodes(visitor: Visitor): Promise<Interaction[]> {
	return interactionsOf(visitor.id, 10);
}

async function attended(): Promise<Visitor> {
	const visitor = new Visitor(office);
	await visitor.says("quiero hablar con una persona");
	await claim(office.engine, ana, visitor.id);
	await close(office.engine, ana, visitor.id, "resolved-by-agent");
	await office.engine.drain();
	return visitor;
}

describe("B8: after a person", () => {
	it("asks consent, then two ratings and a comment, each kept as it comes, then it rests", async () => {
		const visitor = await attended();
		expect(await last(visitor)).toMatch(/Ana terminó/);
		expect(await last(visitor)).toMatch(consentAsked);
		expect(await visitor.conversation()).toMatchObject({ stage: "survey" });

		const answers = [
			["survey.yes", { consent: true, overall: null, attention: null, comment: null }],
			["survey.overall.4", { consent: true, overall: 4, attention: null, comment: null }],
			["survey.attention.5", { consent: true, overall: 4, attention: 5, comment: null }],
		] as const;
		for (const [option, survey] of answers) {
			await visitor.clicks(option);
			expect((await episodes(visitor))[0]?.survey).toEqual(survey);
		}
		await visitor.says("Todo claro, gracias a Ana");
		const [episode, ...more] = await episodes(visitor);
		expect(more).toEqual([]);
		expect(episode?.survey).toEqual({ consent: true, overall: 4, attention: 5, comment: "Todo claro, gracias a Ana" });
		expect(await visitor.conversation()).toMatchObject({ stage: "closed", dueAt: null });
	});

	it("a refusal is respected: nothing more is asked of this interaction", async () => {
		const visitor = await attended();
		await visitor.clicks("survey.no");
		expect((await episodes(visitor))[0]?.survey).toEqual({
			consent: false,
			overall: null,
			attention: null,
			comment: null,
		});
		expect(await visitor.conversation()).toMatchObject({ stage: "closed" });
		const said = (await visitor.shown()).length;
		office.clock.advance(25 * hour);
		expect(await lapse()).toBe(0);
		expect(await visitor.shown()).toHaveLength(said);
	});
});

describe("B8: when only the bot attended", () => {
	it("the end is followed by the survey, which asks about the assistant", async () => {
		const visitor = new Visitor(office);
		await visitor.says("perdí mi token");
		await visitor.clicks("helped.yes");
		await visitor.clicks("more.no");
		expect(await last(visitor)).toMatch(consentAsked);
		await visitor.clicks("survey.yes");
		await visitor.clicks("survey.overall.3");
		expect(await last(visitor)).toContain("asistente virtual");
		expect((await episodes(visitor))[0]).toMatchObject({ outcome: "resolved-by-bot", survey: { overall: 3 } });
	});

	it("silence ends it too, after half an hour and not before", async () => {
		const visitor = new Visitor(office);
		await visitor.says("perdí mi token");
		office.clock.advance(30 * minute - 1);
		expect(await lapse()).toBe(0);
		office.clock.advance(1);
		expect(await lapse()).toBe(1);
		expect((await episodes(visitor))[0]).toMatchObject({ outcome: "expired", endedAt: office.clock.now() });
		expect(await last(visitor)).toMatch(/cerré esta consulta/);
		expect(await last(visitor)).toMatch(consentAsked);

		office.clock.advance(2 * hour);
		await visitor.says("sí");
		await visitor.says("5");
		expect((await episodes(visitor))[0]?.survey).toMatchObject({ consent: true, overall: 5 });
	});

	it("each word puts the end off", async () => {
		const visitor = new Visitor(office);
		await visitor.says("hola");
		office.clock.advance(20 * minute);
		await visitor.says("perdí mi token");
		office.clock.advance(20 * minute);
		expect(await lapse()).toBe(0);
	});

	it("two hub processes that sweep at once end it once", async () => {
		const visitor = new Visitor(office);
		await visitor.says("hola");
		const other = await openOffice({ owner: "hub-2", clock: office.clock });
		office.clock.advance(30 * minute);
		await Promise.all([lapse(), other.sweep("conversations.lapse")]);
		expect((await visitor.shown()).filter((text) => consentAsked.test(text))).toHaveLength(1);
	});

	it("who waits for a person is not ended by silence", async () => {
		const visitor = new Visitor(office);
		await visitor.says("quiero hablar con una persona");
		office.clock.advance(5 * hour);
		expect(await lapse()).toBe(0);
		expect(await visitor.conversation()).toMatchObject({ stage: "queued" });
	});
});

describe("B8: a late answer", () => {
	it("counts within 24 hours also after another question, for the interaction it was asked about", async () => {
		const visitor = await attended();
		await visitor.clicks("survey.yes");
		office.clock.advance(hour);
		await visitor.says("perdí mi token");
		expect(await visitor.conversation()).toMatchObject({ stage: "bot" });
		office.clock.advance(22 * hour);
		await visitor.clicks("survey.overall.2");
		const [newer, older, ...more] = await episodes(visitor);
		expect(more).toEqual([]);
		expect(older).toMatchObject({ agentName: "Ana", survey: { consent: true, overall: 2 } });
		expect(newer?.survey).toBeNull();
	});

	it("does not count after 24 hours", async () => {
		const visitor = await attended();
		await visitor.clicks("survey.yes");
		await visitor.says("perdí mi token");
		office.clock.advance(24 * hour + 1);
		await visitor.clicks("survey.overall.2");
		const surveys = (await episodes(visitor)).map(({ survey }) => survey?.overall ?? null);
		expect(surveys.every((overall) => overall === null)).toBe(true);
	});

	it("a survey that nobody answers closes after a day, and what comes then is a new matter", async () => {
		const visitor = await attended();
		office.clock.advance(24 * hour - 1);
		expect(await lapse()).toBe(0);
		office.clock.advance(1);
		expect(await lapse()).toBe(1);
		expect(await visitor.conversation()).toMatchObject({ stage: "closed" });
		office.clock.advance(minute);
		await visitor.says("perdí mi token");
		expect(await episodes(visitor)).toHaveLength(2);
		expect(await visitor.conversation()).toMatchObject({ stage: "bot" });
	});
});
