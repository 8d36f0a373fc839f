import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { findFile, storeFile } from "../../src/platform/files/index.ts";
import { Files } from "../../src/platform/files/model.ts";
import { type ClamdPeer, eicar, startClamd } from "../peers/clamd.ts";
import { type Citizen, citizen, deskUser, signIn, take, useHub } from "../support/hub.ts";
import { peer } from "../support/peers.ts";
import { freePort } from "../support/processes.ts";

const staff = ["ana", "marta", "elena", "pablo"];
const patient = { timeout: 25_000, interval: 50 };
const Audit = z.object({ events: z.array(z.looseObject({ type: z.string() })) });

describe.skipIf(!peer("clamd"))("P9: a hub with clamd", async () => {
	const port = await freePort();
	let clamd: ClamdPeer;
	// Before the hub, which is told where it is.
	beforeAll(async () => {
		clamd = await startClamd(port);
	});
	const { hub } = useHub({ CLAMD: `127.0.0.1:${port}` });
	afterAll(() => clamd.stop());

	const bearer = ({ begun }: Citizen) => ({ authorization: `Bearer ${begun.token}` });
	async function upload(path: string, headers: Record<string, string>, content: string): Promise<Response> {
		const body = new FormData();
		body.set("file", new Blob([content]), "recibo.txt");
		return fetch(`${hub().url}${path}`, {
			method: "POST",
			headers: { ...headers, "x-requested-with": "ventanilla" },
			body,
		});
	}
	const get = async (path: string, headers: Record<string, string>) => {
		const answer = await fetch(`${hub().url}${path}`, { headers });
		return { status: answer.status, text: await answer.text(), headers: answer.headers };
	};

	/** A citizen in a talk with Ana. */
	async function talk() {
		const [ana, one] = [await deskUser(hub().url, "ana"), await citizen(hub().url)];
		// Nothing is assigned to her of itself.
		take(await ana.socket.emitWithAck("presence.set", { state: "busy" }));
		await one.say("quiero hablar con una persona");
		const id = await vi.waitFor(async () => {
			const { rows } = take(await ana.socket.emitWithAck("conversation.list", { view: "queue" }));
			return rows[0]?.id ?? expect.fail("nobody waits");
		}, patient);
		take(await ana.socket.emitWithAck("conversation.claim", { conversation: id }));
		return { ana, one, id };
	}

	it("refuses a harmful file to who sends it, citizen or agent, says why, and puts it on record", async () => {
		const { ana, one, id } = await talk();
		const fromCitizen = await upload("/api/v1/webchat/files", bearer(one), eicar);
		const fromAgent = await upload(`/api/v1/conversations/${id}/files`, { cookie: ana.cookie }, eicar);
		for (const answer of [fromCitizen, fromAgent]) {
			expect(answer.status).toBe(400);
			expect(await answer.json()).toMatchObject({ kind: "invalid", reason: "infected", errors: [{ field: "file" }] });
		}
		const clean = await upload("/api/v1/webchat/files", bearer(one), "hola");
		expect(clean.status).toBe(201);

		const kept = await Files.find({ "metadata.conversation": id, "metadata.scan.state": "infected" }).lean();
		expect(kept.map(({ metadata }) => metadata.uploadedBy.kind).sort()).toEqual(["agent", "citizen"]);
		const audit = await get("/api/v1/audit?type=file.infected", { cookie: await signIn(hub().url, "marta") });
		expect(Audit.parse(JSON.parse(audit.text)).events).toEqual([
			expect.objectContaining({
				actor: { kind: "staff", id: ana.state.me.id },
				subject: { kind: "file", id: expect.any(String) },
				conversation: id,
				data: { signature: "Eicar-Test-Signature.UNOFFICIAL", sha256: expect.stringMatching(/^[\da-f]{64}$/) },
			}),
			expect.objectContaining({ actor: { kind: "citizen", id: null }, conversation: id }),
		]);
		for (const each of [ana, one]) each.close();
	});

	it("hands an infected file out to nobody, of whatever role, nor lets it be sent", async () => {
		const { ana, one, id } = await talk();
		const file = await storeFile({
			owner: { conversation: id },
			uploadedBy: { kind: "agent", id: ana.state.me.id },
			now: new Date(),
			buffer: Buffer.from(eicar),
			name: "virus.txt",
		});
		expect((await findFile(file._id)).scan.state).toBe("infected");
		const addresses = [
			...(await Promise.all(
				staff.map(async (name) => [`/api/v1/files/${file._id}`, { cookie: await signIn(hub().url, name) }] as const),
			)),
			[`/api/v1/webchat/files/${file._id}`, bearer(one)] as const,
		];
		const asking: Record<string, string>[] = [{}, { range: "bytes=0-3" }, { "if-none-match": `"${file.sha256}"` }];
		for (const [path, headers] of addresses) {
			for (const more of asking) {
				const answer = await get(path, { ...headers, ...more });
				expect(answer.status).toBe(403);
				expect(answer.text).not.toContain("EICAR");
				expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
			}
		}
		const sent = await ana.socket.emitWithAck("conversation.reply", {
			id: randomUUID(),
			conversation: id,
			text: "su constancia",
			files: [file._id],
		});
		expect(sent).toMatchObject({ ok: false, error: { kind: "invalid", field: "files" } });
		const said = await one.socket.emitWithAck("send", { id: randomUUID(), files: [file._id], privacy: "2026-11" });
		expect(said).toMatchObject({ ok: false, error: { kind: "invalid", field: "files" } });

		expect(JSON.parse((await get(`/api/v1/conversations/${id}/files`, { cookie: ana.cookie })).text)).toEqual({
			doubts: { [file._id]: "infected" },
		});
		const elena = { cookie: await signIn(hub().url, "elena") };
		expect((await get(`/api/v1/conversations/${id}/files`, elena)).status).toBe(403);
		for (const each of [ana, one]) each.close();
	});

	it("says in its health and its metrics whether clamd is there", async () => {
		const health = async () => JSON.parse((await get("/healthz", {})).text);
		expect(await health()).toEqual({ status: "ok", parts: { database: true, clamd: true } });
		expect((await get("/metrics", {})).text).toMatch(/^ventanilla_files_scanned_total\{result="infected"\} \d+$/m);
		await clamd.stop();
		await vi.waitFor(
			async () => expect(await health()).toEqual({ status: "ok", parts: { database: true, clamd: false } }),
			patient,
		);
		expect((await get("/metrics", {})).text).toMatch(/^ventanilla_clamd_up 0$/m);
		clamd = await startClamd(port);
	});
});
