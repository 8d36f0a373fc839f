import mongoose from "mongoose";

/**
 * Builds the indexes that the registered models declare. Doing it again changes nothing; a declared index that exists
 * with other options is an error.
 */
export async function ensureIndexes(): Promise<void> {
	// One after another: building makes the collection, and each holds it alone for a moment.
	for (const model of Object.values(mongoose.connection.models)) {
		await model.createIndexes();
	}
}
