import { Readable } from "node:stream";
import multipart from "@fastify/multipart";
import fastify from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
	FileRefused,
	findFile,
	MAX_FILE_BYTES,
	type StoredFile,
	sendFile,
	storeFile,
} from "../../../src/platform/files/index.ts";
import { Chunks } from "../../../src/platform/files/model.ts";
import { useDatabase } from "../../support/database.ts";
import { png } from "./samples.ts";

useDatabase();

const now = new Date("2026-11-04T15:00:00Z");
const from = { owner: { conversation: "c1" }, uploadedBy: { kind: "citizen", id: "ana" }, now } as const;
const app = fastify().withTypeProvider<ZodTypeProvider>();
let address: string;
let picture: StoredFile;
let text: StoredFile;

beforeAll(async () => {
	app.setValidatorCompiler(validatorCompiler);
	app.setSerializerCompiler(serializerCompiler);
	await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES + 1 } });
	app.get("/files/:id", { schema: { params: z.object({ id: z.string() }) } }, async (request, reply) =>
		sendFile(reply, await findFile(request.params.id)),
	);
	app.get("/embedded/:id", { schema: { params: z.object({ id: z.string() }) } }, async (request, reply) =>
		sendFile(reply, await findFile(request.params.id), { crossOrigin: true, maxAgeSeconds: 60 }),
	);
	app.post("/files", async (request, reply) => {
		const part = await request.file();
		try {
			return await storeFile({ ...from, stream: part?.file ?? Readable.from([]), name: part?.filename ?? "" });
		} catch (error) {
			return reply.code(error instanceof FileRefused ? 400 : 500).send({ error: String(error) });
		}
	});
	address = await app.listen({ port: 0, host: "127.0.0.1" });
	picture = await storeFile({ ...from, buffer: png, name: 'Señal "de" tránsito (1)’s 🙂.png' });
	text = await storeFile({ ...from, buffer: Buffer.from("0123456789"), name: "x.txt" });
});
afterAll(() => app.close());

describe("C3: a file is sent so that no browser runs it", () => {
	it("its head alone to who asks for that", async () => {
		const answer = await app.inject({ method: "HEAD", url: `/files/${text._id}` });
		expect(answer).toMatchObject({ statusCode: 200, body: "" });
		expect(answer.headers).toMatchObject({ "content-length": "10", etag: `"${text.sha256}"` });
	});

	it("as an attachment, sandboxed, of its own type, for its reader alone", async () => {
		const answer = await app.inject({ url: `/files/${picture._id}` });
		expect(answer.statusCode).toBe(200);
		expect(answer.headers).toMatchObject({
			"content-type": "image/png",
			"content-length": String(png.length),
			"x-content-type-options": "nosniff",
			"content-security-policy": "sandbox; default-src 'none'",
			"cross-origin-resource-policy": "same-origin",
			"cache-control": "private, max-age=300",
		});
		expect(answer.rawPayload.equals(png)).toBe(true);
	});

	it("with its name in both forms", async () => {
		const answer = await app.inject({ url: `/files/${picture._id}` });
		const disposition = String(answer.headers["content-disposition"]);
		expect(disposition).toBe(
			`attachment; filename="Senal _de_ transito (1)_s __.png"; filename*=UTF-8''${"Se%C3%B1al%20_de_%20tr%C3%A1nsito%20%281%29%E2%80%99s%20%F0%9F%99%82.png"}`,
		);
	});

	it("text says its encoding; pages that embed the chat may be let in", async () => {
		const answer = await app.inject({ url: `/embedded/${text._id}` });
		expect(answer.headers).toMatchObject({
			"content-type": "text/plain; charset=utf-8",
			"cross-origin-resource-policy": "cross-origin",
			"cache-control": "private, max-age=60",
		});
	});

	it("not again to who has it", async () => {
		const headers = { "if-none-match": `W/"x", "${text.sha256}"` };
		const answer = await app.inject({ url: `/files/${text._id}`, headers });
		expect([answer.statusCode, answer.payload]).toEqual([304, ""]);
	});
});

describe("C3: a part of a file is sent, as players ask for", () => {
	it.each([
		["bytes=0-0", 206, "0", "bytes 0-0/10"],
		["bytes=2-4", 206, "234", "bytes 2-4/10"],
		["bytes=7-", 206, "789", "bytes 7-9/10"],
		["bytes=7-99", 206, "789", "bytes 7-9/10"],
		["bytes=-3", 206, "789", "bytes 7-9/10"],
		["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
		["bytes=10-", 416, "", "bytes */10"],
		["bytes=-0", 416, "", "bytes */10"],
		["bytes=4-2", 200, "0123456789", undefined],
		["bytes=0-1,3-4", 200, "0123456789", undefined],
		["bytes=-", 200, "0123456789", undefined],
		["lines=1-2", 200, "0123456789", undefined],
	])("%s: %i %j", async (range, status, body, contentRange) => {
		const answer = await app.inject({ url: `/files/${text._id}`, headers: { range } });
		expect([answer.statusCode, answer.payload, answer.headers["content-range"]]).toEqual([status, body, contentRange]);
		if (status !== 416) {
			expect(answer.headers["content-length"]).toBe(String(body.length));
		}
	});

	it("the whole when what the reader has is another", async () => {
		const headers = { range: "bytes=2-4", "if-range": '"another"' };
		expect((await app.inject({ url: `/files/${text._id}`, headers })).payload).toBe("0123456789");
	});
});

describe("C3: a file comes by a form", () => {
	it("and is stored", async () => {
		const answer = await upload(new Blob([new Uint8Array(png)]), "foto.png");
		expect([answer.status, await answer.json()]).toMatchObject([200, { mime: "image/png", width: 5 }]);
	});

	it.each([
		["too large", "x.txt", () => new Blob(["a".repeat(MAX_FILE_BYTES + 3_000_000)])],
		["a page", "x.txt", () => new Blob([`<html>${"a".repeat(3_000_000)}`])],
		["called a program", "x.exe", () => new Blob(["a".repeat(3_000_000)])],
	])("and is answered when refused: %s", async (_why, name, content) => {
		const before = await Chunks.countDocuments();
		const answer = await upload(content(), name);
		expect(answer.status).toBe(400);
		expect(await Chunks.countDocuments()).toBe(before);
	});
});

function upload(content: Blob, name: string): Promise<Response> {
	const form = new FormData();
	form.set("file", content, name);
	return fetch(`${address}/files`, { method: "POST", body: form });
}
