import mongoose from "mongoose";
import { afterEach, describe, expect, it } from "vitest";
import { useDatabase } from "../support/database.ts";
import { wholePaths } from "./paths/index.ts";
import { runWholePath } from "./whole-path.ts";

useDatabase();

/** `npm run -s bench -- fuzz-path` runs thousands, and measures the loop. */
const runs = 40;

afterEach(async () => {
	const collections = await mongoose.connection.listCollections();
	await Promise.all(collections.map(({ name }) => mongoose.connection.collection(name).deleteMany({})));
});

describe("C2: whatever is sent to a channel, the whole path stands and nobody else's conversation suffers", () => {
	it.each(wholePaths)("$name", async (target) => {
		const result = await runWholePath(target, runs, 20_261_125);
		expect(result).toMatchObject({ thrown: [], stuck: 0, other: { written: runs / 20, lost: 0, wrong: 0 } });
	});
});
