import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { Conversations, Messages } from "../../src/conversations/index.ts";
import { type Citizen, citizen, take, textOf } from "../support/hub.ts";
import { call, keepsNothing, marker, patient, privacy, rogue, useSiege } from "./hostile.ts";

const { hub, ana, agent, expectCleanLog } = useSiege();

describe("P1, P2: another citizen's conversation", () => {
	const file = (text: string, name: string) => {
		const form = new FormData();
		form.set("file", new Blob([text], { type: "text/plain" }), name);
		return form;
	};
	const bearer = ({ begun }: Citizen) => ({ authorization: `Bearer ${begun.token}` });
	const idOf = (data: unknown) => /"id":"([^"]+)"/.exec(String(data))?.[1] ?? "";

	it("a citizen has no way to name it, and its files are not there for them", async () => {
		const [victim, thief] = await Promise.all([citizen(hub().url), citizen(hub().url)]);
		await victim.say(`mi número es ${marker}`);
		const upload = { method: "POST", headers: bearer(victim), body: file(marker, "recibo.txt") };
		const theirs = idOf((await call(`${hub().url}/api/v1/webchat/files`, upload)).data);
		const conversation = (
			await Messages.findOne({ "parts.text": `mi número es ${marker}` })
				.lean()
				.orFail()
		).conversation;
		await thief.say("hola");
		await hub().engine.drain();

		await keepsNothing(async () => {
			const client = await rogue(`${hub().url}/webchat`, { auth: { token: thief.begun.token } });
			const send = { id: randomUUID(), text: "hola", privacy };
			expect(await client.send("send", { ...send, conversation })).toEqual({ kind: "invalid", field: "conversation" });
			expect(await client.send("send", { ...send, files: [theirs] })).toEqual({ kind: "invalid", field: "files" });
			for (const event of ["begin", "sync", "seen", "end", "forget", "typing"]) {
				expect(await client.send(event, { conversation })).toMatchObject({ kind: "invalid" });
			}
			client.close();
			const got = await call(`${hub().url}/api/v1/webchat/files/${theirs}`, { headers: bearer(thief) });
			expect(got).toMatchObject({ status: 404, refusal: { kind: "not-found" } });
		});
		expect(JSON.stringify(thief.shown)).not.toContain(marker);
		for (const one of [victim, thief]) one.close();
	});

	it("an agent cannot touch what is with the bot, or does not exist", async () => {
		const victim = await citizen(hub().url);
		await victim.say(`perdí mi token ${marker}`);
		await vi.waitFor(() => expect(victim.shown.length).toBeGreaterThan(1), patient);
		const upload = { method: "POST", headers: bearer(victim), body: file(marker, "recibo.txt") };
		const theirs = idOf((await call(`${hub().url}/api/v1/webchat/files`, upload)).data);
		const found = await Messages.findOne({ "parts.text": `perdí mi token ${marker}` })
			.lean()
			.orFail();
		const state = () => Conversations.findById(found.conversation, { fence: 0, lane: 0, outbox: 0, sayBy: 0 }).lean();
		const before = await state();
		const typing = vi.fn();
		victim.socket.on("typing", typing);

		const client = await agent();
		const refused: [string, object][] = [
			["conversation.open", {}],
			["conversation.history", { before: 9 }],
			["conversation.claim", {}],
			["conversation.reply", { id: randomUUID(), text: marker }],
			["conversation.note", { id: randomUUID(), text: marker }],
			["conversation.transfer", { to: { queue: "general" }, comment: marker }],
			["conversation.return", {}],
			["conversation.close", { outcome: "unresolved" }],
			["callback.done", {}],
		];
		await keepsNothing(async () => {
			for (const conversation of [found.conversation, "none"]) {
				for (const [event, input] of refused) {
					const answer = await client.send(event, { conversation, ...input });
					expect({ event, answer }).toMatchObject({ event, answer: { field: "conversation" } });
					expect(answer).not.toMatchObject({ kind: "internal" });
				}
				for (const [event, input] of [
					["leave", {}],
					["typing", { on: true }],
					["read", { seq: 1 }],
				]) {
					expect(await client.send(`conversation.${event}`, { conversation, ...Object(input) })).toBe("ok");
				}
				const address = `${hub().url}/api/v1/conversations/${conversation}`;
				for (const [method, path] of [
					["POST", "files"],
					["GET", "transcript"],
					["GET", "export"],
				]) {
					const body = method === "POST" ? { body: file(marker, "a.txt") } : {};
					const { status } = await call(`${address}/${path}`, { method: method ?? "", cookie: ana().cookie, ...body });
					expect({ path, status }).toEqual({ path, status: 403 });
				}
			}
			expect((await call(`${hub().url}/api/v1/files/${theirs}`, { cookie: ana().cookie })).status).toBe(403);
			expect(
				await client.send("conversation.assign", { conversation: found.conversation, agent: "demo-agent-1" }),
			).toEqual({ kind: "forbidden", field: "" });
		});
		expect(await state()).toEqual(before);
		await victim.say("sigo aquí");
		await vi.waitFor(() => expect(victim.shown.map(textOf)).toContain("sigo aquí"), patient);
		expect(typing).not.toHaveBeenCalled();
		client.close();
		victim.close();
	});
});

