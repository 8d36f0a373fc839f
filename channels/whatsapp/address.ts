/** How WhatsApp names one person: by phone number, by an id that hides it (LID), or by both. At least one is there. */
export interface Identity {
	/** Digits with the country code and without a plus, as Cloud's `wa_id`. */
	phone: string | null;
	/** `<digits>@lid` */
	lid: string | null;
}

/** Digits of a phone number in E.164, without the plus. */
const phone = /^[1-9]\d{5,14}$/;
/** A person's jid; the part after ":" is one of their devices, the part after "_" is of no meaning to us. */
const userJid = /^(\d{1,24})(?:_\d+)?(?::\d+)?@(s\.whatsapp\.net|c\.us|hosted|lid|hosted\.lid)$/;

/** Whether it can be a number on WhatsApp: digits only, with the country code. */
export function isPhone(text: string): boolean {
	return phone.test(text);
}

/** Who is behind some jids of one person, whichever of them are known; null when none is a person's. Pure. */
export function identityOf(...jids: readonly unknown[]): Identity | null {
	const found: Identity = { phone: null, lid: null };
	for (const jid of jids) {
		const [, user = "", server = ""] = (typeof jid === "string" && userJid.exec(jid)) || [];
		if (server.endsWith("lid")) found.lid ??= `${user}@lid`;
		else if (isPhone(user)) found.phone ??= user;
	}
	return found.phone === null && found.lid === null ? null : found;
}

/**
 * The address of a conversation: the phone number when it is known, so that it is the same on both transports, else
 * the LID. Whoever has had another address keeps it: see `web/people.ts`.
 */
export function addressOf({ phone, lid }: Identity): string {
	return phone ?? lid ?? "";
}

/** Where to send to for an address. */
export function jidOf(address: string): string {
	return address.includes("@") ? address : `${address}@s.whatsapp.net`;
}
