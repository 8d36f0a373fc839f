import { expect, it } from "vitest";
import { characterBorder } from "../../src/platform/cut-text.ts";

it.each([
	["between letters", "abcdef", 4, 4],
	["before a letter beyond the basic plane", "ab🙂cd", 3, 2],
	["before a family", "ab👨‍👩‍👧‍👦cd", 6, 2],
	["before a letter with its accent", "abe\u0301cd", 3, 2],
	["nowhere when the first does not fit", "🙂".repeat(2), 1, 0],
])("a text may be cut %s", (_where, text, limit, border) => {
	expect(characterBorder(text, limit)).toBe(border);
});
