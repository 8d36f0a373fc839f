/** What the store says while it works; the hub's logger fits. */
export interface StoreLog {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/** For tools and tests that have nobody to tell. */
export const silentLog: StoreLog = { info: () => {}, warn: () => {}, error: () => {} };
