import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		globalSetup: ["tests/support/global-setup.ts"],
		hookTimeout: 60_000,
		testTimeout: 30_000,
		projects: [
			{ extends: true, test: { name: "unit", include: ["tests/**/*.test.ts"], exclude: ["tests/{journeys,crash}/**"] } },
			{ extends: true, test: { name: "crash", include: ["tests/crash/**/*.test.ts"], testTimeout: 240_000, fileParallelism: false } },
			{ extends: true, test: { name: "journeys", include: ["tests/journeys/**/*.test.ts"], testTimeout: 120_000, fileParallelism: false } },
		],
	},
});
