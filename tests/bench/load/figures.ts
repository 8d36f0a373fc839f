/** The value below which `share` (0–1) of the values lie; 0 without values. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export function rounded(value: number, digits = 1): number {
	return Number(value.toFixed(digits));
}
