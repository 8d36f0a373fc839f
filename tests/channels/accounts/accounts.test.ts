import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { followEnvironment } from "../../../channels/accounts/index.ts";
import { resealOld } from "../../../channels/accounts/manage.ts";
import { ChannelAccounts } from "../../../channels/accounts/model.ts";
import { telegramKind } from "../../../channels/telegram/kind.ts";
import { Events } from "../../../src/events/index.ts";
import { createSealer } from "../../../src/platform/seal.ts";
import { demoStaff } from "../../../src/seed/demo.ts";
import { openSession } from "../../../src/staff/sessions.ts";
import { startTelegramApi, type TelegramCitizen, type TelegramPeer } from "../../peers/telegram-api.ts";
import { useHub } from "../../support/hub.ts";

const peer: TelegramPeer = await startTelegramApi();
afterAll(() => peer.stop());
const { hub, config } = useHub({ TELEGRAM_API_ROOT: peer.root, LOG_LEVEL: "silent" });

let cookie = "";
beforeAll(async () => {
	const admin = demoStaff.find(({ roles }) => roles.join() === "admin");
	const { token } = await openSession(admin?.id ?? "", new Date());
	cookie = `ventanilla_session=${token}`;
});

const Row = z.looseObject({ id: z.string(), label: z.string(), paused: z.boolean(), waiting: z.number() });
const Rows = z.object({ accounts: z.array(Row) });

