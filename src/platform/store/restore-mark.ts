import type { mongo } from "mongoose";
import { StartupError } from "../startup-error.ts";

/** A collection that stands in the store only while a restore into it is under way. */
export const RESTORE_MARK = "restore-under-way";

/** Whether a restore into this store was begun and not finished. */
export async function isHalfRestored(db: mongo.Db): Promise<boolean> {
	return (await db.collection(RESTORE_MARK).findOne()) !== null;
}

/** @throws StartupError when a restore into this store was begun and not finished. */
export async function refuseHalfRestored(db: mongo.Db): Promise<void> {
	if (await isHalfRestored(db)) {
		throw new StartupError("The restore into this store did not finish: run it again (npm run restore -- FILE)");
	}
}
