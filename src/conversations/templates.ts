import { DomainError } from "../platform/errors.ts";
import type { Part } from "./model.ts";

/** A text that the service approved before, and carries at any time. Its variables are numbered from 1. */
export interface Template {
	name: string;
	/** As the service writes it: `es`, `es_MX`. */
	language: string;
	/** As the citizen reads it, with `{{1}}`, `{{2}}`… where its variables stand. */
	text: string;
	/** An example for each variable; empty where there is none. */
	variables: string[];
}

/**
 * A template filled in, to be said.
 *
 * @throws DomainError `invalid` (`values`) when there are too few or too many values, or an empty one.
 */
export function templatePart({ name, language, text, variables }: Template, values: readonly string[]): Part {
	if (values.length !== variables.length || values.some((value) => value === "")) {
		throw new DomainError("invalid", `This template has ${variables.length} values`, { field: "values" });
	}
	const filled = text.replace(/\{\{\s*(\d+)\s*\}\}/g, (mark, place: string) => values[Number(place) - 1] ?? mark);
	return { type: "template", name, language, values: [...values], text: filled };
}
