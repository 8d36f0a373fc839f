import { fastifyCookie } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../platform/clock.ts";
import type { SessionPart } from "../platform/http/index.ts";
import { type Session, type Staff, StaffAccounts } from "./model.ts";
import { type Permission, permissionsOf, type Role } from "./permissions.ts";
import { findSession, rotateSession, sessionCookie } from "./sessions.ts";

/** Somebody of staff, with what they may do now. */
export interface StaffIdentity {
	id: string;
	name: string;
	roles: Role[];
	permissions: ReadonlySet<Permission>;
}

/** Somebody who is signed in, and by which session. */
export interface SignedIn extends StaffIdentity {
	session: string;
}

/** Who a `Cookie` header signs in, or null; for the handshake of `/desk`, which can set no cookie. */
export async function authenticateCookie(header: string | undefined, now: Date): Promise<SignedIn | null> {
	const token = header === undefined ? undefined : fastifyCookie.parse(header)[sessionCookie];
	if (token === undefined) return null;
	const session = await findSession(token, now);
	return session && signedInBy(session);
}

/** How HTTP learns who calls: by the session cookie, with a new token in it every hour. */
export function staffSession(parts: { clock: Clock }): SessionPart {
	return {
		async authenticate(request, reply) {
			const token = request.cookies[sessionCookie];
			if (token === undefined) return null;
			const now = parts.clock.now();
			const session = await findSession(token, now);
			if (!session) return null;
			const caller = await signedInBy(session);
			const rotated = caller && (await rotateSession(session, token, now));
			if (rotated !== null) setSessionCookie(request, reply, rotated);
			return caller;
		},
	};
}

/** Kept by the browser until it closes; the server ends it earlier when idle. `secure` wherever the page came over TLS. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
	reply.setCookie(sessionCookie, token, cookieOptions(request));
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
	reply.clearCookie(sessionCookie, cookieOptions(request));
}

export function identityOf(account: Staff): StaffIdentity {
	const { _id, name, roles } = account;
	return { id: _id, name, roles, permissions: permissionsOf(roles) };
}

async function signedInBy(session: Session): Promise<SignedIn | null> {
	const account = await StaffAccounts.findById(session.staff).lean();
	if (!account || account.disabledAt) return null;
	return { ...identityOf(account), session: session._id };
}

function cookieOptions(request: FastifyRequest) {
	return { httpOnly: true, sameSite: "strict", path: "/", secure: request.protocol === "https" } as const;
}
