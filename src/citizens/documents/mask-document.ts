const SHOWN = 3;

/**
 * A document's number as it is shown to whoever may not see it: all but the last three characters hidden, and of a number
 * of up to five, more (P2). Pure.
 *
 * @example maskDocument("012345678") // "••••••678"
 */
export function maskDocument(canonical: string): string {
	const shown = Math.min(SHOWN, Math.floor(canonical.length / 2));
	return "•".repeat(canonical.length - shown) + canonical.slice(canonical.length - shown);
}
