import { beforeAll, describe, expect, it } from "vitest";
import { Queues } from "../../src/desk/index.ts";
import { Events } from "../../src/events/index.ts";
import { seedCentre } from "../../src/seed/centre.ts";
import { seedDemo } from "../../src/seed/demo.ts";
import { Organisations, Units } from "../../src/units/index.ts";
import { useHub } from "../support/hub.ts";
import { type Caller, callerAs } from "./centre.ts";

const { hub } = useHub();
let pablo: Caller;
let marta: Caller;
beforeAll(async () => {
	[pablo, marta] = await Promise.all([callerAs(hub().url, "pablo"), callerAs(hub().url, "marta")]);
});

const named = (name: string) => ({ es: name, en: name });
const fieldOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
	status,
	Array.isArray(body.errors) ? body.errors.map(({ field }) => field) : [],
];
const auditOf = async (id: unknown) =>
	(
		await Events.find({ "subject.id": String(id) })
			.sort({ at: 1, _id: 1 })
			.lean()
	).map(({ type, actor }) => [type, actor.id]);
async function newUnit(more: object = {}): Promise<string> {
	const { status, body } = await pablo("POST", "units", { name: named("Unidad"), ...more });
	expect(status).toBe(201);
	return String(body.id);
}
const queuesOf = async (unit: string) => (await Queues.find({ unit }).lean()).map(({ _id }) => _id);

describe("T13: the demo's centre", () => {
	it("has three units with heads, areas and queues, and three organisations", async () => {
		const { body } = await marta("GET", "units");
		expect(body).toMatchObject({
			units: [
				{ id: "demo-unit-service", head: "demo-supervisor", parent: null },
				{ id: "demo-unit-quality", head: "demo-admin", parent: null },
				{ id: "demo-unit-support", head: "demo-agent-2", parent: "demo-unit-service" },
			],
		});
		expect(await queuesOf("demo-unit-quality")).toEqual(["quejas"]);
		expect((await marta("GET", "organisations")).body.organisations).toHaveLength(3);
	});

	it("is there once, however often the hub starts", async () => {
		const count = () => Promise.all([Units.countDocuments(), Organisations.countDocuments()]);
		const before = await count();
		expect(await seedDemo(new Date())).toBe(false);
		await seedCentre(new Date());
		expect(await count()).toEqual(before);
	});
});

describe("T13: organisations", () => {
	const draft = {
		type: "company",
		name: "  Zapatería\u202e   Paso ",
		hours: { kind: "own", weekly: { monday: [["08:00", "12:00"]] } },
		contacts: [{ name: "Eva", mail: "eva@paso.example", phone: "+503 2222 9999" }],
	};

	it("are put on file, changed, archived and taken back, each on record", async () => {
		const { status, body } = await pablo("POST", "organisations", draft);
		expect(status).toBe(201);
		expect(body).toMatchObject({
			name: "Zapatería Paso",
			hours: { kind: "own", weekly: { monday: [["08:00", "12:00"]], tuesday: [] } },
			contacts: [{ name: "Eva", role: "", mail: "eva@paso.example", phone: "+503 2222 9999" }],
			archivedAt: null,
			revision: 1,
		});
		const path = `organisations/${body.id}`;
		const changed = await pablo("PATCH", path, { revision: 1, hours: { kind: "24x7" }, notes: "Paga a 30 días" });
		expect(changed.body).toMatchObject({ name: "Zapatería Paso", hours: { kind: "24x7" }, revision: 2 });
		expect((await pablo("PATCH", path, { revision: 2, archived: true })).body.archivedAt).toEqual(expect.any(String));
		expect((await pablo("PATCH", path, { revision: 3, archived: false })).body.archivedAt).toBeNull();
		expect(await auditOf(body.id)).toEqual(
			["created", "changed", "archived", "restored"].map((what) => [`organisation.${what}`, "demo-admin"]),
		);
	});

	it("of two who change one, the second is told and nothing of the first is lost", async () => {
		const { body } = await pablo("POST", "organisations", draft);
		const path = `organisations/${body.id}`;
		const answers = await Promise.all(["Una", "Otra"].map((name) => pablo("PATCH", path, { revision: 1, name })));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
		expect(answers.map(fieldOf)).toContainEqual([409, ["revision"]]);
		const winner = answers.find(({ status }) => status === 200)?.body.name;
		expect((await Organisations.findById(body.id).lean())?.name).toBe(winner);
	});

	it.each<[string, object]>([
		["name", { name: " \u202e " }],
		["type", { type: "club" }],
		["contacts.0.mail", { contacts: [{ name: "Eva", mail: "eva" }] }],
		["contacts.1.name", { contacts: [{ name: "Eva" }, { name: "" }] }],
		["contacts.0.phone", { contacts: [{ name: "Eva", phone: "mañana" }] }],
		["hours.weekly.monday.0", { hours: { kind: "own", weekly: { monday: [["12:00", "08:00"]] } } }],
		["owner", { owner: "x" }],
	])("name the field at fault: %s", async (field, wrong) => {
		const before = await Organisations.countDocuments();
		expect(fieldOf(await pablo("POST", "organisations", { ...draft, ...wrong }))).toEqual([400, [field]]);
		expect(await Organisations.countDocuments()).toBe(before);
	});

	it("that are not there cannot be changed", async () => {
		expect((await pablo("PATCH", "organisations/none", { revision: 1 })).status).toBe(404);
	});
});