describe("P1: forged tokens and cookies", () => {
	it("a citizen's token that was tampered with opens nothing: whoever has it is somebody new", async () => {
		const victim = await citizen(hub().url);
		await victim.say(marker);
		const { token } = victim.begun;
		const [body = "", signature = ""] = token.split(".");
		const other = Buffer.from(JSON.stringify({ a: randomUUID(), r: true, i: 0, e: 9e15 })).toString("base64url");
		for (const forged of [
			`${body}x.${signature}`,
			`${other}.${signature}`,
			`${body}.`,
			body,
			"<script>",
			"x".repeat(5_000),
		]) {
			const thief = await citizen(hub().url, forged);
			expect(thief.begun).toMatchObject({ fresh: true, messages: [], privacyAccepted: false });
			expect(thief.begun.token.split(".")[0]).not.toBe(body);
			thief.close();
			for (const [method, path] of [
				["POST", ""],
				["GET", "/none"],
			]) {
				const headers = { authorization: `Bearer ${forged}` };
				const answer = await call(`${hub().url}/api/v1/webchat/files${path}`, { method: method ?? "", headers });
				expect(answer).toMatchObject({ status: 401, refusal: { kind: "unauthenticated" } });
			}
		}
		for (const auth of [{ token: { $gt: "" } }, { token: [token] }, { token: null }, { language: { $ne: "" } }]) {
			const thief = await rogue(`${hub().url}/webchat`, { auth });
			expect(take(await thief.socket.emitWithAck("begin", {}))).toMatchObject({ fresh: true, messages: [] });
			thief.close();
		}
		victim.close();
	});

	it.each([
		"ventanilla_session=x",
		"ventanilla_session=%E0%A4%A",
		"ventanilla_session=[object Object]",
		`ventanilla_session=${"x".repeat(8_000)}`,
	])("the desk's cookie %.40s", async (cookie) => {
		await expect(rogue(`${hub().url}/desk`, { headers: { cookie } })).rejects.toThrow("unauthenticated");
		expect((await call(`${hub().url}/api/v1/session`, { cookie })).status).toBe(401);
	});
});

describe("P1: a foreign origin", () => {
	const origin = "https://evil.example";

	it("gets no socket, writes nothing, and reads nothing", async () => {
		await keepsNothing(async () => {
			for (const from of [origin, "null", "https://evil.example:443", `${hub().url}.evil.example`]) {
				const headers = { origin: from };
				await expect(rogue(`${hub().url}/webchat`, { headers })).rejects.toThrow();
				await expect(rogue(`${hub().url}/desk`, { headers: { ...headers, cookie: ana().cookie } })).rejects.toThrow();
				for (const [path, body] of [
					["/api/v1/session", {}],
					["/api/v1/staff", {}],
					["/api/v1/webchat/files", {}],
				] as const) {
					const { status, refusal } = await call(`${hub().url}${path}`, {
						method: "POST",
						cookie: ana().cookie,
						headers,
						body,
					});
					expect({ path, status, kind: refusal?.kind }).toEqual({ path, status: 403, kind: "forbidden" });
				}
				const read = await fetch(`${hub().url}/api/v1/session`, { headers: { ...headers, cookie: ana().cookie } });
				expect(read.headers.get("access-control-allow-origin")).toBeNull();
			}
		});
	});

	it("that may embed the chat gets the chat, and nothing of the desk", async () => {
		const headers = { origin: "https://oficina.example" };
		const chat = await rogue(`${hub().url}/webchat`, { headers });
		expect(await chat.send("begin", {})).toBe("ok");
		chat.close();
		const desk = rogue(`${hub().url}/desk`, { headers: { ...headers, cookie: ana().cookie } });
		await expect(desk).rejects.toThrow("forbidden");
		const written = await call(`${hub().url}/api/v1/staff`, {
			method: "POST",
			cookie: ana().cookie,
			headers,
			body: {},
		});
		expect(written).toMatchObject({ status: 403, refusal: { kind: "forbidden", field: "Origin" } });
	});
});

it("P2: with all that, the log holds nothing that anybody wrote", expectCleanLog);
