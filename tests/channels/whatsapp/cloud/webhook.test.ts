import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { cloudCalls } from "../../../../channels/whatsapp/cloud/webhook.ts";
import { Conversations, conversationId, Messages } from "../../../../src/conversations/index.ts";
import { ManualClock } from "../../../conversations/engine-support.ts";
import { type GraphApiPeer, startGraphApi } from "../../../peers/graph-api.ts";
import { useDatabase } from "../../../support/database.ts";
import { contractBot } from "../../contract-bot.ts";
import { account, conversationOf, openHub } from "./under-test.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const signed = (raw: string | Buffer, secret = appSecret) =>
	`sha256=${createHmac("sha256", secret).update(raw).digest("hex")}`;
const text = JSON.stringify({ text: "¿Dónde está mi DUI? ñandú 👩‍👩‍👧‍👦 مرحبا" });
/** The same JSON, as some write it: every letter that is not ASCII by its number. */
const escaped = text.replace(/[^\0-~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

describe("P1: a call's signature", () => {
	const calls = cloudCalls({ appSecret, verifyToken: "a-token", take: async () => {} });
	const isFrom = (raw: string, signature?: string | string[]) =>
		calls.isFrom({ ...(signature !== undefined && { "x-hub-signature-256": signature }) }, Buffer.from(raw));

	it.each([
		["over raw UTF-8", text, signed(text), true],
		["over what was escaped and came so", escaped, signed(escaped), true],
		["in capitals", text, signed(text).toUpperCase().replace("SHA256", "sha256"), true],
		["over nothing", "", signed(""), true],
		["over an escaped form of what came raw", text, signed(escaped), false],
		["over the raw form of what came escaped", escaped, signed(text), false],
		["with another secret", text, signed(text, "another"), false],
		["over something else", `${text} `, signed(text), false],
		["missing", text, undefined, false],
		["empty", text, "", false],
		["too short", text, signed(text).slice(0, -2), false],
		["too long", text, `${signed(text)}00`, false],
		["without its kind", text, signed(text).slice(7), false],
		["of the older kind", text, signed(text).replace("256", "1"), false],
		["not in hex", text, `sha256=${"ñ".repeat(64)}`, false],
		["twice", text, [signed(text), signed(text)], false],
	])("%s", (_what, raw, signature, expected) => {
		expect(isFrom(raw, signature)).toBe(expected);
	});

	it.each([
		[
			"as Meta does",
			{ "hub.mode": "subscribe", "hub.verify_token": "a-token", "hub.challenge": "1158201444" },
			"1158201444",
		],
		["another token", { "hub.mode": "subscribe", "hub.verify_token": "a-tokem", "hub.challenge": "1" }, null],
		["no token", { "hub.mode": "subscribe", "hub.challenge": "1" }, null],
		["another mode", { "hub.mode": "unsubscribe", "hub.verify_token": "a-token", "hub.challenge": "1" }, null],
		[
			"a page to say back",
			{ "hub.mode": "subscribe", "hub.verify_token": "a-token", "hub.challenge": "<script>" },
			null,
		],
		["nothing", {}, null],
	])("whoever greets: %s", (_what, query, expected) => {
		expect(calls.hello?.(query)).toBe(expected);
	});
});

describe("a hub that Meta calls", () => {
	useDatabase();
	const clock = new ManualClock();
	let peer: GraphApiPeer;
	let hubs: Awaited<ReturnType<typeof openHub>>[] = [];

	beforeAll(async () => {
		peer = await startGraphApi({ now: () => clock.now() });
	});
	afterEach(async () => {
		for (const hub of hubs) await hub.stop();
		hubs = [];
	});
	afterAll(() => peer.stop());

	async function open() {
		const hub = await openHub(peer, { clock, bot: contractBot() });
		hubs.push(hub);
		return hub;
	}
	const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
	const post = (url: string, raw: string, headers: Record<string, string>) =>
		fetch(url, { method: "POST", body: raw, headers: { "content-type": "application/json", ...headers } });
	const message = (from: string, id: string, body: string) => ({
		from,
		id,
		type: "text",
		text: { body },
		timestamp: "1",
	});

	it("P1: takes nothing from a stranger, whatever it is, and answers Meta's greeting", async () => {
		const { url } = await open();
		const payload = JSON.stringify(peer.envelope({ messages: [message("50371110000", "wamid.forged", "falso")] }));
		expect((await post(url, payload, {})).status).toBe(401);
		expect((await post(url, payload, { "x-hub-signature-256": signed(payload, "x".repeat(32)) })).status).toBe(401);
		expect((await post(url, "{", { "x-hub-signature-256": signed("[") })).status).toBe(401);
		expect(
			(await post(url.replace("/main", "/other"), payload, { "x-hub-signature-256": signed(payload) })).status,
		).toBe(401);
		const browser = { "x-hub-signature-256": signed(payload), origin: "https://oficina.example" };
		expect((await post(url, payload, browser)).status).toBe(403);
		const address = "50371110000";
		expect(await Conversations.exists({ _id: conversationId({ channel: "whatsapp", account, address }) })).toBeNull();

		const query = (token: string) => `?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`;
		const hello = await fetch(url + query(peer.verifyToken));
		expect([hello.status, await hello.text(), hello.headers.get("content-type")]).toEqual([
			200,
			"1158201444",
			"text/plain; charset=utf-8",
		]);
		expect((await fetch(url + query("guess"))).status).toBe(401);
		expect((await fetch(`${url}${query(peer.verifyToken)}&hub.verify_token=x`)).status).toBe(401);
		expect((await fetch(url)).status).toBe(401);
	});

	it("P1: of a call that Meta signed but nobody can read, nothing is made, and it does not come again", async () => {
		const { url } = await open();
		for (const raw of ["null", "[]", "{}", '"x"', '{"entry":7}', '{"entry":[{"changes":[{"value":null}]}]}']) {
			expect({ raw, status: (await post(url, raw, { "x-hub-signature-256": signed(raw) })).status }).toEqual({
				raw,
				status: 200,
			});
		}
		expect((await post(url, "{", { "x-hub-signature-256": signed("{") })).status).toBe(400);
		const large = JSON.stringify({ x: "ñ".repeat(600_000) });
		expect((await post(url, large, { "x-hub-signature-256": signed(large) })).status).toBe(413);
	});

	it("C2: one call with several numbers, messages and marks: each goes where it belongs, those of others nowhere", async () => {
		await open();
		const [one, two] = [peer.citizen(), peer.citizen()];
		const own = peer.envelope({
			contacts: [
				{ profile: { name: "  Ana\n López " }, wa_id: one.waId },
				{ profile: { name: "Beto" }, wa_id: two.waId },
			],
			messages: [
				message(one.waId, "wamid.1", "uno"),
				message(two.waId, "wamid.2", "dos"),
				{ broken: true },
				message(one.waId, "wamid.3", "tres"),
			],
		});
		const foreign = peer.envelope({ messages: [message(one.waId, "wamid.4", "ajeno")] }, "999999999");
		await peer.calls({ ...own, entry: [...foreign.entry, ...own.entry] });
		await eventually(() => expect(one.shown().map(({ text }) => text)).toEqual(["eco: uno", "eco: tres"]));
		await eventually(() => expect(two.shown().map(({ text }) => text)).toEqual(["eco: dos"]));
		expect(await Conversations.findById(conversationOf(one)).lean()).toMatchObject({
			address: one.waId,
			contact: { name: "Ana López", language: "es" },
		});
		expect(await Messages.countDocuments({ conversation: conversationOf(one), direction: "in" })).toBe(2);
	});

	it("C2: says no while it cannot store, and Meta comes again", async () => {
		const { channel, url } = await open();
		await channel.stop();
		const raw = JSON.stringify(peer.envelope({ messages: [message("50370000001", "wamid.9", "hola")] }));
		expect((await post(url, raw, { "x-hub-signature-256": signed(raw) })).status).toBe(500);
	});
});
