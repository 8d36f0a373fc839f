import type { mongo } from "mongoose";

/**
 * One step of the store's format. `up` may be run again after a crash in its middle, so it must be written such that
 * doing it twice does what doing it once does. A migration that has been released is never changed, only followed.
 */
export interface Migration {
	/** 1, 2, 3 … without gaps. */
	version: number;
	name: string;
	up(db: mongo.Db): Promise<void>;
}
