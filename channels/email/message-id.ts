import { createHmac, timingSafeEqual } from "node:crypto";

/** The message of ours that a Message-ID stands for. */
export interface OwnMessage {
	conversation: string;
	message: string;
}

/**
 * The Message-ID under which a message of ours goes out: it says where a reply belongs, and its signature that we wrote
 * it. Always the same for the same message, so that a mail sent twice is recognised as one.
 *
 * @param domain of the mailbox, for what stands behind the "@"
 * @param key secret of the hub
 * @example messageIdFor({ conversation: "c", message: "c.1.0", domain: "example.org", key }) // "<vt.YwBjLjEuMA.u1…@example.org>"
 */
export function messageIdFor({ conversation, message, domain, key }: OwnMessage & { domain: string; key: string }) {
	const payload = Buffer.from(`${conversation}\0${message}`).toString("base64url");
	return `<vt.${payload}.${sign(payload, key)}@${domain}>`;
}

/**
 * What a Message-ID of ours stands for, with or without its angle brackets and whatever domain; null for any other and
 * for a forged one, told in constant time.
 */
export function readMessageId(id: string, key: string): OwnMessage | null {
	const [, payload = "", signature = ""] = pattern.exec(id.slice(0, longest)) ?? [];
	const right = Buffer.from(sign(payload, key));
	const given = Buffer.from(signature);
	if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
	const [conversation, message, ...more] = Buffer.from(payload, "base64url").toString().split("\0");
	return conversation && message && more.length === 0 ? { conversation, message } : null;
}

const longest = 998;
const pattern = /^\s*<?vt\.([\w-]+)\.([\w-]+)@/;

/** 128 bits of it: as many as a guess could not hit. */
function sign(payload: string, key: string): string {
	return createHmac("sha256", key).update(`mail message-id ${payload}`).digest().subarray(0, 16).toString("base64url");
}
