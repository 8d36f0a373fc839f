/** Where the time comes from. Product code takes it as a part, so tests can drive it. */
export interface Clock {
	now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
