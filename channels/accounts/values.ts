import { DomainError } from "../../src/platform/errors.ts";
import { SealError, type Sealer } from "../../src/platform/seal.ts";
import type { AccountField, AccountKind, AccountValues } from "./kind.ts";
import type { ChannelAccount } from "./model.ts";

/** Longest value of a field, in characters. */
export const longestValue = 4_096;

/** Where a secret belongs, or a pairing (`link`): it opens nowhere else. */
export function secretPlace(id: string, field: string): string {
	return `${id}/${field}`;
}

/**
 * What somebody typed, completed: what is left out stays as it was, or takes its default. An empty secret is one that
 * was left out, since nobody is shown it.
 *
 * @throws DomainError `invalid`, naming the field.
 */
export function completed(kind: AccountKind, typed: AccountValues, before: AccountValues = {}): AccountValues {
	const unknown = Object.keys(typed).find((name) => !kind.fields.some((field) => field.name === name));
	if (unknown !== undefined)
		throw new DomainError("invalid", "This channel has no such field", { field: `values.${unknown.slice(0, 40)}` });
	return Object.fromEntries(
		kind.fields.map((field): [string, string] => {
			const given = typed[field.name]?.trim();
			const keeps = given === undefined || (given === "" && field.secret);
			const value = given || (keeps && before[field.name]) || field.fallback;
			const at = { field: `values.${field.name}` };
			if (value === undefined) throw new DomainError("invalid", "This is needed", at);
			if (value !== "" && !isRight(field, value)) throw new DomainError("invalid", "This cannot be right", at);
			return [field.name, value];
		}),
	);
}

function isRight(field: AccountField, value: string): boolean {
	return field.fits(value) && (!field.options || field.options.includes(value));
}

/** The values as they are stored: secrets sealed, the rest as it is. */
export function stored(
	kind: AccountKind,
	id: string,
	values: AccountValues,
	sealer: Sealer,
): Pick<ChannelAccount, "settings" | "secrets"> {
	const settings: Record<string, string> = {};
	const secrets: Record<string, string> = {};
	for (const { name, secret } of kind.fields) {
		const value = values[name];
		if (value === undefined) continue;
		if (secret) secrets[name] = sealer.seal(value, secretPlace(id, name));
		else settings[name] = value;
	}
	return { settings, secrets };
}

/** As `opened`; null when no key that is held opens them, as after a change of `SECRET`. */
export function openedOrNull(...given: Parameters<typeof opened>): AccountValues | null {
	try {
		return opened(...given);
	} catch (error) {
		if (error instanceof SealError) return null;
		throw error;
	}
}

/**
 * The values of an account, secrets opened.
 *
 * @throws SealError
 */
export function opened(account: Pick<ChannelAccount, "_id" | "settings" | "secrets">, sealer: Sealer): AccountValues {
	const secrets = Object.entries(account.secrets).map(([field, sealed]): [string, string] => [
		field,
		sealer.open(sealed, secretPlace(account._id, field)),
	]);
	return { ...account.settings, ...Object.fromEntries(secrets) };
}
