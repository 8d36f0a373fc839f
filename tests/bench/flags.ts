/** A command that cannot run as given: its message goes to stderr, and the process ends with 2. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** A flag of a bench command; with a default, it may be left out. */
export interface Flag {
	/** What its value is, for the help: "FILE", "SEED". */
	value: string;
	meaning: string;
	required?: boolean;
}

/**
 * The values of `--name VALUE` arguments.
 *
 * @throws UsageError naming the flag that is unknown, repeated, without a value, or missing.
 */
export function readFlags<Name extends string>(
	args: readonly string[],
	known: Record<Name, Flag>,
): Partial<Record<Name, string>> {
	const values: Partial<Record<Name, string>> = {};
	const isKnown = (name: string): name is Name => Object.hasOwn(known, name);
	for (let place = 0; place < args.length; place += 2) {
		const flag = args[place] ?? "";
		const name = flag.replace(/^--/, "");
		const value = args[place + 1];
		if (!flag.startsWith("--") || !isKnown(name)) throw new UsageError(`Unknown flag ${flag}`);
		if (value === undefined || value.startsWith("--"))
			throw new UsageError(`${flag} needs a value (${known[name].value})`);
		if (values[name] !== undefined) throw new UsageError(`${flag} is given twice`);
		values[name] = value;
	}
	for (const name in known) {
		if (known[name].required && values[name] === undefined)
			throw new UsageError(`--${name} ${known[name].value} is missing`);
	}
	return values;
}

/** The help of one command: its flags with their meaning, a line each. */
export function describeFlags(known: Record<string, Flag>): string {
	return Object.entries(known)
		.map(
			([name, { value, meaning, required }]) =>
				`  --${name} ${value}`.padEnd(26) + meaning + (required ? " (required)" : ""),
		)
		.join("\n");
}

/** @throws UsageError naming the flag */
export function wholeNumber(text: string, flag: string, min: number, max: number): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < min || value > max) {
		throw new UsageError(`${flag} must be a whole number from ${min} to ${max}`);
	}
	return value;
}
