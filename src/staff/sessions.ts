import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Session, Sessions } from "./model.ts";

export const sessionCookie = "ventanilla_session";

/** Without a sign of life for so long, the session is over. */
const idleMs = 12 * 3_600_000;
const rotateMs = 3_600_000;
/** Requests that were under way with the token before; long enough for a slow upload. */
const graceMs = 300_000;
/** A sign of life is written at most so often. */
const seenEveryMs = 60_000;

/** A new session with its token, 256 bits of chance, which is kept nowhere else. */
export async function openSession(staff: string, now: Date): Promise<{ session: string; token: string }> {
	const token = newToken();
	const session: Session = {
		_id: randomUUID(),
		staff,
		token: digest(token),
		previous: null,
		createdAt: now,
		rotatedAt: now,
		seenAt: now,
	};
	await Sessions.create(session);
	return { session: session._id, token };
}

/** The session that a token opens, or null. Slides its idle end forward. */
export async function findSession(token: string, now: Date): Promise<Session | null> {
	const hashed = digest(token);
	const session = await Sessions.findOne({ $or: [{ token: hashed }, { "previous.token": hashed }] }).lean();
	if (!session || hasLapsed(session, now)) return null;
	if (session.token !== hashed && !(session.previous && now < session.previous.until)) return null;
	await touch(session, now);
	return session;
}

/** A new token for a session whose token is an hour old; null when it is younger or another request was first. */
export async function rotateSession(session: Session, token: string, now: Date): Promise<string | null> {
	const current = digest(token);
	if (session.token !== current || now.getTime() - session.rotatedAt.getTime() < rotateMs) return null;
	const next = newToken();
	const previous = { token: current, until: new Date(now.getTime() + graceMs) };
	const { matchedCount } = await Sessions.updateOne(
		{ _id: session._id, token: current },
		{ $set: { token: digest(next), previous, rotatedAt: now } },
	);
	return matchedCount === 1 ? next : null;
}

/**
 * Which of these sessions are over (signed out, revoked, lapsed); those that are not get a sign of life. A desk with an
 * open socket asks regularly, since an agent who only chats makes no requests.
 */
export async function endedAmong(sessions: readonly string[], now: Date): Promise<string[]> {
	const known = await Sessions.find({ _id: { $in: [...sessions] } }).lean();
	const alive = known.filter((session) => !hasLapsed(session, now));
	for (const session of alive) await touch(session, now);
	const ids = new Set(alive.map((session) => session._id));
	return sessions.filter((id) => !ids.has(id));
}

export async function closeSession(session: string): Promise<void> {
	await Sessions.deleteOne({ _id: session });
}

/** Ends all sessions of somebody, and tells which those were. */
export async function closeSessionsOf(staff: string): Promise<string[]> {
	const sessions = await Sessions.find({ staff }, { _id: 1 }).lean();
	await Sessions.deleteMany({ staff });
	return sessions.map((session) => session._id);
}

/** Removes what has lapsed; for the sweep. */
export async function removeLapsedSessions(now: Date): Promise<number> {
	const { deletedCount } = await Sessions.deleteMany({ seenAt: { $lt: new Date(now.getTime() - idleMs) } });
	return deletedCount;
}

function hasLapsed(session: Session, now: Date): boolean {
	return now.getTime() - session.seenAt.getTime() >= idleMs;
}

async function touch(session: Session, now: Date): Promise<void> {
	if (now.getTime() - session.seenAt.getTime() < seenEveryMs) return;
	await Sessions.updateOne({ _id: session._id }, { $max: { seenAt: now } });
}

function newToken(): string {
	return randomBytes(32).toString("base64url");
}

function digest(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}
