import mongoose from "mongoose";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Challenges, Tallies } from "../../src/citizens/codes/model.ts";
import { createCitizen, createIdentification } from "../../src/citizens/index.ts";
import { Citizens } from "../../src/citizens/model.ts";
import { Events } from "../../src/events/index.ts";
import { Talk } from "../flows/talk.ts";
import { useDatabase } from "../support/database.ts";
import { watchCommands } from "../support/queries.ts";

const { uri } = useDatabase();

const key = "a key of at least thirty-two characters";
const minute = 60_000;

/** Who is on file in these tests. */
const ana = { document: "01234567-8", name: "Ana María López Cruz", mail: "ana@citizens.example" };

let mails: { to: string | null; text: string }[] = [];
let made = 0;

/** A talk in a conversation of its own, which finds out who one is; its clock is the talk's. */
function talk(given: { id?: string } = {}): Talk {
	made += 1;
	const identification = createIdentification({
		country: "SV",
		key,
		carrier: { send: async ({ to, text }) => void mails.push({ to, text }) },
		office: { es: "Oficina Demo", en: "Demo Office" },
		clock: { now: () => own.now },
		log: pino({ level: "silent" }),
	});
	const own: Talk = new Talk({ id: given.id ?? `talk${made}`, identification });
	return own;
}

/** The code in the mail that comes next to this address. */
async function codeTo(address: string | null, count = 1): Promise<string> {
	await expect.poll(() => mails.filter(({ to }) => to === address).length).toBe(count);
	const mail = mails.filter(({ to }) => to === address).at(-1);
	return /\b\d{6}\b/.exec(mail?.text ?? "")?.[0] ?? "";
}

async function saysWho(own: Talk, document = ana.document, name = ana.name): Promise<string> {
	await own.says("quiero verificar mi identidad");
	await own.says(`mi DUI es ${document}`);
	return (await own.says(name)).text;
}

/** The database calls that something takes, in order, until its mail has been sent (to somebody or nobody). */
async function workOf(work: () => Promise<unknown>): Promise<string[]> {
	const calls: string[] = [];
	const listen = ({ commandName, command }: { commandName: string; command: Record<string, unknown> }) => {
		if (command.comment !== "test") calls.push(`${commandName} ${String(command[commandName])}`);
	};
	const client = mongoose.connection.getClient();
	const before = mails.length;
	client.on("commandStarted", listen);
	await work();
	await expect.poll(() => mails.length).toBe(before + 1);
	const waits = { find: "identity-challenges", filter: { dueAt: { $ne: null } }, comment: "test" };
	await expect.poll(async () => (await mongoose.connection.db?.command(waits))?.cursor.firstBatch.length).toBe(0);
	client.off("commandStarted", listen);
	return calls.sort();
}

beforeEach(async () => {
	mails = [];
	await createCitizen(
		{
			documents: [{ country: "SV", type: "dui", number: ana.document }],
			name: ana.name,
			contacts: [{ kind: "email", address: ana.mail }],
			proof: "seen",
			source: "import",
		},
		{ by: { kind: "system", id: null }, now: new Date(0), id: "ana" },
	);
});
afterEach(async () => {
	await Promise.all([Citizens.deleteMany({}), Challenges.deleteMany({}), Tallies.deleteMany({})]);
});

