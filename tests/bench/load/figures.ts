/** The value below which `share` (0–1) of the values lie; 0 without values. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export function rounded(value: number, digits = 1): number {
	return Number(value.toFixed(digits));
}

/** The resident memory of a hub, as it tells it itself. */
export async function residentBytes(url: string): Promise<number> {
	return (await memoryOf(url)).rss;
}

/** The memory of a hub as it tells it itself, in bytes: resident, and used of the heap. */
export async function memoryOf(url: string): Promise<{ rss: number; heap: number }> {
	const text = await (await fetch(`${url}/metrics`)).text();
	const told = (name: string) => {
		const bytes = new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1];
		if (bytes === undefined) throw new Error("The hub does not tell its memory");
		return Number(bytes);
	};
	return { rss: told("process_resident_memory_bytes"), heap: told("nodejs_heap_size_used_bytes") };
}
