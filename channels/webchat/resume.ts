import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Conversation, Conversations } from "../../src/conversations/index.ts";
import type { Visitor } from "./token.ts";
import { conversationOf } from "./visitor.ts";

/** How long a link in a mail opens its conversation, in ms: seven days. */
export const resumeMs = 7 * 24 * 3_600_000;

const Claims = z.strictObject({ a: z.uuid(), i: z.number().int(), e: z.number().int() });

/**
 * What a link in a mail to a citizen of the web chat carries: it opens their conversation until it lapses, they change
 * or take away their address, or wipe the conversation (P2). Null when they have left none.
 */
export function signResume({ address, away }: Pick<Conversation, "address" | "away">, secret: string, now: Date) {
	if (!away) return null;
	const claims = { a: address, i: away.at.getTime(), e: now.getTime() + resumeMs };
	const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
	return `${body}.${sign(body, secret).toString("base64url")}`;
}

/** The visitor whose conversation a link opens; null when it is forged, damaged, lapsed or ended. */
export async function findResumed(link: string, secret: string, now: Date): Promise<Visitor | null> {
	const [body = "", signature = "", ...rest] = link.split(".");
	const given = Buffer.from(signature, "base64url");
	const right = sign(body, secret);
	if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
	const claims = Claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString()));
	if (!claims.success || now.getTime() >= claims.data.e) return null;
	const visitor = { address: claims.data.a, remembered: false, issuedAt: now };
	const found = await Conversations.exists({ _id: conversationOf(visitor), "away.at": new Date(claims.data.i) });
	return found && visitor;
}

function sign(body: string, secret: string): Buffer {
	return createHmac("sha256", `webchat-resume:${secret}`).update(body).digest();
}
