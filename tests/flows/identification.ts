import type { Identification } from "../../src/citizens/index.ts";

/** Where a test's talk is not about who somebody is: asking is a fault. */
export const nobodyKnown: Identification = {
	country: "SV",
	available: true,
	askCode: () => Promise.reject(new Error("Not in this test")),
	askToRegister: () => Promise.reject(new Error("Not in this test")),
	tryCode: () => Promise.reject(new Error("Not in this test")),
};
