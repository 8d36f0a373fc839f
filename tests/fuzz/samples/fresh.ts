/** Mutants of so many people, so that their conversations go on side by side. */
const people = 40;

/**
 * A sample as another message of one of several people: what tells messages and people apart in it (`change`) is made
 * anew, or all of them after the first would be repeats.
 */
export function fresh(
	sample: unknown,
	run: number,
	change: (key: string, value: unknown, person: number) => unknown,
): unknown {
	return JSON.parse(JSON.stringify(sample, (key, value: unknown) => change(key, value, run % people)));
}

/** The same for bytes: each of these words becomes another. */
export function freshBytes(sample: Buffer, run: number): Buffer {
	const text = sample
		.toString("latin1")
		.replace(/^(message-id:\s*<)/im, `$1${run}.`)
		.replace(/^(from:[^\n]*?)([\w.]+@)/im, `$1p${run % people}.$2`);
	return Buffer.from(text, "latin1");
}
