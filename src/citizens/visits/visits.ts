import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Visit, Visits } from "./model.ts";

/** A visit is over after so long without a word, as what is proven in a conversation is. */
export const visitMs = 30 * 60_000;

/** A new visit, of nobody yet, with what opens it: 256 bits of chance, kept nowhere else. */
export async function openVisit(now: Date): Promise<{ visit: Visit; token: string }> {
	const token = randomBytes(32).toString("base64url");
	const visit: Visit = { _id: randomUUID(), token: digest(token), challenge: null, citizen: null, until: later(now) };
	await Visits.create(visit);
	return { visit, token };
}

/** The visit that this opens, with new time; null: none, or it is over. */
export async function findVisit(token: string | undefined, now: Date): Promise<Visit | null> {
	if (token === undefined) return null;
	return Visits.findOneAndUpdate({ token: digest(token), until: { $gt: now } }, { $set: { until: later(now) } }).lean();
}

export async function setVisit({ _id }: Visit, change: Partial<Pick<Visit, "challenge" | "citizen">>): Promise<void> {
	await Visits.updateOne({ _id }, { $set: change });
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

function digest(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}
