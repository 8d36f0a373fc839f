import { createHmac, randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { newVisitor, readToken, signToken, type Visitor } from "../../../channels/webchat/token.ts";
import { Events } from "../../../src/events/index.ts";
import { citizen, take, textOf, useHub, type WebchatClient } from "../../support/hub.ts";

const secret = "a secret of thirty-two letters and more";
const issuedAt = new Date("2026-11-02T14:00:00Z");
const hour = 3_600_000;
const later = (ms: number) => new Date(issuedAt.getTime() + ms);
const visitor = (change: Partial<Visitor> = {}): Visitor => ({ ...newVisitor(issuedAt), ...change });

/** A token with any content, signed as ours are. */
function forge(claims: unknown, key = `webchat-visitor:${secret}`): string {
	const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
	return `${body}.${createHmac("sha256", key).update(body).digest("base64url")}`;
}

describe("C3: a visitor's token", () => {
	it("names who was signed, and nobody else", () => {
		const [one, other] = [visitor(), visitor({ remembered: true })];
		expect(readToken(signToken(one, secret), secret, issuedAt)).toEqual(one);
		expect(readToken(signToken(other, secret), secret, issuedAt)).toEqual(other);
		expect(one.address).not.toBe(other.address);
	});

	it.each([
		["this session only: 12 hours", false, 12 * hour],
		["«recordar en este equipo»: 30 days", true, 30 * 24 * hour],
	])("%s", (_what, remembered, lifetime) => {
		const token = signToken(visitor({ remembered }), secret);
		expect(readToken(token, secret, later(lifetime - 1))).not.toBeNull();
		expect(readToken(token, secret, later(lifetime))).toBeNull();
	});

	const good = signToken(visitor(), secret);
	const [body = "", signature = ""] = good.split(".");
	const claims = { a: randomUUID(), r: false, i: issuedAt.getTime(), e: issuedAt.getTime() + hour };
	it.each([
		["nothing", ""],
		["a dot", "."],
		["no signature", body],
		["an empty signature", `${body}.`],
		["no content", `.${signature}`],
		["a part more", `${good}.${signature}`],
		["content altered in one letter", `${body.slice(0, -1)}${body.endsWith("A") ? "B" : "A"}.${signature}`],
		["a signature altered in one letter", `${body}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`],
		["half a signature", `${body}.${signature.slice(0, 20)}`],
		["a longer signature", `${body}.${signature}${signature}`],
		["a signature that is no base64", `${body}.<script>`],
		["somebody else's signature", `${body}.${signToken(visitor(), secret).split(".")[1]}`],
		["signed with another secret", signToken(visitor(), `${secret}!`)],
		["signed with the secret for another purpose", forge(claims, secret)],
		[
			"a longer life",
			forge(claims).replace(/^[^.]+/, Buffer.from(JSON.stringify({ ...claims, e: 9e15 })).toString("base64url")),
		],
		["signed content that is no visitor", forge({ ...claims, a: "admin" })],
		["signed content with a field missing", forge({ a: claims.a })],
		["signed content that is no object", forge("x")],
	])("none comes of %s", (_what, token) => {
		expect(readToken(token, secret, issuedAt)).toBeNull();
	});

	it("what is made as ours are made is read: the table above tests what it says", () => {
		expect(readToken(forge(claims), secret, issuedAt)).toMatchObject({ address: claims.a });
	});
});

const { hub, config } = useHub();
const patient = { timeout: 10_000 };

async function upload(token: string): Promise<{ status: number; id: string }> {
	const form = new FormData();
	form.set("file", new Blob(["mi recibo"], { type: "text/plain" }), "recibo.txt");
	const headers = { authorization: `Bearer ${token}` };
	const answer = await fetch(`${hub().url}/api/v1/webchat/files`, { method: "POST", headers, body: form });
	const { id = "" } = z.object({ id: z.string().optional() }).parse(await answer.json());
	return { status: answer.status, id };
}

async function download(token: string, id: string): Promise<number> {
	const headers = { authorization: `Bearer ${token}` };
	return (await fetch(`${hub().url}/api/v1/webchat/files/${id}`, { headers })).status;
}

function closing(socket: WebchatClient): Promise<string> {
	return new Promise((resolve) => socket.once("disconnect", resolve));
}

describe("C2, C3: coming back", () => {
	it("the same token finds the same conversation", async () => {
		const first = await citizen(hub().url);
		await first.say("perdí mi token");
		await vi.waitFor(() => expect(first.shown.length).toBeGreaterThan(1), patient);
		first.close();
		const again = await citizen(hub().url, first.begun.token);
		expect(again.begun).toMatchObject({ fresh: false, privacyAccepted: true, status: { remembered: false } });
		expect(again.begun.messages.map(textOf)).toContain("perdí mi token");
		again.close();
	});

	it("«recordar» gives a token for 30 days, which says so when it comes back; taking it back gives a short one", async () => {
		const visitor = await citizen(hub().url);
		const { token } = take(await visitor.socket.emitWithAck("remember", { on: true }));
		const in20days = new Date(Date.now() + 20 * 24 * hour);
		expect(readToken(token, config().secret, in20days)).toMatchObject({ remembered: true });
		const again = await citizen(hub().url, token);
		expect(again.begun.status.remembered).toBe(true);
		const short = take(await again.socket.emitWithAck("remember", { on: false }));
		expect(readToken(short.token, config().secret, in20days)).toBeNull();
		expect(readToken(short.token, config().secret, new Date())).toMatchObject({ remembered: false });
		for (const user of [visitor, again]) user.close();
	});
});

describe("C3, P2: «terminar y borrar de este equipo»", () => {
	it("ends what the old token opens: socket and files, in every tab, also for who skips `begin`", async () => {
		const { url } = hub();
		const visitor = await citizen(url);
		const { token } = visitor.begun;
		await visitor.say("tengo un secreto");
		await vi.waitFor(() => expect(visitor.shown.length).toBeGreaterThan(1), patient);
		const { status, id } = await upload(token);
		expect(status).toBe(201);
		expect(await download(token, id)).toBe(200);
		const otherTab = await citizen(url, token);
		const closed = Promise.all([visitor, otherTab].map(({ socket }) => closing(socket)));

		visitor.socket.emit("forget", {}, () => {});
		expect(await closed).toEqual(["io server disconnect", "io server disconnect"]);

		expect(await download(token, id)).toBe(401);
		expect((await upload(token)).status).toBe(401);
		otherTab.socket.connect();
		await new Promise<void>((resolve) => otherTab.socket.once("connect", resolve));
		expect(take(await otherTab.socket.emitWithAck("sync", { after: 0 }))).toMatchObject({ messages: [] });
		const renewed = take(await otherTab.socket.emitWithAck("remember", { on: true }));
		expect(await download(renewed.token, id)).toBe(404);
		const again = await citizen(url, token);
		expect(again.begun).toMatchObject({ fresh: true, privacyAccepted: false, messages: [] });
		expect(again.begun.token).not.toBe(token);
		await again.say("soy otra persona");
		await vi.waitFor(() => expect(again.shown.length).toBeGreaterThan(1), patient);
		expect(again.shown.map(textOf).join()).not.toContain("secreto");
		for (const user of [visitor, otherTab, again]) user.close();
		expect(await Events.countDocuments({ type: "visitor.forgotten" })).toBe(1);
	});

	it("who has said nothing has nothing to forget", async () => {
		const visitor = await citizen(hub().url);
		expect(take(await visitor.socket.emitWithAck("forget", {}))).toBeNull();
		visitor.close();
	});
});
