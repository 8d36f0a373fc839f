import { model, Schema } from "mongoose";
import { expect, it } from "vitest";
import { useDatabase } from "../../support/database.ts";

const Things = model(
	"Thing",
	new Schema({ _id: String, name: { type: String, unique: true } }, { collection: "things" }),
);
const database = useDatabase();

it("P5: a test file has a database of its own, with its indexes, at an address", async () => {
	await Things.create({ _id: "1", name: "a" });
	await expect(Things.create({ _id: "2", name: "a" })).rejects.toMatchObject({ code: 11000 });
	expect(database.uri()).toMatch(/^mongodb:\/\/.+\.sock\/test-/);
});
