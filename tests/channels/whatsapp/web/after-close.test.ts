import { describe, expect, it } from "vitest";
import { type AfterClose, afterClose } from "../../../../channels/whatsapp/web/after-close.ts";

const stop = (reason: string, wipe = false) => ({ do: "stop", reason, wipe });
const wait = (waitMs: number) => ({ do: "connect", waitMs });

describe("C2: after a connection ended", () => {
	const usual = { paired: true, offered: false, failures: 0, jitter: 1 };

	it.each<[string, Partial<Parameters<typeof afterClose>[0]>, object]>([
		["515 is asked for after pairing: at once", { code: 515 }, wait(0)],
		["401: the pairing is over", { code: 401 }, stop("logged-out", true)],
		["440: somebody else has it", { code: 440 }, stop("replaced")],
		["403: banned", { code: 403 }, stop("forbidden")],
		["402: banned for a time", { code: 402 }, stop("forbidden")],
		["411: the phone is too old", { code: 411 }, stop("outdated")],
		["405: we are too old", { code: 405 }, stop("outdated")],
		["408: lost", { code: 408 }, wait(1_000)],
		["408, not paired, nothing shown yet", { code: 408, paired: false, failures: 1 }, wait(1_000)],
		["408: nobody scanned", { code: 408, paired: false, offered: true }, stop("pairing-timeout", true)],
		["428: closed", { code: 428, failures: 1 }, wait(1_000)],
		["503, again and again", { code: 503, failures: 4 }, wait(8_000)],
		["503, for long", { code: 503, failures: 40 }, wait(60_000)],
		["500, with the least of luck", { code: 500, failures: 2, jitter: 0 }, wait(1_000)],
		["a code that nobody knows", { code: 999, failures: 3 }, wait(4_000)],
		["none at all", { code: 0 }, wait(1_000)],
	])("%s", (_what, closed, expected) => {
		const next: AfterClose = afterClose({ code: 0, ...usual, ...closed });
		expect(next).toEqual(expected);
	});
});
