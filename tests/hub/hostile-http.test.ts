import { beforeAll, describe, expect, it } from "vitest";
import { StaffAccounts } from "../../src/staff/model.ts";
import { type Citizen, citizen, signIn } from "../support/hub.ts";
import { call, emojis, html, keepsNothing, marker, spoiled, tenMegabytes, useSiege } from "./hostile.ts";

const { hub, othersAreServed, expectCleanLog } = useSiege();
let admin: string;
beforeAll(async () => {
	admin = await signIn(hub().url, "pablo");
});

describe("C2, P1: the HTTP API refuses by the name of the field, and keeps nothing", () => {
	const account = {
		email: `${marker}@demo.example`,
		name: marker,
		roles: ["agent"],
		languages: ["es"],
		capacity: 4,
		queues: [],
		password: `${marker} y apio`,
	};
	const { email: _email, ...change } = account;
	const bodies: [string, string, Record<string, unknown>][] = [
		["POST", "/api/v1/session", { email: account.email, password: account.password }],
		["POST", "/api/v1/staff", account],
		["PATCH", "/api/v1/staff/demo-agent-2", { ...change, disabled: false }],
	];
	const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
		call(`${hub().url}${path}`, { method, cookie: path.endsWith("session") ? "" : admin, body, headers });

	it.each(bodies)("%s %s", async (method, path, good) => {
		const before = await StaffAccounts.find().lean();
		for (const { field, input } of spoiled(good)) {
			// What JSON itself may not hold is refused before anybody looks for fields.
			const named = field === "__proto__" || field === "constructor" ? "body" : field;
			const { status, refusal } = await send(method, path, input);
			expect({ input, status, refusal }).toEqual({ input, status: 400, refusal: { kind: "invalid", field: named } });
		}
		for (const body of ["null", "7", "[]", '"zanahoria"', "", "{", `{"a":${"[".repeat(100_000)}`]) {
			const { status, refusal } = await send(method, path, body);
			expect({ body, status, refusal }).toEqual({ body, status: 400, refusal: { kind: "invalid", field: "body" } });
		}
		expect(await send(method, path, marker, { "content-type": "text/xml" })).toMatchObject({
			status: 415,
			refusal: { kind: "unsupported", field: "body" },
		});
		const longName = await send(method, path, { ...good, [marker.repeat(50_000)]: 1 });
		expect(longName).toMatchObject({ status: 400, refusal: { field: marker.repeat(12).slice(0, 100) } });
		expect(await StaffAccounts.find().lean()).toEqual(before);
	});

	it("names of staff are clean, or refused", async () => {
		const names: [string, string | null][] = [
			["", null],
			["\u0000\u0007", null],
			[emojis, null],
			[`Lu\u0000is\u202e\n ${marker}`, `Luis ${marker}`],
			["<b>Luis</b>", "<b>Luis</b>"],
			["Luis", "Luis"],
		];
		for (const [name, stays] of names) {
			const { status, refusal } = await send("PATCH", "/api/v1/staff/demo-agent-2", { name });
			expect({ name, status, refusal }).toEqual({
				name,
				status: stays === null ? 400 : 200,
				refusal: stays === null ? { kind: "invalid", field: "name" } : null,
			});
			if (stays !== null) expect((await StaffAccounts.findById("demo-agent-2").lean())?.name).toBe(stays);
		}
	});

	it("10 MB in any field", async () => {
		for (const [method, path, good] of bodies) {
			for (const field of Object.keys(good)) {
				const { status, refusal } = await send(method, path, { ...good, [field]: tenMegabytes });
				expect({ field, status, refusal }).toEqual({
					field,
					status: 413,
					refusal: { kind: "too-large", field: "body" },
				});
			}
		}
		await othersAreServed();
	});

	it.each([
		["/api/v1/audit", "before", ["x", "[$gt]=1", marker.repeat(100), "W10", "a&before=b"]],
		["/api/v1/audit", "type", ["x", "a&type=b", "__proto__"]],
		["/api/v1/outbox/dead", "before", ["x", "NaN", "99999999999999999", "2026&before=2027"]],
		["/api/v1/articles", "lang", ["xx", "__proto__", "es&lang=en"]],
		["/api/v1/conversations/none/transcript", "after", ["x", "-1", "1.5", "1e400", "1&after=2"]],
	])("%s?%s", async (path, field, values) => {
		const cookie = path.includes("transcript") ? await signIn(hub().url, "marta") : admin;
		for (const value of values) {
			const query = value.startsWith("[") ? `${field}${value}` : `${field}=${value}`;
			const { status, refusal } = await call(`${hub().url}${path}?${query}`, { cookie });
			expect({ query, status, kind: refusal?.kind }).toEqual({ query, status: 400, kind: "invalid" });
			expect(refusal?.field).toMatch(new RegExp(`^${field}`));
		}
	});

	it("ids of every kind find nothing", async () => {
		for (const id of [
			"%00",
			"%E0%A4%A",
			"..%2f..%2fstaff",
			"%7B%22$gt%22:%22%22%7D",
			"x".repeat(300),
			"x".repeat(50_000),
		]) {
			for (const path of [`/api/v1/staff/${id}`, `/api/v1/outbox/dead/${id}/resend`]) {
				const method = path.endsWith("resend") ? "POST" : "PATCH";
				const { status } = await send(method, path, {});
				expect([400, 404, 414, 431]).toContain(status);
			}
		}
	});
});

