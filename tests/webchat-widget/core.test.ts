import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sizeLabel } from "../../channels/webchat/widget/core/bytes.ts";
import { accentTokens, contrast, defaultSurface, parseColour } from "../../channels/webchat/widget/core/colours.ts";
import { defaultAccent, readConfig } from "../../channels/webchat/widget/core/config.ts";
import { dayLabel, timeLabel } from "../../channels/webchat/widget/core/dates.ts";
import { newId } from "../../channels/webchat/widget/core/ids.ts";
import { filesLimit, privacyNotice, textLimit } from "../../channels/webchat/widget/core/limits.ts";
import { type Box, createMemory } from "../../channels/webchat/widget/core/memory.ts";
import { readText, spokenText } from "../../channels/webchat/widget/core/rich.ts";
import { chooseLanguage, wordsOf } from "../../channels/webchat/widget/core/texts.ts";
import { createTimeline } from "../../channels/webchat/widget/core/timeline.ts";
import { maxFiles, maxTextLength, privacyVersion, type WireMessage } from "../../channels/webchat/wire.ts";
import en from "../../src/texts/en/widget.json" with { type: "json" };
import es from "../../src/texts/es/widget.json" with { type: "json" };

describe("B10: a text becomes paragraphs, steps and safe links", () => {
	const link = (href: string, text = href) => ({ text, href });
	it.each([
		["plain", "Hola", [[{ text: "Hola" }]]],
		[
			"an address without its full stop",
			"Vea https://a.example/x.",
			[[{ text: "Vea " }, link("https://a.example/x"), { text: "." }]],
		],
		["www", "www.a.example", [[link("https://www.a.example", "www.a.example")]]],
		["an e-mail address", "a.b@c.example", [[link("mailto:a.b@c.example", "a.b@c.example")]]],
		["a telephone", "tel:+50322000000", [[link("tel:+50322000000")]]],
		["script stays text", "javascript:alert(1)", [[{ text: "javascript:alert(1)" }]]],
		["markup stays text", "<img src=x onerror=alert(1)>", [[{ text: "<img src=x onerror=alert(1)>" }]]],
		["a named link", "[guía](https://a.example)", [[link("https://a.example", "guía")]]],
		[
			"a named script stays text",
			"[guía](javascript:alert(1))",
			[[{ text: "[guía](javascript:alert(1)" }, { text: ")" }]],
		],
		["strong", "es **ya**", [[{ text: "es " }, { text: "ya", strong: true }]]],
	])("%s", (_what, text, items) => {
		expect(readText(text, true)[0]?.items).toEqual(items);
	});

	it("numbers steps over blank lines, keeps their first number, and ends at a paragraph", () => {
		const blocks = readText("Así:\n\n2. Uno\n\n3. Dos\nFin\n- a\n- b", true);
		expect(blocks.map(({ kind, items, start }) => [kind, items.length, start])).toEqual([
			["paragraph", 1, undefined],
			["numbers", 2, 2],
			["paragraph", 1, undefined],
			["bullets", 2, undefined],
		]);
	});

	it("leaves a citizen's own marks alone", () => {
		expect(readText("**a** [b](https://c.example)", false)[0]?.items[0]?.[0]).toEqual({ text: "**a** [b](" });
	});

	it("never links to anything but the safe kinds, whatever is written", () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 300 }), (text) => {
				const runs = readText(text, true).flatMap((block) => block.items.flat());
				expect(runs.every((run) => !run.href || /^(https?:\/\/|mailto:|tel:)/i.test(run.href))).toBe(true);
			}),
		);
	});

	it("is read aloud without addresses and with a pause after each step", () => {
		expect(spokenText("Vea https://a.example\n\n1. Uno\n2. Dos", "enlace")).toBe("Vea enlace. 1. Uno. 2. Dos.");
	});
});

