/** `npm run check`: types, style, the direction of imports, and what nobody uses. Says what each found, and fails for any. */
import { availableParallelism } from "node:os";
import { command } from "./steps/command.mjs";
import { run, say } from "./steps/say.mjs";

/** @type {{ name: string, args: string[], wrong?: (output: string) => string | null }[]} */
const checks = [
	{ name: "types", args: tsc("tsconfig.json") },
	{ name: "types in the browser", args: tsc("tsconfig.web.json") },
	{ name: "unused", args: ["knip/bin/knip.js", "--no-progress"] },
	{
		name: "imports",
		args: ["dependency-cruiser/bin/dependency-cruise.mjs", "src", "channels", "flows", "kb", "web-agent", "tests"],
		// It finds nothing wrong in nothing, as with a TypeScript that it cannot use.
		wrong: (output) => (/\((?!0 modules)\d+ modules/.test(output) ? null : "it looked at no module"),
	},
	{ name: "style", args: ["@biomejs/biome/bin/biome", "ci", "--colors=off", "--diagnostic-level=error", "."] },
];

run("Not checked.", async () => {
	const waiting = [...checks];
	let failed = 0;
	await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
	say(failed === 0 ? "All checks passed." : `${failed} of ${checks.length} checks failed.`);
	return failed === 0 ? 0 : 1;

	async function worker() {
		for (let check = waiting.shift(); check; check = waiting.shift()) {
			const started = Date.now();
			const [program = "", ...args] = check.args;
			const { code, output } = await command(process.execPath, [`node_modules/${program}`, ...args], { quiet: true });
			const wrong = code === 0 ? (check.wrong?.(output) ?? null) : `code ${code}`;
			if (wrong) failed += 1;
			const seconds = ((Date.now() - started) / 1000).toFixed(1);
			say(`${wrong ? `✗ ${check.name}: ${wrong}` : `✓ ${check.name}`} (${seconds} s)`);
			if (wrong) say(output.trimEnd());
		}
	}
});

/**
 * The second time only what has changed is looked at.
 *
 * @param {string} config
 */
function tsc(config) {
	return ["typescript/bin/tsc", "-p", config, "--incremental", "--tsBuildInfoFile", `.cache/tsc/${config}.tsbuildinfo`];
}
