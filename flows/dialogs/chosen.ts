import type { Turn } from "../context.ts";
import { type Option, pickTyped } from "../understand/choices.ts";

/** The option that was clicked, or that the typed text means; null when it is none of these. */
export function chosen<O extends Option>({ heard }: Pick<Turn, "heard">, options: readonly O[]): O | null {
	if (heard.option !== null) return options.find(({ id }) => id === heard.option) ?? null;
	return pickTyped(heard.raw, options);
}

/** Options as the citizen sees them. */
export function shown(options: readonly Option[]): { id: string; label: string }[] {
	return options.map(({ id, label }) => ({ id, label }));
}
