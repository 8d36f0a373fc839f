import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Events, type EventType } from "../../src/events/index.ts";
import { takeLease } from "../../src/platform/lease.ts";
import { findStaff, listAgents, openFirstAccount, seedStaff } from "../../src/staff/index.ts";
import { Lockouts, Sessions, StaffAccounts } from "../../src/staff/model.ts";
import { useDatabase } from "../support/database.ts";
import { adam, ana, everybody, password, sol } from "./people.ts";
import { drivenClock, type StaffServer, staffServer } from "./server.ts";

useDatabase();
const clock = drivenClock();
let hub: StaffServer;
let admin: string;
beforeAll(async () => {
	hub = await staffServer(clock);
});
afterAll(() => hub.app.close());
beforeEach(async () => {
	await Promise.all([
		StaffAccounts.deleteMany(),
		Lockouts.deleteMany(),
		Sessions.deleteMany(),
		Events.collection.deleteMany({}),
	]);
	await seedStaff(everybody, clock.now());
	admin = await hub.signIn(adam.email);
});

const draft = { email: "Luis@Oficina.example", name: " Luis ", roles: ["agent", "agent"], password };
const create = (body: object) => hub.call("POST", "/api/v1/staff", { cookie: admin, body });
const change = (id: string, body: object) => hub.call("PATCH", `/api/v1/staff/${id}`, { cookie: admin, body });
const lastEvent = (type: EventType) => Events.findOne({ type }).sort({ at: -1 }).lean();

