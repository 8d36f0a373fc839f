import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import type { ContactKind } from "./model.ts";

/** As long as a mail address may be (RFC 5321). */
const longest = 254;
const mail = z.email();

/**
 * A contact's address in canonical form: mail in lower case, telephones as E.164, else as the service names it. Pure.
 *
 * @param country whose number it is when it names none; ISO 3166 alpha-2.
 * @returns null when it is none of that kind.
 * @example canonicalAddress("phone", "7777 8888", "SV") // "+50377778888"
 */
export function canonicalAddress(kind: ContactKind, text: string, country: string | null): string | null {
	const address = text.trim();
	if (address === "" || address.length > longest) return null;
	if (kind === "email") return mail.safeParse(address.toLowerCase()).data ?? null;
	if (kind === "telegram") return /^@?\w{3,64}$/.test(address) ? address : null;
	const home = countryCode(country);
	const phone = parsePhoneNumberFromString(address, { extract: false, ...(home ? { defaultCountry: home } : {}) });
	return phone?.isPossible() ? phone.number : null;
}

function countryCode(country: string | null): CountryCode | undefined {
	return country !== null && isSupportedCountry(country) ? country : undefined;
}
