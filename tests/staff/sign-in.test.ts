import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Events } from "../../src/events/index.ts";
import { seedStaff } from "../../src/staff/index.ts";
import { lockMs, withAttempt } from "../../src/staff/lockout.ts";
import { Lockouts, Sessions, StaffAccounts } from "../../src/staff/model.ts";
import { useDatabase } from "../support/database.ts";
import { adam, ana, everybody, password } from "./people.ts";
import { drivenClock, type StaffServer, staffServer } from "./server.ts";

useDatabase();
const clock = drivenClock();
let hub: StaffServer;
beforeAll(async () => {
	hub = await staffServer(clock);
	await seedStaff(everybody, clock.now());
});
afterAll(() => hub.app.close());
beforeEach(async () => {
	await Promise.all([Lockouts.deleteMany(), Sessions.deleteMany(), Events.collection.deleteMany({})]);
});

const tryPassword = (email: string, secret: string, headers = {}) =>
	hub.call("POST", "/api/v1/session", { body: { email, password: secret }, headers });

async function recorded(): Promise<string[]> {
	const events = await Events.find().sort({ at: 1, _id: 1 }).lean();
	return events.map(({ type }) => type).sort();
}

describe("P1: signing in", () => {
	it("opens a session in a cookie that scripts and foreign pages cannot use, and puts it on record", async () => {
		const answer = await tryPassword(" ANA@oficina.example ", password);
		expect(answer.status).toBe(200);
		expect(answer.json()).toEqual({
			me: {
				id: "ana",
				name: "Ana",
				email: ana.email,
				roles: ["agent"],
				permissions: [
					"desk.use",
					"conversations.attend",
					"interactions.log",
					"senders.block",
					"citizens.read",
					"citizens.edit",
					"kb.read",
				],
				capacity: 4,
			},
		});
		expect(answer.setCookie).toMatch(/^ventanilla_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
		expect(await recorded()).toEqual(["sign-in.succeeded"]);

		const me = await hub.call("GET", "/api/v1/session", { cookie: answer.cookie ?? "" });
		expect(me.json()).toEqual(answer.json());
	});

	it("keeps neither password nor token, only what checks them", async () => {
		const cookie = await hub.signIn(ana.email);
		const token = cookie.split("=")[1] ?? "";
		const kept = JSON.stringify([await StaffAccounts.find().lean(), await Sessions.find().lean()]);
		expect(kept).not.toContain(token);
		expect(kept).not.toContain(password);
		expect((await StaffAccounts.findById("ana").lean())?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	});

	it("the cookie is secure where the page came over TLS, through a proxy that is believed", async () => {
		const behindTls = await staffServer(clock, { trustProxy: 1 });
		const answer = await behindTls.call("POST", "/api/v1/session", {
			body: { email: ana.email, password },
			headers: { "x-forwarded-proto": "https" },
		});
		expect(answer.setCookie).toContain("; Secure");
		await behindTls.app.close();
	});

	it.each([
		["a wrong password", ana.email, "not the password"],
		["an unknown address", "nobody@oficina.example", password],
		["no address at all", "{$gt: ''}", password],
	])("%s is refused in the same words", async (_what, email, secret) => {
		const answer = await tryPassword(email, secret);
		expect(answer.status).toBe(401);
		expect(answer.json()).toMatchObject({ kind: "unauthenticated", detail: "The e-mail or the password is not right" });
		expect(answer.cookie).toBeNull();
		expect(await recorded()).toEqual(["sign-in.failed"]);
	});

	it("P2: the record of a failed sign-in holds no address", async () => {
		await tryPassword("citizen@private.example", "not the password");
		expect(JSON.stringify(await Events.find().lean())).not.toContain("private.example");
	});

	it.each([
		[{ password }, "email"],
		[{ email: ana.email }, "password"],
		[{ email: ana.email, password: "" }, "password"],
		[{ email: { $ne: null }, password }, "email"],
		[{ email: ana.email, password: "a".repeat(201) }, "password"],
		[{ email: "a".repeat(255), password }, "email"],
		[{ email: ana.email, password, role: "admin" }, "role"],
	])("bad input names the field: %o", async (body, field) => {
		const answer = await hub.call("POST", "/api/v1/session", { body });
		expect(answer.status).toBe(400);
		expect(answer.json()).toMatchObject({ errors: [{ field }] });
	});

	it("takes the same password typed on another system", async () => {
		await seedStaff(
			[{ ...ana, id: "nino", email: "nino@oficina.example", password: "contraseña del niño" }],
			clock.now(),
		);
		expect((await tryPassword("nino@oficina.example", "contraseña del niño".normalize("NFD"))).status).toBe(200);
		await StaffAccounts.deleteOne({ _id: "nino" });
	});

	it("needs the header that foreign pages cannot send", async () => {
		const answer = await hub.app.inject({
			method: "POST",
			url: "/api/v1/session",
			payload: { email: ana.email, password },
		});
		expect(answer.statusCode).toBe(403);
	});
});

describe("P1: lock-out", () => {
	const wrong = (email: string = ana.email) => tryPassword(email, "not the password");

	it.each([
		[1, 0],
		[4, 0],
		[5, 60_000],
		[6, 120_000],
		[7, 240_000],
		[11, 3_600_000],
		[5_000, 3_600_000],
	])("after %i failures in a row: %i ms", (failures, ms) => {
		expect(lockMs(failures)).toBe(ms);
	});

	it("a day without an attempt forgets the failures", () => {
		const lastAt = new Date("2026-11-02T08:00:00Z");
		const tally = { failures: 9, lastAt, lockedUntil: null };
		expect(withAttempt(tally, new Date("2026-11-03T08:00:00Z"))?.failures).toBe(10);
		expect(withAttempt(tally, new Date("2026-11-03T08:00:01Z"))?.failures).toBe(1);
	});

	it.each([ana.email, "nobody@oficina.example"])(
		"five wrong passwords lock %s, for longer each time",
		async (email) => {
			for (let failure = 1; failure <= 5; failure += 1) expect((await wrong(email)).status).toBe(401);
			const locked = await tryPassword(email, password);
			expect(locked.status).toBe(429);
			expect(locked.json()).toMatchObject({ kind: "too-many", retryAfterMs: 60_000 });
			expect(locked.headers["retry-after"]).toBe("60");
			expect((await recorded()).filter((type) => type === "sign-in.locked")).toHaveLength(1);

			clock.pass(60_000);
			expect((await wrong(email)).status).toBe(401);
			expect((await wrong(email)).json()).toMatchObject({ retryAfterMs: 120_000 });
			clock.pass(120_000);
		},
	);

	it("the right password after the lock forgives all", async () => {
		for (let failure = 1; failure <= 5; failure += 1) await wrong();
		clock.pass(60_000);
		expect((await tryPassword(ana.email, password)).status).toBe(200);
		expect(await Lockouts.countDocuments()).toBe(0);
	});

	it("twenty guesses at the same time are not twenty guesses", async () => {
		const answers = await Promise.all(Array.from({ length: 20 }, () => wrong()));
		expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
		expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
	});

	it("one address may not try many accounts", async () => {
		const fresh = await staffServer(clock, { signInsPerMinute: 30 });
		const statuses: number[] = [];
		for (let guess = 0; guess < 31; guess += 1) {
			const body = { email: `guess${guess}@oficina.example` };
			statuses.push((await fresh.call("POST", "/api/v1/session", { body })).status);
		}
		expect(statuses.slice(0, 30).every((status) => status === 400)).toBe(true);
		expect(statuses.at(-1)).toBe(429);
		await fresh.app.close();
	});
});

it("P1: a disabled account is refused like an unknown one", async () => {
	await StaffAccounts.updateOne({ _id: "eva" }, { $set: { disabledAt: clock.now() } });
	expect((await tryPassword("eva@oficina.example", password)).status).toBe(401);
	await StaffAccounts.updateOne({ _id: "eva" }, { $set: { disabledAt: null } });
});

it("P1: signing in over a session ends that session", async () => {
	const first = await hub.signIn(ana.email);
	const body = { email: adam.email, password };
	const second = await hub.call("POST", "/api/v1/session", { body, cookie: first });
	expect(second.cookie).not.toBe(first);
	expect((await hub.call("GET", "/api/v1/session", { cookie: first })).status).toBe(401);
	expect(await Sessions.countDocuments()).toBe(1);
});
