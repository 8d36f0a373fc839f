import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCode, project } from "./command.mjs";
import { installPeers } from "./install-peers.mjs";
import { prepare } from "./prepare.mjs";
import { run } from "./say.mjs";

/**
 * Prepares, runs the tests and counts them.
 *
 * @param {string[]} args for vitest
 */
export function runTests(args) {
	return run("The tests did not run.", async () => {
		await prepare();
		await installPeers();
		const folder = mkdtempSync(join(tmpdir(), "ventanilla-report-"));
		try {
			const report = join(folder, "report.json");
			const code = await vitest([
				"run",
				"--reporter=default",
				"--reporter=json",
				`--outputFile.json=${report}`,
				...args,
			]);
			const counts = count(readReport(report), code);
			process.stdout.write(`\n${summary(counts)}\n`);
			return counts.failed > 0 ? code || 1 : code;
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
}

/** @type {(args: string[]) => Promise<number>} */
function vitest(args) {
	const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], {
		cwd: project,
		stdio: "inherit",
	});
	// Vitest ends what it started when it is asked to; a terminal asks it by itself.
	process.on("SIGINT", () => {});
	process.on("SIGTERM", () => child.kill("SIGTERM"));
	return new Promise((done, fail) => {
		child.on("error", fail);
		child.on("exit", (code, signal) => done(exitCode(code, signal)));
	});
}

/**
 * @typedef {{ status: string }} Result
 * @typedef {{ testResults: { status: string, assertionResults: Result[] }[] }} Report vitest's JSON report
 */

/** @type {(path: string) => Report} */
function readReport(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return { testResults: [] };
	}
}

/**
 * Counts a run. A file that failed as a whole, and a run that failed for no test's sake, count as one failure each.
 *
 * @param {Report} report
 * @param {number} code vitest's exit code
 */
export function count(report, code) {
	const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
	const of = (/** @type {string} */ status) => results.filter((result) => result.status === status).length;
	const wholeFiles = report.testResults.filter(
		({ status, assertionResults }) =>
			status === "failed" && !assertionResults.some((result) => result.status === "failed"),
	).length;
	const passed = of("passed");
	const failed = of("failed") + wholeFiles;
	return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: results.length - passed - of("failed") };
}

/** @param {{ passed: number, failed: number, skipped: number }} counts */
export function summary({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
