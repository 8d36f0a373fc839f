/** Milliseconds: 30 days. */
const longSilence = 30 * 24 * 60 * 60 * 1_000;

/**
 * Whether a mail in an old thread begins a new interaction: it has another subject, or there was silence for 30 days.
 *
 * @param last the thread's latest mail, either way; null when there is none
 */
export function startsAnew(mail: { subject: string; at: Date }, last: { subject: string; at: Date } | null): boolean {
	if (!last || mail.at.getTime() - last.at.getTime() >= longSilence) return true;
	const subject = plainSubject(mail.subject);
	// Some telephones answer without one.
	return subject !== "" && subject !== plainSubject(last.subject);
}

/** A subject without what programs put before it ("Re:", "RV:", "[#VT-12]", "[External]") and in lower case. */
export function plainSubject(subject: string): string {
	let plain = subject.replace(/\s+/g, " ").trim();
	for (let before = ""; before !== plain; ) {
		before = plain;
		plain = plain.replace(prefix, "").replace(tag, "");
	}
	return plain
		.replace(/\s?\[#[^\][]{1,40}\]/g, "")
		.toLowerCase()
		.trim();
}

const prefix =
	/^(re|rv|rs|fwd?|rta|resp|respuesta|reenviado|enc|res|tr|aw|wg|sv|vs|antw|r|i)\s?(\[\d+\]|\(\d+\))?\s?:\s?/i;
const tag = /^\[(#[^\][]{1,40}|external|externo|ext|spam|sospechoso)\]\s?/i;
