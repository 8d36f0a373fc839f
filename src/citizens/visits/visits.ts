import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Visit, Visits } from "./model.ts";
import { visitMs } from "./wire.ts";

/** A new visit, of nobody yet, with what opens it: 256 bits of chance, kept nowhere else. */
export async function openVisit(now: Date): Promise<{ visit: Visit; token: string }> {
	const token = newToken();
	const visit: Visit = { _id: randomUUID(), token: digest(token), challenge: null, citizen: null, until: later(now) };
	await Visits.create(visit);
	return { visit, token };
}

/** The visit that this opens, with new time; null: none, or it is over. */
export async function findVisit(token: string | undefined, now: Date): Promise<Visit | null> {
	if (token === undefined) return null;
	return Visits.findOneAndUpdate({ token: digest(token), until: { $gt: now } }, { $set: { until: later(now) } }).lean();
}

/** Another code was asked for: whoever was there before is no more. */
export async function expectCode({ _id }: Visit, challenge: string): Promise<void> {
	await Visits.updateOne({ _id }, { $set: { challenge, citizen: null } });
}

/**
 * It is proven who is there.
 *
 * @returns what opens the visit from now on: what opened it before may be known to whoever put it there.
 */
export async function proveVisit({ _id }: Visit, citizen: string): Promise<string> {
	const token = newToken();
	await Visits.updateOne({ _id }, { $set: { token: digest(token), challenge: null, citizen } });
	return token;
}

/** What opened it opens nothing any more. */
export async function endVisit(token: string | undefined): Promise<void> {
	if (token !== undefined) await Visits.deleteOne({ token: digest(token) });
}

/** For the sweep. */
export async function removeLapsedVisits(now: Date): Promise<number> {
	const { deletedCount } = await Visits.deleteMany({ until: { $lt: now } });
	return deletedCount;
}

function later(now: Date): Date {
	return new Date(now.getTime() + visitMs);
}

function newToken(): string {
	return randomBytes(32).toString("base64url");
}

function digest(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}
