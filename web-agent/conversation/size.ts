import type { Language } from "../shell/languages.ts";

/** "840 kB", "1,2 MB": 1024 bytes to the kB, as people's own computers show it. */
export function sizeText(bytes: number, language: Language): string {
	const unit = bytes < 1024 ? "byte" : bytes < 1024 * 1024 ? "kilobyte" : "megabyte";
	const value = unit === "byte" ? bytes : unit === "kilobyte" ? bytes / 1024 : bytes / 1024 / 1024;
	return new Intl.NumberFormat(language, {
		style: "unit",
		unit,
		unitDisplay: "short",
		maximumFractionDigits: unit === "megabyte" && value < 10 ? 1 : 0,
	}).format(value);
}
