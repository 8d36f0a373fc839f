import { WA_CERT_DETAILS } from "@whiskeysockets/baileys";

/**
 * Has Baileys in this process take whoever shows a certificate of this authority for WhatsApp.
 *
 * @param {Uint8Array} authority its public key
 * @returns {() => void} undoes it
 */
export function trust(authority) {
	const pinned = Buffer.from(WA_CERT_DETAILS.PUBLIC_KEY);
	WA_CERT_DETAILS.PUBLIC_KEY.set(authority);
	return () => void WA_CERT_DETAILS.PUBLIC_KEY.set(pinned);
}

// Loaded before a hub in a process of its own (`--import`).
if (process.env.WHATSAPP_WEB_TRUSTED) trust(Buffer.from(process.env.WHATSAPP_WEB_TRUSTED, "base64"));