describe("P1: opening an account", () => {
	it("works, is on record, and the person can sign in", async () => {
		const answer = await create(draft);
		expect(answer.status).toBe(201);
		expect(answer.json()).toMatchObject({
			email: "luis@oficina.example",
			name: "Luis",
			roles: ["agent"],
			languages: ["es"],
			capacity: 4,
			queues: [],
			disabledAt: null,
		});
		expect(answer.body).not.toContain("argon2");
		expect(await lastEvent("staff.created")).toMatchObject({
			actor: { kind: "staff", id: "adam" },
			data: { roles: "agent" },
		});
		expect(await hub.signIn("luis@oficina.example")).toMatch(/^ventanilla_session=/);
	});

	it.each([
		["an address that is taken", { email: "ANA@oficina.example" }, 409, "email"],
		["no address", { email: "luis" }, 400, "email"],
		["a short password", { password: "corta" }, 400, "password"],
		["a password of one character", { password: "aaaaaaaaaaaaaaaa" }, 400, "password"],
		["no name", { name: "  " }, 400, "name"],
		["no role", { roles: [] }, 400, "roles"],
		["an unknown role", { roles: ["root"] }, 400, "roles.0"],
		["no capacity", { capacity: 0 }, 400, "capacity"],
		["an unknown language", { languages: ["fr"] }, 400, "languages.0"],
		["an unknown field", { permissions: ["staff.manage"] }, 400, "permissions"],
	])("%s is refused, naming the field", async (_what, part, status, field) => {
		const answer = await create({ ...draft, ...part });
		expect(answer.status).toBe(status);
		expect(answer.json()).toMatchObject({ errors: [{ field }] });
		expect(await StaffAccounts.countDocuments()).toBe(everybody.length);
	});

	it("two administrators open the same account at once: one does", async () => {
		const answers = await Promise.all([create(draft), create(draft)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
	});
});

describe("P1: changing an account", () => {
	it("what is plain changes at once; the person stays signed in", async () => {
		const cookie = await hub.signIn(ana.email);
		const answer = await change("ana", { name: "Ana María", capacity: 6, queues: ["firma"] });
		expect(answer.json()).toMatchObject({ name: "Ana María", capacity: 6, queues: ["firma"], roles: ["agent"] });
		expect((await hub.call("GET", "/api/v1/session", { cookie })).status).toBe(200);
		expect(await lastEvent("staff.changed")).toMatchObject({ subject: { kind: "staff", id: "ana" } });
	});

	it.each([
		["other roles", { roles: ["agent", "supervisor"] }, "staff.role-changed"],
		["another password", { password: "otra clave muy larga" }, "staff.password-changed"],
		["disabling", { disabled: true }, "staff.disabled"],
	] as const)("%s: the sessions end, the desk is told, it is on record", async (_what, body, type) => {
		const cookie = await hub.signIn(ana.email);
		expect((await change("ana", body)).status).toBe(200);
		expect((await hub.call("GET", "/api/v1/session", { cookie })).status).toBe(401);
		expect(hub.revoked.at(-1)).toMatchObject({ staff: "ana" });
		expect(hub.revoked.at(-1)?.sessions).toHaveLength(1);
		expect(await lastEvent(type)).toMatchObject({
			actor: { kind: "staff", id: "adam" },
			subject: { kind: "staff", id: "ana" },
		});
	});

	it("roles before and after are on record", async () => {
		await change("ana", { roles: ["agent", "supervisor"] });
		expect(await lastEvent("staff.role-changed")).toMatchObject({
			data: { before: "agent", after: "agent,supervisor" },
		});
	});

	it("who was disabled can be enabled again", async () => {
		await change("ana", { disabled: true });
		await change("ana", { disabled: false });
		expect(await hub.signIn(ana.email)).toBeTruthy();
		expect(await lastEvent("staff.enabled")).not.toBeNull();
	});

	it.each([
		["roles", { roles: ["agent"] }],
		["disabled", { disabled: true }],
	])("the last administrator stays (%s)", async (field, body) => {
		const answer = await change("adam", body);
		expect(answer.status).toBe(409);
		expect(answer.json()).toMatchObject({ errors: [{ field }] });
		expect((await change("adam", { name: "Adán" })).status).toBe(200);
		await change("sol", { roles: ["supervisor", "admin"] });
		expect((await change("adam", body)).status).toBe(200);
	});

	it("two administrators cannot remove each other", async () => {
		await change("sol", { roles: ["admin"] });
		const bySol = await hub.signIn(sol.email);
		const body = { disabled: true };
		await Promise.all([
			hub.call("PATCH", "/api/v1/staff/adam", { cookie: bySol, body }),
			hub.call("PATCH", "/api/v1/staff/sol", { cookie: admin, body }),
		]);
		expect(await StaffAccounts.countDocuments({ roles: "admin", disabledAt: null })).toBe(1);
	});

	it("waits its turn while another process changes an administrator", async () => {
		await takeLease("staff.admins", "another process", 10_000, clock.now());
		expect((await change("adam", { capacity: 1 })).status).toBe(409);
		clock.pass(10_000);
		expect((await change("adam", { capacity: 1 })).status).toBe(200);
	});

	it("an unknown account is not found", async () => {
		expect((await change("nobody", { name: "X" })).status).toBe(404);
	});
});

describe("the people that the desk needs", () => {
	it("lists who may attend, and names everybody, disabled ones too", async () => {
		await change("ana", { disabled: true });
		expect(await listAgents()).toEqual([
			{ id: "sol", name: "Sol", capacity: 4, queues: [], units: [], languages: ["es"] },
		]);
		const found = await findStaff(["ana", "adam", "nobody"]);
		expect(found.map(({ id }) => id).sort()).toEqual(["adam", "ana"]);
	});

	it("seeding twice changes nothing", async () => {
		await change("ana", { name: "Otra" });
		await seedStaff(everybody, clock.now());
		expect((await findStaff(["ana"]))[0]?.name).toBe("Otra");
		expect(await StaffAccounts.countDocuments()).toBe(everybody.length);
	});

	it("P1: a new centre begins with one administrator, and only while there is nobody", async () => {
		const given = { email: "Jefa@oficina.example", password };
		expect(await openFirstAccount(given, clock.now())).toBe(true);
		expect(await StaffAccounts.exists({ email: "jefa@oficina.example" })).toBeNull();

		await StaffAccounts.deleteMany();
		expect(await openFirstAccount(null, clock.now())).toBe(false);
		expect(await openFirstAccount(given, clock.now())).toBe(true);
		expect(await openFirstAccount({ ...given, email: "otra@oficina.example" }, clock.now())).toBe(true);
		expect(await StaffAccounts.find().lean()).toMatchObject([{ email: "jefa@oficina.example", roles: ["admin"] }]);
		expect(await hub.signIn("jefa@oficina.example")).toBeTruthy();
	});

	it("the list of accounts shows all but what is secret", async () => {
		const answer = await hub.call("GET", "/api/v1/staff", { cookie: admin });
		expect(answer.json()).toMatchObject({ staff: [{ id: "adam" }, { id: "ana" }, { id: "eva" }, { id: "sol" }] });
		expect(answer.body).not.toMatch(/argon2|password/i);
	});
});
