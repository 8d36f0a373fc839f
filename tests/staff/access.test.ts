import { randomBytes } from "node:crypto";
import { io } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { webchatEvents } from "../../channels/webchat/index.ts";
import { deskEvents } from "../../src/desk/index.ts";
import type { EventTable } from "../../src/platform/realtime/index.ts";
import { demoStaff } from "../../src/seed/demo.ts";
import type { Role } from "../../src/staff/index.ts";
import { openSession } from "../../src/staff/sessions.ts";
import { useHub } from "../support/hub.ts";
import { type Actor, actors, callRoute, expectedOf, sendAs } from "./walk.ts";

const { hub } = useHub();

/** A session of its own for each call, since one of the calls is signing out. */
async function cookieOf(actor: Actor): Promise<string | null> {
	if (actor === "nobody") return null;
	const { token } = await openSession(staffOf(actor), new Date());
	return `ventanilla_session=${token}`;
}

function staffOf(role: Role): string {
	const account = demoStaff.find(({ roles }) => roles.join() === role);
	if (!account) throw new Error(`The demo has no ${role}`);
	return account.id;
}

const walkable = () => hub().routes.filter(({ method }) => method !== "HEAD");

describe("P1: role × route, on the whole hub", () => {
	it("every route declares an access that exists", () => {
		expect(hub().routes.length).toBeGreaterThan(40);
		expect(hub().routes.filter(({ access }) => expectedOf(access, "admin") === null)).toEqual([]);
	});

	it("HEAD asks for what GET asks for", () => {
		const gets = hub().routes.filter(({ method }) => method === "GET");
		for (const { url, access } of hub().routes.filter(({ method }) => method === "HEAD")) {
			expect(gets).toContainEqual({ method: "GET", url, access });
		}
	});

	it("what is open to everybody is named here, so that opening more is a decision", () => {
		const open = walkable().filter(({ access }) => access === "public");
		const urls = open.map(({ method, url }) => `${method} ${url}`).filter((route) => !route.includes("/api/docs"));
		expect(urls.sort()).toEqual(openToAll);
	});

	it.each(actors)("%s gets what is theirs, and nothing else", async (actor) => {
		const walked: Record<string, string> = {};
		const expected: Record<string, string> = {};
		for (const route of walkable()) {
			const call = `${route.method} ${route.url} (${route.access})`;
			expected[call] = expectedOf(route.access, actor) ?? "undeclared";
			walked[call] = await callRoute(hub().url, route, await cookieOf(actor));
		}
		expect(walked).toEqual(expected);
	});

	it("a forged cookie is nobody", async () => {
		const forged = `ventanilla_session=${randomBytes(32).toString("base64url")}`;
		for (const route of walkable().filter(({ access }) => access !== "public")) {
			expect(await callRoute(hub().url, route, forged)).toBe("401");
		}
	});
});

const openToAll = [
	"DELETE /api/v1/session",
	"DELETE /api/v1/visit",
	"GET /",
	"GET /api/v1/openapi.json",
	"GET /api/v1/visit",
	"GET /caso",
	"GET /desk",
	"GET /desk/*",
	"GET /healthz",
	"GET /metrics",
	"GET /site/*",
	"GET /widget.js",
	"POST /api/v1/session",
	"POST /api/v1/visit",
	"POST /api/v1/visit/code",
];

/** Only names, accesses and inputs are looked at: the walk lets no event do anything. */
type Declared = Readonly<Record<string, Pick<EventTable<never>[string], "access" | "input">>>;
const namespaces: { namespace: string; table: Declared }[] = [
	{ namespace: "/desk", table: deskEvents },
	{ namespace: "/webchat", table: webchatEvents },
];

describe.each(namespaces)("P1: role × event of $namespace", ({ namespace, table }) => {
	const declared = Object.entries(table).map(([name, { access }]) => ({ name, access }));

	it("every event declares an access that exists, and that fits its namespace", () => {
		expect(declared.length).toBeGreaterThan(5);
		const unfit = declared.filter(
			({ access }) => (access === "citizen") !== (namespace === "/webchat") || expectedOf(access, "admin") === null,
		);
		expect(unfit).toEqual([]);
	});

	it.each([...actors, "citizen"] as const)("%s gets what is theirs, and nothing else", async (actor) => {
		const holds = (access: string) =>
			actor === "citizen" ? access === "citizen" : actor !== "nobody" && expectedOf(access, actor) === "allowed";
		for (const { name, access } of declared) {
			const answer = await sendAs(table, name, holds);
			const kind = answer.ok ? "allowed" : answer.error.kind;
			expect({ name, kind }).toEqual({ name, kind: holds(access) ? "allowed" : "forbidden" });
		}
	});

	it.each(["nope", "constructor", "toString", "__proto__", "hasOwnProperty"])(
		"%s is not there, for nobody",
		async (name) => {
			expect(await sendAs(table, name, () => true)).toMatchObject({ ok: false, error: { kind: "not-found" } });
		},
	);
});

describe("P1: who may connect to the desk, on the whole hub", () => {
	function connect(headers: Record<string, string>): Promise<string> {
		const socket = io(`${hub().url}/desk`, { transports: ["websocket"], forceNew: true, extraHeaders: headers });
		return new Promise<string>((resolve) => {
			socket.on("connect", () => resolve("connected"));
			socket.on("connect_error", (error) => resolve(error.message));
		}).finally(() => socket.disconnect());
	}

	it("staff with a session, from our own pages", async () => {
		const cookie = (await cookieOf("agent")) ?? "";
		expect(await connect({ cookie })).toBe("connected");
		expect(await connect({ cookie, origin: hub().url })).toBe("connected");
		expect(await connect({ cookie, origin: "https://evil.example" })).not.toBe("connected");
		expect(await connect({})).toBe("unauthenticated");
		expect(await connect({ cookie: `ventanilla_session=${randomBytes(32).toString("base64url")}` })).toBe(
			"unauthenticated",
		);
	});

	it("an editor finds every door of it shut", async () => {
		const socket = io(`${hub().url}/desk`, {
			transports: ["websocket"],
			forceNew: true,
			extraHeaders: { cookie: (await cookieOf("editor")) ?? "" },
		});
		for (const name of Object.keys(deskEvents)) {
			expect(await socket.emitWithAck(name, {})).toMatchObject({ ok: false, error: { kind: "forbidden" } });
		}
		socket.disconnect();
	});
});
