import type { Intervals } from "./centre.ts";

/** "08:00-12:00, 13:00-16:30" as intervals; empty: closed. Null: it cannot be read as such. */
export function readHours(text: string): Intervals | null {
	const intervals: Intervals = [];
	for (const piece of text.split(/[,;]/).map((each) => each.trim())) {
		if (piece === "") continue;
		const [, from, to] = /^(\d{1,2}(?::\d{2})?)\s*[-–a]\s*(\d{1,2}(?::\d{2})?)$/.exec(piece) ?? [];
		if (from === undefined || to === undefined) return null;
		const [start, end] = [clock(from), clock(to)];
		const before = intervals.at(-1)?.[1] ?? "00:00";
		if (start >= end || end > "24:00" || start < before || /:[6-9]/.test(start + end)) return null;
		intervals.push([start, end]);
	}
	return intervals;
}

export function writeHours(intervals: Intervals | undefined): string {
	return (intervals ?? []).map(([from, to]) => `${from}-${to}`).join(", ");
}

function clock(time: string): string {
	const [hour = "", minute = "00"] = time.split(":");
	return `${hour.padStart(2, "0")}:${minute}`;
}
