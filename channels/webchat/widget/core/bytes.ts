import type { Language } from "./wire.ts";

/** A file's size as people say it: "240 KB", "3,4 MB". */
export function sizeLabel(bytes: number, language: Language): string {
	const [amount, unit] = bytes < 1024 * 1024 ? [Math.max(1, bytes / 1024), "KB"] : [bytes / (1024 * 1024), "MB"];
	const digits = unit === "MB" && amount < 10 ? 1 : 0;
	return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(amount)} ${unit}`;
}
