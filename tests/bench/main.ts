import { UsageError } from "./flags.ts";

/** A subcommand: what `--help` prints, and the run, whose result goes to stdout as one line of JSON. */
interface Bench {
	help: string;
	run(args: string[]): Promise<object>;
}

// Only what is asked for is loaded: a search bench needs no database.
const benches: Record<string, () => Promise<Bench>> = {
	channels: () => import("./channels.ts"),
	citizens: () => import("./citizens.ts"),
	fuzz: () => import("./fuzz.ts"),
	"fuzz-path": () => import("./fuzz-path.ts"),
	load: () => import("./load.ts"),
	search: () => import("./search.ts"),
	turns: () => import("./turns.ts"),
};

const [name, ...args] = process.argv.slice(2);
try {
	await main();
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	console.error(`bench: ${error.message}`);
	process.exitCode = 2;
}

async function main(): Promise<void> {
	const usage = `npm run -s bench -- COMMAND [--help], COMMAND one of: ${Object.keys(benches).join(", ")}`;
	if (name === "--help") return console.log(usage);
	if (name === undefined) throw new UsageError(`which one? ${usage}`);
	const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
	if (!load) throw new UsageError(`unknown command ${name}; ${usage}`);
	const bench = await load();
	if (args.includes("--help")) return console.log(bench.help);
	console.log(JSON.stringify(await bench.run(args)));
}