describe("B3: document, full name and a code at the contact on file", () => {
	it("proves who it is, and goes on with what was asked", async () => {
		const own = talk();
		expect((await own.says("ver mis datos confidenciales")).text).toContain("necesito saber quién es usted");
		await own.says("01234567-8");
		expect((await own.says("lopez cruz, ANA MARIA")).text).toContain("Si los datos coinciden");
		const said = await own.says(`el código es ${await codeTo(ana.mail)}`);
		expect(said.text).toContain("Gracias, Ana María López Cruz.");
		expect(said.citations).toEqual(["mis-datos"]);
		expect(own.conversation.identity).toMatchObject({ citizen: "ana", method: "code" });
		expect((await Citizens.findById("ana").lean())?.contacts[0]?.verifiedAt).toEqual(own.now);
	});

	it("says the same to whoever is not on file, gives another name, or asks for somebody else", async () => {
		const fits = await saysWho(talk());
		expect(await saysWho(talk(), ana.document, "Otra Persona Cualquiera")).toBe(fits);
		expect(await saysWho(talk(), "03456789-8")).toBe(fits);
		await codeTo(null, 2);
		expect(mails.map(({ to }) => to).sort()).toEqual([ana.mail, null, null]);
	});

	it("does the same work for whoever is on file and whoever is not: calls, mails, hashing", async () => {
		await watchCommands(uri());
		const fits = await workOf(() => saysWho(talk()));
		const none = await workOf(() => saysWho(talk(), "03456789-8", "Nadie Que Exista"));
		expect(none).toEqual(fits);
		expect(fits.length).toBeGreaterThan(5);
	});

	it("refuses kindly after three wrong codes, and for longer each time", async () => {
		const own = talk();
		await saysWho(own);
		const right = await codeTo(ana.mail);
		const wrong = right === "111111" ? "222222" : "111111";
		expect((await own.says(wrong)).text).toContain("Le quedan 2 intentos");
		expect((await own.says(wrong)).text).toContain("Le queda un intento");
		const said = await own.says(wrong);
		expect(said.text).toContain("no enviaremos más códigos durante 15 minutos");
		expect(said.options).toContain("identify.person");
		expect((await own.says(right)).text).toContain("Ese código ya no sirve");
		expect((await own.clicks("identify.resend")).text).toContain("en 15 minutos");
		own.later(0.3);
		await own.clicks("identify.resend");
		await codeTo(ana.mail, 2);
		for (const _ of [1, 2]) await own.says(wrong);
		expect((await own.says(wrong)).text).toContain("durante 30 minutos");
		expect(own.conversation.identity).toBeNull();
		const on = await Events.find({ conversation: own.conversation._id, type: "identity.code-wrong" }).lean();
		expect(on).toHaveLength(6);
	});

	it("takes a code once, for ten minutes, and only where it was asked for", async () => {
		const [own, other] = [talk(), talk()];
		await saysWho(own);
		const code = await codeTo(ana.mail);
		await saysWho(other);
		await codeTo(ana.mail, 2);
		expect((await other.says(code)).text).toContain("Ese código no es");
		own.now = new Date(own.now.getTime() + 10 * minute);
		expect((await own.says(code)).text).toContain("Ese código ya no sirve");
	});

	it("locks nobody out: what a stranger uses up is the stranger's", async () => {
		const strangers = Array.from({ length: 5 }, () => talk());
		const own = talk();
		await saysWho(own);
		const code = await codeTo(ana.mail);
		for (const stranger of strangers) {
			await saysWho(stranger);
			for (const guess of ["000001", "000002", "000003"]) if (guess !== code) await stranger.says(guess);
		}
		expect((await own.says(code)).text).toContain("Gracias, Ana María");
		// The owner of the address gets no more than three an hour, whoever asks.
		expect(mails.filter(({ to }) => to === ana.mail)).toHaveLength(3);
	});

	it("keeps the code nowhere (P2)", async () => {
		const own = talk();
		await saysWho(own);
		const code = await codeTo(ana.mail);
		await own.says(code);
		const kept = JSON.stringify([await Challenges.find().lean(), await Events.find().lean(), own.conversation]);
		expect(kept).not.toContain(code);
	});

	it("explains twice, then offers other ways", async () => {
		const own = talk();
		await own.says("quiero verificar mi identidad");
		expect((await own.says("no sé")).text).toContain("01234567-8");
		expect((await own.says("12345678-0")).text).toContain("algún dígito");
		const said = await own.says("12");
		expect(said.options).toEqual(["identify.fix", "identify.register", "identify.person", "identify.leave"]);
		expect((await own.clicks("identify.leave")).text).toContain("lo dejamos");
	});
});

describe("B11: whoever is not on file registers", () => {
	it("with document, name and an address that answers", async () => {
		const own = talk();
		await own.says("quiero registrarme");
		await own.says("03456789-8");
		await own.says("Luis Alberto Rivas");
		await own.says("luis@citizens.example");
		const said = await own.says(await codeTo("luis@citizens.example"));
		expect(said.text).toContain("Gracias, Luis Alberto Rivas");
		const citizen = await Citizens.findById(own.conversation.identity?.citizen).lean();
		expect(citizen).toMatchObject({ proof: "claimed", source: "registered", name: "Luis Alberto Rivas" });
	});

	it("with somebody else's document gets a person, and touches nothing", async () => {
		const own = talk();
		await own.says("quiero registrarme");
		await own.says(ana.document);
		await own.says("Luis Alberto Rivas");
		await own.says("luis@citizens.example");
		const said = await own.says(await codeTo("luis@citizens.example"));
		expect(said.text).toContain("una persona tiene que revisar");
		expect(said.kinds).toContain("handoff");
		expect(own.conversation.identity).toMatchObject({ citizen: null, method: "word" });
		expect((await Citizens.findById("ana").lean())?.contacts).toHaveLength(1);
	});
});

it("B3: half an hour of silence, or a word, ends it", async () => {
	const own = talk();
	await saysWho(own);
	await own.says(await codeTo(ana.mail));
	expect((await own.says("olvide quien soy")).text).toContain("Ya no asocio");
	expect(own.conversation.identity).toBeNull();
});