describe("C2: the timeline", () => {
	const message = (seq: number, after = seq - 1): WireMessage => ({
		id: `m${seq}`,
		seq,
		after,
		at: "2026-11-02T10:00:00.000Z",
		from: { kind: "bot" },
		parts: [{ type: "text", text: `${seq}` }],
	});

	it("shows each once and in order, whatever order and however often they come", () => {
		fc.assert(
			fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }), (order) => {
				const timeline = createTimeline();
				for (const seq of [...order, ...order]) timeline.take(message(seq));
				expect(timeline.all().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
				expect(timeline.complete()).toBe(5);
			}),
		);
	});

	it("asks for a sync on a gap, and not where a note of the staff stands between", () => {
		const timeline = createTimeline();
		expect(timeline.take(message(1)).gap).toBe(false);
		expect(timeline.take(message(3, 1)).gap).toBe(false);
		expect(timeline.take(message(6, 5)).gap).toBe(true);
		expect(timeline.complete()).toBe(3);
		timeline.settle([message(5, 3), message(6, 5)]);
		expect(timeline.complete()).toBe(6);
	});

	it("takes a newer delivery of the same message, and ignores a repeat", () => {
		const timeline = createTimeline();
		timeline.take(message(1));
		expect(timeline.take(message(1)).changed).toBe(false);
		expect(timeline.take({ ...message(1), delivery: "read" }).changed).toBe(true);
		expect(timeline.all()).toHaveLength(1);
	});
});

describe("P2: what is kept on the citizen's device", () => {
	function box(): Box & { kept: Map<string, string> } {
		const kept = new Map<string, string>();
		return {
			kept,
			get length() {
				return kept.size;
			},
			key: (index) => [...kept.keys()][index] ?? null,
			getItem: (key) => kept.get(key) ?? null,
			setItem: (key, value) => void kept.set(key, value),
			removeItem: (key) => void kept.delete(key),
		};
	}

	it("is this session's only, moves on request and back, and leaves the page's own alone", () => {
		const [session, device] = [box(), box()];
		session.setItem("page", "its own");
		const memory = createMemory(session, device);
		memory.set("token", "t");
		expect(device.kept.size).toBe(0);
		memory.remember(true);
		expect(createMemory(box(), device).get("token")).toBe("t");
		expect([...session.kept.keys()]).toEqual(["page"]);
		memory.remember(false);
		expect(device.kept.size).toBe(0);
		expect(memory.get("token")).toBe("t");
		memory.wipe();
		expect([...session.kept.keys()]).toEqual(["page"]);
	});

	it("lives in memory where the browser refuses storage, or is full", () => {
		const full = {
			...box(),
			setItem: () => {
				throw new Error("QuotaExceededError");
			},
		};
		expect(() => createMemory(full, null).set("token", "t")).not.toThrow();
		const memory = createMemory(null, null);
		memory.set("token", "t");
		expect(memory.get("token")).toBe("t");
	});
});

