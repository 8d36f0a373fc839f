/**
 * A random UUID (v4) for a message: sending again with the same one is sending once (C2). `crypto.randomUUID` exists
 * in secure contexts only, and offices still have intranets on plain http.
 */
export function newId(source: RandomSource = crypto): string {
	if (source.randomUUID) return source.randomUUID();
	const bytes = source.getRandomValues(new Uint8Array(16));
	const hex = Array.from(bytes, (byte, index) => {
		const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
		return value.toString(16).padStart(2, "0");
	}).join("");
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

interface RandomSource {
	randomUUID?(): string;
	getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array;
}
