import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const hour = 3_600_000;
/** This session only, and "recordar en este equipo". */
const shortMs = 12 * hour;
const longMs = 30 * 24 * hour;

/** Who a web visitor is: an address that nobody can guess, and nothing else. */
export interface Visitor {
	address: string;
	remembered: boolean;
	issuedAt: Date;
}

const Claims = z.object({ a: z.uuid(), r: z.boolean(), i: z.number().int(), e: z.number().int() });

/** A signed visitor token: whoever holds it is that visitor until it lapses. */
export function signToken(visitor: Visitor, secret: string): string {
	const issued = visitor.issuedAt.getTime();
	const claims = {
		a: visitor.address,
		r: visitor.remembered,
		i: issued,
		e: issued + (visitor.remembered ? longMs : shortMs),
	};
	const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
	return `${body}.${sign(body, secret).toString("base64url")}`;
}

/** Null for a token that is forged, damaged or lapsed. */
export function readToken(token: string, secret: string, now: Date): Visitor | null {
	const [body, signature, ...rest] = token.split(".");
	if (!body || !signature || rest.length > 0) return null;
	const given = Buffer.from(signature, "base64url");
	const right = sign(body, secret);
	if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
	try {
		const { a, r, i, e } = Claims.parse(JSON.parse(Buffer.from(body, "base64url").toString()));
		return now.getTime() < e ? { address: a, remembered: r, issuedAt: new Date(i) } : null;
	} catch {
		return null;
	}
}

export function newVisitor(now: Date): Visitor {
	return { address: randomUUID(), remembered: false, issuedAt: now };
}

function sign(body: string, secret: string): Buffer {
	return createHmac("sha256", `webchat-visitor:${secret}`).update(body).digest();
}