describe("B10: colours", () => {
	it("makes any accent legible, on both surfaces: text on it, and itself as text", () => {
		const channel = fc.integer({ min: 0, max: 255 });
		fc.assert(
			fc.property(fc.tuple(channel, channel, channel), fc.constantFrom("light", "dark"), (accent, scheme) => {
				const surface = defaultSurface[scheme === "dark" ? "dark" : "light"];
				const tokens = accentTokens(accent, surface);
				const read = (name: keyof typeof tokens) => parseColour(tokens[name]) ?? surface;
				expect(contrast(read("--on-accent"), read("--accent"))).toBeGreaterThanOrEqual(4.5);
				expect(contrast(read("--accent-ink"), surface)).toBeGreaterThanOrEqual(4.5);
				expect(contrast(read("--accent-ink"), read("--accent-soft"))).toBeGreaterThanOrEqual(4.5);
			}),
		);
	});

	it("keeps the contrast of every token of both themes and of high contrast", async () => {
		const css = await readFile(join(import.meta.dirname, "../../channels/webchat/widget/view/tokens.css"), "utf8");
		const rules = css
			.split("}")
			.map(
				(rule) =>
					new Map([...rule.matchAll(/(--[\w-]+): (#[\da-f]{6})/g)].map(([, name = "", value = ""]) => [name, value])),
			);
		const [light = new Map<string, string>(), dark = new Map<string, string>(), high = new Map<string, string>()] =
			rules;
		for (const [name, table] of [
			["light", light],
			["dark", new Map([...light, ...dark])],
			["high", new Map([...light, ...dark, ...high])],
		] as const) {
			const colour = (token: string) => parseColour(table.get(token) ?? "") ?? [0, 0, 0];
			const surfaces = ["--surface", "--paper"];
			for (const surface of surfaces) {
				for (const text of ["--ink", "--muted", "--late", "--ok"]) {
					expect(contrast(colour(text), colour(surface)), `${name}: ${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
				}
				expect(contrast(colour("--edge"), colour(surface)), `${name}: --edge on ${surface}`).toBeGreaterThanOrEqual(3);
			}
			expect(contrast(colour("--soon-ink"), colour("--soon-soft")), name).toBeGreaterThanOrEqual(4.5);
			if (name === "high") expect(contrast(colour("--on-accent"), colour("--accent"))).toBeGreaterThanOrEqual(7);
			else expect(colour("--surface"), name).toEqual(defaultSurface[name]);
		}
	});
});

describe("B10: words", () => {
	it("has every text in both languages, with the same blanks", () => {
		const blanks = (texts: Record<string, string>) =>
			Object.entries(texts).map(([key, text]) => [key, [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()]);
		expect(blanks(en)).toEqual(blanks(es));
		expect(Object.values({ ...es, ...en }).filter((text) => /!|ión en proceso|error \d/i.test(text))).toEqual([]);
	});

	it.each([
		["en", "es", ["es-SV"], "en"],
		["auto", "en-GB", ["es"], "en"],
		[null, "", ["pt-BR", "en-US"], "en"],
		[null, "", ["pt-BR"], "es"],
	] as const)("chooses the language: asked %s, page %s, browser %s → %s", (wanted, page, browser, language) => {
		expect(chooseLanguage(wanted, page, browser)).toBe(language);
	});

	it("says days and times as people do", () => {
		const now = new Date(2026, 10, 3, 9, 0);
		const say = wordsOf("es");
		expect(dayLabel(new Date(2026, 10, 3, 8, 0), now, "es", say)).toBe("Hoy");
		expect(dayLabel(new Date(2026, 10, 2, 23, 59), now, "es", say)).toBe("Ayer");
		expect(dayLabel(new Date(2026, 9, 26, 12, 0), now, "es", say)).toBe("lunes 26 de octubre");
		expect(timeLabel(new Date(2026, 10, 2, 0, 5), "es")).toBe("00:05");
		expect([sizeLabel(32 * 1024 * 1024, "es"), sizeLabel(3_565_158, "es"), sizeLabel(200, "en")]).toEqual([
			"32 MB",
			"3,4 MB",
			"1 KB",
		]);
	});
});

it("C2: message ids are UUIDs of version 4, on plain http too", () => {
	const id = newId({ getRandomValues: (array) => crypto.getRandomValues(array) });
	expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

it("C1: the widget's limits are those of the wire", () => {
	expect([textLimit, filesLimit, privacyNotice]).toEqual([maxTextLength, maxFiles, privacyVersion]);
});

it("C1: attributes of the script tag, with their defaults", () => {
	expect(readConfig({}, "https://hub.example/widget.js?x", "site.example")).toEqual({
		server: "https://hub.example",
		site: "site.example",
		lang: null,
		title: null,
		accent: defaultAccent,
		position: "right",
		open: false,
		theme: "auto",
	});
	const data = {
		server: "https://b.example/",
		lang: "en",
		position: "left",
		open: "",
		theme: "dark",
		accent: "#fff",
		title: "T",
	};
	expect(readConfig(data, "https://hub.example/widget.js", "s")).toMatchObject({
		...data,
		server: "https://b.example",
		open: true,
	});
});