describe("T13: units", () => {
	it("are set up with head, areas, parent and queues, and changed, each on record", async () => {
		const id = await newUnit({ head: "demo-agent-1", areas: [named("Citas")], parent: "demo-unit-quality" });
		const { body } = await pablo("PATCH", `units/${id}`, { revision: 1, head: null, name: named("Agenda") });
		expect(body).toMatchObject({ name: named("Agenda"), head: null, areas: [named("Citas")], revision: 2 });
		expect(await auditOf(id)).toEqual([
			["unit.created", "demo-admin"],
			["unit.changed", "demo-admin"],
		]);
	});

	it("of two who change one, the second is told", async () => {
		const id = await newUnit();
		const first = await pablo("PATCH", `units/${id}`, { revision: 1, name: named("Una") });
		expect(first.status).toBe(200);
		expect(fieldOf(await pablo("PATCH", `units/${id}`, { revision: 1, name: named("Otra") }))).toEqual([
			409,
			["revision"],
		]);
		expect((await Units.findById(id).lean())?.name).toEqual(named("Una"));
	});

	it("a queue belongs to one: whoever has the other one open learns of it when they save", async () => {
		const [one, other] = [await newUnit({ queues: ["quejas"] }), await newUnit()];
		expect(await queuesOf("demo-unit-quality")).toEqual([]);
		await pablo("PATCH", `units/${other}`, { revision: 1, queues: ["quejas"] });
		expect([await queuesOf(one), await queuesOf(other)]).toEqual([[], ["quejas"]]);
		const late = await pablo("PATCH", `units/${one}`, { revision: 1, queues: ["quejas"] });
		expect(fieldOf(late)).toEqual([409, ["revision"]]);
		expect(await queuesOf(other)).toEqual(["quejas"]);
		await pablo("PATCH", `units/${other}`, { revision: 2, queues: [] });
		expect(await queuesOf(other)).toEqual([]);
	});

	it("never stand below themselves, not even when two are moved at once", async () => {
		const top = await newUnit();
		const below = await newUnit({ parent: top });
		expect(fieldOf(await pablo("PATCH", `units/${top}`, { revision: 1, parent: below }))).toEqual([400, ["parent"]]);
		expect(fieldOf(await pablo("PATCH", `units/${top}`, { revision: 1, parent: top }))).toEqual([400, ["parent"]]);
		const [a, b] = [await newUnit(), await newUnit()];
		const moved = await Promise.all([
			pablo("PATCH", `units/${a}`, { revision: 1, parent: b }),
			pablo("PATCH", `units/${b}`, { revision: 1, parent: a }),
		]);
		expect(moved.filter(({ status }) => status === 200)).toHaveLength(1);
	});

	it.each([
		["head", { head: "nobody" }],
		["parent", { parent: "none" }],
		["queues", { queues: ["none"] }],
		["name.en", { name: { es: "Unidad", en: "" } }],
		["areas.0.es", { areas: [{ es: "", en: "x" }] }],
	])("name the field at fault: %s", async (field, wrong) => {
		expect(fieldOf(await pablo("POST", "units", { name: named("Unidad"), ...wrong }))).toEqual([400, [field]]);
	});

	it("are archived once nothing belongs to them", async () => {
		const id = await newUnit({ queues: ["quejas"] });
		const below = await newUnit({ parent: id });
		const archive = (unit: string, revision: number) => pablo("PATCH", `units/${unit}`, { revision, archived: true });
		expect(fieldOf(await archive(id, 1))).toEqual([409, ["archived"]]);
		await pablo("PATCH", `units/${id}`, { revision: 1, queues: [] });
		expect(fieldOf(await archive(id, 2))).toEqual([409, ["archived"]]);
		expect((await archive(below, 1)).status).toBe(200);
		expect((await archive(id, 2)).status).toBe(200);
		expect(fieldOf(await pablo("POST", "units", { name: named("Otra"), parent: id }))).toEqual([400, ["parent"]]);
		expect(fieldOf(await pablo("PATCH", "staff/demo-agent-1", { units: [id] }))).toEqual([400, ["units"]]);
	});
});
