import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { ChannelError, type Message, type Template } from "../../src/conversations/index.ts";
import { claim } from "../../src/desk/claim.ts";
import { replyByTemplate } from "../../src/desk/reply.ts";
import { rowOf } from "../../src/desk/rows.ts";
import { TemplateInput } from "../../src/desk/wire.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { courier } from "../conversations/engine-support.ts";
import { useDatabase } from "../support/database.ts";
import { type Office, openOffice, staffMember, Visitor } from "./at-work.ts";

useDatabase();

const ana = staffMember("Ana");
const luis = staffMember("Luis");
const approved: Template[] = [
	{ name: "cita", language: "es", text: "Hola {{1}}, su cita es {{2}}.", variables: ["María", ""] },
	{ name: "cita", language: "en", text: "Hello {{1}}, come on {{2}}.", variables: ["", ""] },
];
let office: Office;
let visitor: Visitor;
let refusal: ChannelError | null = null;
const delivered: Message[] = [];

beforeAll(async () => {
	const deliver = async (_conversation: unknown, message: Message) => {
		delivered.push(message);
		return { externalId: message._id };
	};
	const templates = async () => {
		if (refusal) throw refusal;
		return approved;
	};
	office = await openOffice({ courier: courier(deliver, { templates }) });
	await office.presence.arrive(ana);
});
beforeEach(async () => {
	refusal = null;
	visitor = new Visitor(office);
	await visitor.says("quiero hablar con una persona");
	await claim(office.engine, ana, visitor.id);
});

const chosen = (more: object = {}) => ({
	id: randomUUID(),
	conversation: visitor.id,
	name: "cita",
	language: "es",
	values: ["Ana", "el lunes"],
	...more,
});
const fails = (work: Promise<unknown>) =>
	work.then(
		() => "done",
		(error: unknown) => (error instanceof DomainError ? `${error.kind} ${error.details.field}` : error),
	);

it("C1: an agent answers with a template, filled in, once however often it is asked", async () => {
	const one = chosen();
	await replyByTemplate(office.engine, ana, one);
	await replyByTemplate(office.engine, ana, one);
	await office.engine.drain();
	const sent = delivered.filter(({ conversation, author }) => conversation === visitor.id && author.kind === "agent");
	expect(sent.map(({ parts }) => parts)).toEqual([
		[
			{
				type: "template",
				name: "cita",
				language: "es",
				values: ["Ana", "el lunes"],
				text: "Hola Ana, su cita es el lunes.",
			},
		],
	]);
	expect((await visitor.conversation()).lastMessage?.text).toBe("Hola Ana, su cita es el lunes.");
});

it("C1 P1: what is not approved, does not fit or is not one's own to say is refused", async () => {
	const tried = (more: object) => fails(replyByTemplate(office.engine, ana, chosen(more)));
	expect(await tried({ name: "oferta" })).toBe("invalid name");
	expect(await tried({ language: "fr" })).toBe("invalid name");
	expect(await tried({ values: ["Ana"] })).toBe("invalid values");
	expect(await tried({ values: ["Ana", "lunes", "x"] })).toBe("invalid values");
	expect(await fails(replyByTemplate(office.engine, luis, chosen()))).toBe("forbidden conversation");
	expect(await fails(replyByTemplate(office.engine, ana, chosen({ conversation: "none" })))).toBe(
		"forbidden conversation",
	);
	refusal = new ChannelError("unreachable", "timeout", "late");
	expect(await tried({})).toBe("conflict templates");
});

it("C1: what fills it in is one line, without what disguises it", () => {
	const { values } = TemplateInput.parse(chosen({ values: [" Ana\n\tLópez\u202E ", "x"] }));
	expect(values).toEqual(["Ana López", "x"]);
	expect(TemplateInput.safeParse(chosen({ values: ["\u0000"] })).success).toBe(false);
});

it("C1: the desk is told until when a citizen can be written to, never on which channel", async () => {
	const conversation = await visitor.conversation();
	expect(rowOf(conversation).repliesUntil).toBeNull();
	const repliesUntil = new Date("2026-11-03T14:00:00Z");
	expect(rowOf({ ...conversation, repliesUntil }).repliesUntil).toBe("2026-11-03T14:00:00.000Z");
});
