import { stdnum } from "stdnum";

export const documentReasons = [
	"unknown-country",
	"unknown-type",
	"characters",
	"length",
	"format",
	"component",
	"check-digit",
] as const;

/**
 * Why a document's number is not one: `characters` that none has, `length`, `format` (letters where digits belong and
 * the like), `component` (a part that names something that does not exist: a province, a date), `check-digit`.
 */
export type DocumentReason = (typeof documentReasons)[number];

/** One type of document of one country. */
export interface Rule {
	/** As people call it, without accents, case and spaces; the first is the type's own name. */
	names: readonly [string, ...string[]];
	/** How many characters, without what separates them. */
	lengths: readonly number[];
	shape: RegExp;
	/** What its parts and its check digit say of a number in the right shape. */
	check?: (number: string) => DocumentReason | null;
	/** One writing for each document, where people leave out or add something; else the number as it is. */
	canonical?: (number: string) => string;
	/** Puts the parts together ("3-455-175"), where a part's leading zeroes are left out; else they are just joined. */
	join?: (parts: string[]) => string;
}

/** What the package `stdnum` says, for the types that it has right. */
export function byStdnum(country: string, name: string): (number: string) => DocumentReason | null {
	const validator = stdnum[country]?.[name];
	if (!validator) throw new Error(`stdnum has no ${country} ${name}`);
	return (number) => {
		const { error } = validator.validate(number);
		return error ? (reasons.get(error.name) ?? "format") : null;
	};
}

const reasons = new Map<string, DocumentReason>([
	["InvalidLength", "length"],
	["InvalidFormat", "format"],
	["InvalidComponent", "component"],
	["InvalidChecksum", "check-digit"],
]);
