import { Conversations, conversationId } from "../../src/conversations/index.ts";
import { readToken, type Visitor } from "./token.ts";

/** The one account of this channel: the hub's own pages. */
export const account = "main";

/** The one conversation of a visitor. */
export function conversationOf({ address }: Visitor): string {
	return conversationId({ channel: "webchat", account, address });
}

/**
 * Whom a token names, and nobody else (C3). Null for a token that is forged, damaged or lapsed, and for one that was
 * wiped from its device: whoever comes with it is somebody new.
 */
export async function findVisitor(token: string, secret: string, now: Date): Promise<Visitor | null> {
	const visitor = readToken(token, secret, now);
	return visitor === null || (await isForgotten(visitor)) ? null : visitor;
}

/** Their conversation was wiped from its device since this token was issued. */
export async function isForgotten(visitor: Visitor): Promise<boolean> {
	const { issuedAt } = visitor;
	const found = await Conversations.exists({ _id: conversationOf(visitor), forgottenAt: { $gte: issuedAt } });
	return found !== null;
}
