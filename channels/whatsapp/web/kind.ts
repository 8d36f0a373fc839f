import type { Sealer } from "../../../src/platform/seal.ts";
import type { AccountKind } from "../../accounts/index.ts";
import { isPhone } from "../address.ts";
import { wipeAuth } from "./auth-state.ts";
import type { Elsewhere } from "./connect.ts";
import { createWhatsAppWeb, type WhatsAppTiming } from "./index.ts";

/** As people write numbers: with a plus, spaces, hyphens. */
const digitsOf = (value = "") => value.replaceAll(/[+\s().-]/g, "");

/** Telephones with WhatsApp as accounts, paired at the desk. */
export function whatsappWebKind(given: {
	sealer: Sealer;
	elsewhere?: Elsewhere;
	timing?: Partial<WhatsAppTiming>;
}): AccountKind {
	const { sealer, elsewhere, timing = {} } = given;
	return {
		transport: "whatsapp-web",
		fields: [{ name: "phone", secret: false, fallback: "", fits: (value) => value === "" || isPhone(digitsOf(value)) }],
		// Before it is paired there is nobody to ask, and then its link says how it stands.
		async test({ phone }) {
			const digits = digitsOf(phone);
			return { name: digits === "" ? "WhatsApp" : `+${digits}` };
		},
		open: ({ phone }, parts) =>
			createWhatsAppWeb({ ...parts, phone: digitsOf(phone) || null, sealer, elsewhere, timing }),
		forget: wipeAuth,
	};
}
