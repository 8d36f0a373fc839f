import { UsageError } from "./flags.ts";

/** A subcommand's module: `help` for `--help`, `run` does it and returns what goes to stdout as one line of JSON. */
export interface Bench {
	help: string;
	run(args: string[]): Promise<object>;
}

const files = ["search", "turns", "load", "intents"] as const;

// A table and not a computed import: only what is asked for is loaded, and each name is one of ours.
const benches: Record<string, string> = Object.fromEntries(files.map((name) => [name, `./${name}.ts`]));

const [name, ...args] = process.argv.slice(2);
try {
	await main();
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	console.error(`bench: ${error.message}`);
	process.exitCode = 2;
}

async function main(): Promise<void> {
	const usage = `npm run -s bench -- COMMAND [--help], COMMAND one of: ${files.join(", ")}`;
	if (name === "--help") return console.log(usage);
	if (name === undefined) throw new UsageError(`which one? ${usage}`);
	const file = Object.hasOwn(benches, name) ? benches[name] : undefined;
	if (!file) throw new UsageError(`unknown command ${name}; ${usage}`);
	const bench: Bench = await import(file);
	if (args.includes("--help")) return console.log(bench.help);
	console.log(JSON.stringify(await bench.run(args)));
}
