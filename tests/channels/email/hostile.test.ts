import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aside } from "../../../channels/email/aside.ts";
import { parseInbound } from "../../../channels/email/index.ts";
import { automatic, bounces, byPeople, mail, multipart } from "./mails.ts";

const times = (piece: string, count: number) => piece.repeat(count);
const html = ["Content-Type: text/html; charset=utf-8"];

describe("a mail that means harm", () => {
	it.each([
		["a megabyte of elements in elements", mail(html, times("<div>", 200_000))],
		["elements that end by themselves, in each other", mail(html, times("<li><p>", 150_000))],
		["a megabyte of links in one line", mail(html, times('<a href="https://example.org/x">y</a>', 25_000))],
		["100,000 parts", mail(["Content-Type: multipart/mixed; boundary=b"], times("--b\n\nx\n", 100_000))],
		[
			"20,000 parts in each other",
			mail(
				["Content-Type: multipart/mixed; boundary=b"],
				Array.from(
					{ length: 20_000 },
					(_, at) => `--b\nContent-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
				).join(""),
			),
		],
		["300,000 header lines", mail([times("X-A: b\n", 300_000).trim()], "Hola")],
		["a header line of five megabytes", mail([`X-A: ${times("a", 5_000_000)}`], "Hola")],
	])("C2: is read in part and in time: %s", async (_what, raw) => {
		const started = performance.eventLoopUtilization();
		const read = await parseInbound(raw);
		expect(read).toMatchObject({ from: { address: "ana@example.org" }, kind: "message", cut: true });
		expect(read.attachments.length).toBeLessThanOrEqual(1_000);
		// This thread only hands it over.
		expect(performance.eventLoopUtilization(started).active).toBeLessThan(500);
	});

	it.each([
		["20,000 senders", mail([`From: Ana <ana@example.org>${times(", a <a@b.c>", 20_000)}`], "Hola")],
		["open brackets in its date", mail([`Date: ${times("(", 200_000)}`], "Hola")],
		["encoded words that do not end", mail([`Subject: ${times("=?a?b?", 40_000)}`], "Hola")],
		["ids that do not end", mail([`References: ${times("<", 200_000)}`], "Hola")],
		["parameters of its type", mail([`Content-Type: text/plain; ${times('a*0="b"; ', 25_000)}`], "Hola")],
	])("C2: is read whole and in time: %s", async (_what, raw) => {
		expect(await parseInbound(raw)).toMatchObject({ from: { address: "ana@example.org" }, text: "Hola" });
	});

	it.each([
		["nothing", ""],
		["an empty line", "\r\n"],
		["zeros", "\0\0\0\0"],
		["one line", "hola"],
	])("C2: any bytes are a mail: %s", async (_what, raw) => {
		const read = await parseInbound(Buffer.from(raw));
		expect(read).toMatchObject({ from: { address: "" }, kind: "message", text: raw === "hola" ? "hola" : "" });
	});

	it("C2: what takes too long is given up, and the next mail is read", async () => {
		const long = mail(html, times("<b>x</b>", 60_000));
		await expect(aside({ do: "read", raw: new Uint8Array(long) }, 1)).rejects.toThrow("took too long");
		expect((await parseInbound(mail([], "Hola"))).text).toBe("Hola");
	});

	it("C2: no mutation of a real mail makes it fail, or takes what the sender keeps", async () => {
		const seeds = [...bounces, ...automatic, ...byPeople].map(([, raw]) => raw);
		seeds.push(
			multipart("related", [
				[html, '<p>Hola <img src="cid:a"></p>'],
				[["Content-Type: image/png", "Content-ID: <a>"], "x"],
			]),
		);
		const pieces = fc.constantFrom(
			"\r\n",
			"\r\n\r\n",
			"--=_b1",
			"--=_b1--",
			"=",
			"=?utf-8?B?",
			"<",
			">",
			";",
			'"',
			"\0",
			":",
			"Content-Type: ",
			"charset=utf-7",
			"base64",
			"multipart/alternative",
			"message/rfc822",
			"\xff",
		);
		const change = fc.record({
			at: fc.double({ min: 0, max: 1, noNaN: true }),
			cut: fc.nat(40),
			piece: fc.oneof(pieces, fc.string({ maxLength: 20 })),
		});
		const mutated = fc
			.tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 6 }))
			.map(([seed, changes]) =>
				changes.reduce((raw, { at, cut, piece }) => {
					const place = Math.floor(at * raw.length);
					return Buffer.concat([raw.subarray(0, place), Buffer.from(piece, "latin1"), raw.subarray(place + cut)]);
				}, seed),
			);
		await fc.assert(
			fc.asyncProperty(mutated, async (raw) => {
				const kept = Buffer.from(raw);
				const read = await parseInbound(raw);
				expect(read.from).toMatchObject({ address: expect.any(String) });
				expect(read.cut && read.text === "" && read.attachments.length === 0 ? "unread" : "read").toBe("read");
				expect(raw.equals(kept)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	}, 60_000);
});