describe("C2, P2: files", () => {
	const upload = (owner: Citizen, form: FormData | string, headers: Record<string, string> = {}) =>
		call(`${hub().url}/api/v1/webchat/files`, {
			method: "POST",
			// From another address than the uploads above, of which there may be so many a minute.
			headers: { authorization: `Bearer ${owner.begun.token}`, "x-forwarded-for": "192.0.2.7", ...headers },
			body: form,
		});
	const formOf = (name: string, text: string, field = "file") => {
		const form = new FormData();
		form.set(field, new Blob([text], { type: "text/plain" }), name);
		return form;
	};

	it("bad names are made good, bad files are refused by the field, and what is cut off leaves nothing", async () => {
		const owner = await citizen(hub().url);
		const names: [string, RegExp][] = [
			["<script>alert(1)</script>.txt", /^script_\.txt$/],
			["../../etc/passwd", /^passwd\.txt$/],
			["C:\\fotos\\recibo\u0000\u202e.txt", /^recibo\.txt$/],
			[`${emojis}.txt`, /^(😀){58}\.txt$/u],
			["\u0007", /^\d+\.txt$/],
			["__proto__", /^__proto__\.txt$/],
			["con.txt", /^_con\.txt$/],
		];
		for (const [given, name] of names) {
			const { status, data } = await upload(owner, formOf(given, marker));
			expect({ given, status }).toEqual({ given, status: 201 });
			expect(JSON.parse(String(data))).toMatchObject({ name: expect.stringMatching(name) });
		}
		const boundary = "----x";
		const cut = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${marker}`;
		await keepsNothing(async () => {
			const refused: [string, Awaited<ReturnType<typeof upload>>][] = [
				["empty", await upload(owner, formOf("a.txt", ""))],
				["a page", await upload(owner, formOf("a.html", html))],
				["a script by its name", await upload(owner, formOf("a.sh", marker))],
				["no form", await upload(owner, JSON.stringify({ file: marker }))],
				["a form without a file", await upload(owner, new FormData())],
				["cut off", await upload(owner, cut, { "content-type": `multipart/form-data; boundary=${boundary}` })],
				["a field named __proto__", await upload(owner, formOf("a.txt", marker, "__proto__"))],
			];
			for (const [what, { status, refusal }] of refused) {
				expect({ what, status, refusal }).toEqual({ what, status: 400, refusal: { kind: "invalid", field: "file" } });
			}
		});
		await owner.say("hola");
		owner.close();
	});
});

it("P2: with all that, the log holds nothing that anybody wrote", expectCleanLog);