async function call(method: string, path: string, body?: object) {
	const answer = await fetch(`${hub().url}${path}`, {
		method,
		headers: {
			cookie,
			"x-requested-with": "ventanilla",
			...(body && { "content-type": "application/json" }),
		},
		...(body && { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	const json: unknown = text === "" ? null : JSON.parse(text);
	return { status: answer.status, json, text };
}

const accounts = async () => Rows.parse((await call("GET", "/api/v1/channels")).json).accounts;
const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
const answers = (citizen: TelegramCitizen, count: number) =>
	eventually(async () => expect((await citizen.shown()).length).toBeGreaterThanOrEqual(count));

describe("C2 P1: accounts of channels, on the whole hub", () => {
	let id = "";

	it.each([
		["transport", { transport: "paloma", label: "Bot", values: {} }],
		["label", { transport: "telegram", label: "\u202E", values: { token: peer.token } }],
		["values.token", { transport: "telegram", label: "Bot", values: {} }],
		["values.token", { transport: "telegram", label: "Bot", values: { token: "no es un token" } }],
		["values.color", { transport: "telegram", label: "Bot", values: { token: peer.token, color: "azul" } }],
		["values", { transport: "telegram", label: "Bot", values: { token: { $ne: "" } } }],
	])("names the field at fault, and keeps nothing: %s", async (field, body) => {
		const refused = await call("POST", "/api/v1/channels", body);
		expect(refused.status).toBe(400);
		expect(refused.text).toContain(`"${field}`);
		expect(await accounts()).toEqual([]);
	});

	it("is open as soon as it is added, without a restart; its secret is sealed and shown to nobody", async () => {
		const added = await call("POST", "/api/v1/channels", {
			transport: "telegram",
			label: " Bot de la oficina ",
			values: { token: peer.token },
		});
		expect(added.status).toBe(201);
		id = Row.parse(added.json).id;
		expect(Row.parse(added.json)).toMatchObject({ label: "Bot de la oficina", paused: false });

		const citizen = peer.citizen();
		await citizen.writes("¿Cuál es el horario?");
		await answers(citizen, 1);

		const kept = JSON.stringify(await ChannelAccounts.findById(id).lean());
		for (const seen of [kept, added.text, (await call("GET", "/api/v1/channels")).text]) {
			expect(seen).not.toContain(peer.token.split(":")[1]);
		}
		expect(await call("POST", `/api/v1/channels/${id}/test`)).toMatchObject({ status: 200 });
	});

	it("waits with what is to be sent while it is paused, without using up its tries, and sends it afterwards", async () => {
		const citizen = peer.citizen();
		await citizen.writes("hola");
		await answers(citizen, 1);
		const before = (await citizen.shown()).length;

		expect((await call("PATCH", `/api/v1/channels/${id}`, { paused: true })).status).toBe(204);
		await hub().engine.receive({
			from: { channel: "telegram", account: id.replace("telegram.", ""), address: String(citizen.id) },
			externalId: randomUUID(),
			parts: [{ type: "text", text: "¿Cuánto cuesta la firma electrónica?" }],
			contact: { name: null, language: "es" },
		});
		await eventually(async () => {
			const [row] = await accounts();
			expect(row).toMatchObject({ paused: true });
			expect(row?.waiting).toBeGreaterThan(0);
		});
		expect((await citizen.shown()).length).toBe(before);

		expect((await call("PATCH", `/api/v1/channels/${id}`, { paused: false })).status).toBe(204);
		await answers(citizen, before + 1);
		await eventually(async () => expect((await accounts())[0]?.waiting).toBe(0));
	});

	it("says that its service does not answer, and when it works again", async () => {
		const failure = async () => z.looseObject({ failure: z.unknown() }).parse((await accounts())[0]).failure;
		await peer.down();
		await eventually(async () => expect(await failure()).toMatchObject({ code: expect.any(String) }));
		await peer.up();
		await peer.citizen().writes("hola");
		await eventually(async () => expect(await failure()).toBeNull());
	});

	it("is removed with its secret, and every change stands on record", async () => {
		expect((await call("DELETE", `/api/v1/channels/${id}`)).status).toBe(204);
		expect(await accounts()).toEqual([]);
		expect((await ChannelAccounts.findById(id).lean())?.secrets).toEqual({});
		expect((await call("PATCH", `/api/v1/channels/${id}`, { paused: false })).status).toBe(404);
		const types = await Events.find({ "subject.id": id }).sort({ at: 1 }).lean();
		expect(types.map(({ type }) => type)).toEqual([
			"channel.added",
			"channel.paused",
			"channel.resumed",
			"channel.removed",
		]);
	});

	it("of the environment follows it, and is changed nowhere else", async () => {
		const parts = {
			kinds: [telegramKind({ apiRoot: peer.root })],
			sealer: createSealer(config().secretsKeys),
			clock: { now: () => new Date() },
		};
		await followEnvironment("telegram", { token: peer.token }, parts);
		await followEnvironment("telegram", { token: peer.token }, parts);
		expect(await ChannelAccounts.findById("telegram.main").lean()).toMatchObject({ state: "active", revision: 1 });
		const refused = await call("PATCH", "/api/v1/channels/telegram.main", { values: { token: peer.token } });
		expect(refused).toMatchObject({ status: 409 });
		expect((await call("DELETE", "/api/v1/channels/telegram.main")).status).toBe(409);

		const citizen = peer.citizen();
		await citizen.writes("hola");
		await answers(citizen, 1);
		await followEnvironment("telegram", null, parts);
		expect(await accounts()).toEqual([]);
	});

	it("has its secrets sealed anew after a rotation of the key", async () => {
		const [old = ""] = config().secretsKeys;
		const fresh = "another key of at least thirty-two characters";
		const parts = (keys: string[]) => ({
			kinds: [telegramKind({ apiRoot: peer.root })],
			sealer: createSealer(keys),
			clock: { now: () => new Date() },
		});
		await followEnvironment("telegram", { token: peer.token }, parts([old]));
		expect(await resealOld(parts([old]))).toBe(0);
		expect(await resealOld(parts([fresh, old]))).toBe(1);
		const account = await ChannelAccounts.findById("telegram.main").lean();
		expect(createSealer([fresh]).open(account?.secrets.token ?? "", "telegram.main/token")).toBe(peer.token);

		// A key that was thrown away keeps no hub from starting, and the environment sets its account up again.
		const other = parts(["a third key of at least thirty-two characters"]);
		expect(await resealOld(other)).toBe(0);
		await followEnvironment("telegram", { token: peer.token }, other);
		const again = await ChannelAccounts.findById("telegram.main").lean();
		expect(other.sealer.open(again?.secrets.token ?? "", "telegram.main/token")).toBe(peer.token);
		await followEnvironment("telegram", null, other);
	});
});
