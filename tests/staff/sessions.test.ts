import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Events } from "../../src/events/index.ts";
import { authenticateCookie, endedAmong, removeLapsedSessions, seedStaff } from "../../src/staff/index.ts";
import { Sessions } from "../../src/staff/model.ts";
import { useDatabase } from "../support/database.ts";
import { ana, everybody } from "./people.ts";
import { drivenClock, type StaffServer, staffServer } from "./server.ts";

useDatabase();
const clock = drivenClock();
const minute = 60_000;
const hour = 60 * minute;
let hub: StaffServer;
beforeAll(async () => {
	hub = await staffServer(clock);
	await seedStaff(everybody, clock.now());
});
afterAll(() => hub.app.close());
beforeEach(async () => {
	await Sessions.deleteMany();
});

const whoAmI = (cookie: string) => hub.call("GET", "/api/v1/session", { cookie });

describe("P1: a session", () => {
	it.each([
		["none", ""],
		["a forged token", `ventanilla_session=${randomBytes(32).toString("base64url")}`],
		["an empty token", "ventanilla_session="],
		["a session's id instead of its token", "SESSION"],
		["what is no cookie", "%%%;;;==="],
		["another name", "session=x"],
	])("is not had by %s", async (_what, cookie) => {
		await hub.signIn(ana.email);
		const session = await Sessions.findOne().lean().orFail();
		const sent = cookie === "SESSION" ? `ventanilla_session=${session.token}` : cookie;
		expect((await whoAmI(sent)).status).toBe(401);
		expect(await authenticateCookie(sent, clock.now())).toBeNull();
	});

	it("signs in the desk's socket as well, by the same cookie", async () => {
		const cookie = await hub.signIn(ana.email);
		const signedIn = await authenticateCookie(`other=1; ${cookie}`, clock.now());
		expect(signedIn).toMatchObject({ id: "ana", name: "Ana", roles: ["agent"] });
		expect(signedIn?.permissions.has("conversations.attend")).toBe(true);
		expect(signedIn?.permissions.has("staff.manage")).toBe(false);
		expect(await authenticateCookie(undefined, clock.now())).toBeNull();
	});

	it("lasts twelve hours after the last sign of life, not after the sign-in", async () => {
		const cookie = await hub.signIn(ana.email);
		await Sessions.updateMany({}, { $set: { rotatedAt: new Date(clock.now().getTime() + 100 * hour) } });
		clock.pass(11 * hour);
		expect((await whoAmI(cookie)).status).toBe(200);
		clock.pass(11 * hour);
		expect((await whoAmI(cookie)).status).toBe(200);
		clock.pass(12 * hour);
		expect((await whoAmI(cookie)).status).toBe(401);
		await removeLapsedSessions(new Date(clock.now().getTime() + 1));
		expect(await Sessions.countDocuments()).toBe(0);
	});

	it("gets a new token every hour; the old one passes for five minutes more and renews nothing", async () => {
		const first = await hub.signIn(ana.email);
		clock.pass(59 * minute);
		expect((await whoAmI(first)).cookie).toBeNull();
		clock.pass(minute);
		const second = (await whoAmI(first)).cookie ?? "";
		expect(second).toMatch(/^ventanilla_session=/);
		expect(second).not.toBe(first);

		const late = await whoAmI(first);
		expect(late).toMatchObject({ status: 200, cookie: null });
		expect((await whoAmI(second)).status).toBe(200);
		clock.pass(5 * minute);
		expect((await whoAmI(first)).status).toBe(401);
		expect((await whoAmI(second)).status).toBe(200);
	});

	it("is renewed once when a page asks ten things at the same time", async () => {
		const cookie = await hub.signIn(ana.email);
		clock.pass(hour);
		const answers = await Promise.all(Array.from({ length: 10 }, () => whoAmI(cookie)));
		expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
		const renewed = answers.flatMap((answer) => answer.cookie ?? []);
		expect(renewed).toHaveLength(1);
		expect((await whoAmI(renewed[0] ?? "")).status).toBe(200);
	});

	it("ends by signing out: on record, and the desk is told", async () => {
		const cookie = await hub.signIn(ana.email);
		const session = await Sessions.findOne().lean().orFail();
		const out = await hub.call("DELETE", "/api/v1/session", { cookie });
		expect(out.status).toBe(204);
		expect(out.setCookie).toMatch(/^ventanilla_session=; .*Expires=Thu, 01 Jan 1970/);
		expect((await whoAmI(cookie)).status).toBe(401);
		expect(hub.revoked.at(-1)).toEqual({ staff: "ana", sessions: [session._id] });
		expect(await Events.findOne({ type: "signed-out" }).lean()).toMatchObject({ actor: { kind: "staff", id: "ana" } });
	});

	it("signing out without one is no error", async () => {
		expect((await hub.call("DELETE", "/api/v1/session")).status).toBe(204);
	});

	it("an open desk asks which are over, which keeps the others alive", async () => {
		const cookie = await hub.signIn(ana.email);
		const { _id } = await Sessions.findOne().lean().orFail();
		for (let asked = 0; asked < 30; asked += 1) {
			clock.pass(hour);
			expect(await endedAmong([_id, "gone"], clock.now())).toEqual(["gone"]);
		}
		expect((await whoAmI(cookie)).status).toBe(200);
		clock.pass(12 * hour);
		expect(await endedAmong([_id], clock.now())).toEqual([_id]);
	});
});
