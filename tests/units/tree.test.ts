import { describe, expect, it } from "vitest";
import { makesCycle, unitsWithin } from "../../src/units/tree.ts";

const tree = [
	{ _id: "c", parent: "b" },
	{ _id: "b", parent: "a" },
	{ _id: "a", parent: null },
	{ _id: "x", parent: null },
	{ _id: "lost", parent: "gone" },
];

describe("T13: units stand below units", () => {
	it.each<[string, string[], string[]]>([
		["the top holds all below it", ["a"], ["a", "b", "c"]],
		["a leaf holds itself", ["c"], ["c"]],
		["several hold theirs together", ["b", "x"], ["b", "c", "x"]],
		["one that is not there holds nothing", ["gone"], []],
		["none hold nothing", [], []],
	])("%s", (_what, roots, within) => {
		expect([...unitsWithin(tree, roots)].sort()).toEqual(within);
	});

	it.each<[string, string, boolean]>([
		["a", "a", true],
		["a", "c", true],
		["b", "c", true],
		["b", "x", false],
		["c", "a", false],
		["x", "c", false],
		["new", "new", true],
	])("%s below %s makes a cycle: %s", (unit, parent, cycle) => {
		expect(makesCycle(tree, unit, parent)).toBe(cycle);
	});
});
