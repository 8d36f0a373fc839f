import { describe, expect, it } from "vitest";
import { createSealer, SealError } from "../../src/platform/seal.ts";

const old = "an old key of at least thirty-two characters";
const fresh = "a fresh key of at least thirty-two characters";

describe("P1: a sealed secret", () => {
	it.each(["token", "", "ñandú 👍", "x".repeat(10_000)])("opens where it was sealed: %.20s", (text) => {
		const sealer = createSealer([fresh]);
		expect(sealer.open(sealer.seal(text, "a/token"), "a/token")).toBe(text);
	});

	it("shows nothing of its content, and is another each time", () => {
		const sealer = createSealer([fresh]);
		const [one, two] = [sealer.seal("secreto", "a"), sealer.seal("secreto", "a")];
		expect(one).not.toContain("secreto");
		expect(one).not.toBe(two);
	});

	it("does not open in another place, nor once changed, nor without its key", () => {
		const sealer = createSealer([fresh]);
		const sealed = sealer.seal("secreto", "a");
		const changed = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
		expect(() => sealer.open(sealed, "b")).toThrow(SealError);
		expect(() => sealer.open(changed, "a")).toThrow(SealError);
		expect(() => sealer.open("rubbish", "a")).toThrow(SealError);
		expect(() => createSealer([old]).open(sealed, "a")).toThrow(SealError);
	});

	it("opens after a rotation, and says that it is to be sealed again", () => {
		const sealed = createSealer([old]).seal("secreto", "a");
		const rotated = createSealer([fresh, old]);
		expect(rotated.open(sealed, "a")).toBe("secreto");
		expect(rotated.isOld(sealed)).toBe(true);
		expect(rotated.isOld(rotated.seal("secreto", "a"))).toBe(false);
	});
});
