import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type EventType, record } from "../events/index.ts";
import { DomainError } from "../platform/errors.ts";
import { countAttempt, forgive, lockoutKey } from "./lockout.ts";
import { type Staff, StaffAccounts } from "./model.ts";
import { verifyPassword } from "./password.ts";
import { closeSession, openSession } from "./sessions.ts";

/** An address as it is stored and compared. */
export const Email = z.string().trim().toLowerCase().max(254);

export const Credentials = z.strictObject({ email: Email.min(1), password: z.string().min(1).max(200) });

/**
 * Opens a session (P1). Says no in the same words and after the same work whether the address or the password is wrong
 * or the account is disabled. Five wrong passwords lock the address, for longer each time. On record, without address.
 *
 * @throws DomainError `unauthenticated`; `too-many` with `retryAfterMs` while the address is locked.
 */
export async function signIn(
	credentials: z.output<typeof Credentials>,
	now: Date,
): Promise<{ account: Staff; session: string; token: string }> {
	const { email, password } = credentials;
	const attempt = await countAttempt(email, now);
	if (attempt.waitMs > 0) {
		throw new DomainError("too-many", "Too many wrong passwords; wait before you try again", {
			retryAfterMs: attempt.waitMs,
		});
	}

	const account = await StaffAccounts.findOne({ email }).lean();
	const right = await verifyPassword(account?.passwordHash ?? null, password);
	if (!account || !right || account.disabledAt) {
		await recordSignIn("sign-in.failed", account, email, now);
		if (attempt.locksForMs > 0) await recordSignIn("sign-in.locked", account, email, now);
		throw new DomainError("unauthenticated", "The e-mail or the password is not right");
	}

	await forgive(email);
	const opened = await openSession(account._id, now);
	await recordSignIn("sign-in.succeeded", account, email, now);
	return { account, ...opened };
}

/** Ends the session that a person has open. */
export async function signOut(signedIn: { id: string; session: string }, now: Date): Promise<void> {
	await closeSession(signedIn.session);
	await record({ id: randomUUID(), type: "signed-out", at: now, actor: { kind: "staff", id: signedIn.id } });
}

async function recordSignIn(type: EventType, account: Staff | null, email: string, now: Date): Promise<void> {
	const succeeded = type === "sign-in.succeeded";
	await record({
		id: randomUUID(),
		type,
		at: now,
		actor: succeeded && account ? { kind: "staff", id: account._id } : { kind: "system", id: null },
		subject: account ? { kind: "staff", id: account._id } : null,
		// Tells attempts on one address from those on another.
		...(succeeded ? {} : { data: { address: lockoutKey(email).slice(0, 16) } }),
	});
}
