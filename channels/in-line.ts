/** Runs `work` when what stands before it in the line is over, however that ended. */
export function inLine(lines: Map<string, Promise<void>>, name: string, work: () => Promise<void>): Promise<void> {
	const result = (lines.get(name) ?? Promise.resolve()).then(work);
	const tail = result
		.catch(() => {})
		.finally(() => {
			if (lines.get(name) === tail) lines.delete(name);
		});
	lines.set(name, tail);
	return result;
}
