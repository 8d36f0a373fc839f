import { describe, expect, it } from "vitest";
import { whatIsMissing } from "../../scripts/steps/install.mjs";
import { tooOld } from "../../scripts/steps/node-version.mjs";
import { count, summary } from "../../scripts/steps/run-tests.mjs";

describe("what is missing in node_modules", () => {
	const wanted = {
		"": { version: "0.1.0" },
		"node_modules/zod": { version: "4.6.7", integrity: "sha512-a" },
		"node_modules/fsevents": { version: "2.3.3", integrity: "sha512-b", optional: true },
	};
	const zod = wanted["node_modules/zod"];
	it.each([
		["all is there, less what is for other systems", { "node_modules/zod": zod }, null],
		["more is there than is wanted", { "node_modules/zod": zod, "node_modules/old": { version: "1.0.0" } }, null],
		["nothing is there", null, "none are there yet"],
		["one is missing", {}, "zod is missing"],
		["one is older", { "node_modules/zod": { ...zod, version: "4.6.6" } }, "zod is another version"],
		["one has other content", { "node_modules/zod": { ...zod, integrity: "sha512-x" } }, "zod is another version"],
	])("%s", (_title, installed, expected) => {
		expect(whatIsMissing(wanted, installed)).toBe(expected);
	});
	it("says so when the lock file itself is not there", () => {
		expect(() => whatIsMissing(null, {})).toThrow("package-lock.json is missing or damaged");
	});
});

it.each([
	["20.19.0", true],
	["22.0.0", true],
	["24.1.0", true],
	["20.18.9", false],
	["18.20.8", false],
	["9.99.0", false],
])("Node %s runs it: %s", (version, expected) => {
	expect(tooOld(version) === null).toBe(expected);
});

describe("the closing line", () => {
	const file = (status: string, ...results: string[]) => ({
		status,
		assertionResults: results.map((result) => ({ status: result })),
	});
	it.each([
		["all is well", [file("passed", "passed", "passed")], 0, "2 passed, 0 failed"],
		["some were skipped", [file("passed", "passed", "skipped", "todo")], 0, "1 passed, 0 failed, 2 skipped"],
		["one failed", [file("failed", "passed", "failed")], 1, "1 passed, 1 failed"],
		["a file could not be read", [file("failed"), file("passed", "passed")], 1, "1 passed, 1 failed"],
		["a hook failed", [file("failed", "skipped", "skipped")], 1, "0 passed, 1 failed, 2 skipped"],
		["the run failed for no test's sake", [file("passed", "passed")], 1, "1 passed, 1 failed"],
		["there was no run", [], 130, "0 passed, 1 failed"],
	])("%s", (_title, testResults, code, expected) => {
		expect(summary(count({ testResults }, code))).toBe(expected);
	});
});
