import { record } from "../../events/index.ts";
import { type Challenge, Challenges } from "./model.ts";
import { codeOf, isCode } from "./reckon.ts";
import { countFailure, forgiveFailures } from "./tally.ts";

/** Wrong codes that one challenge forgives, with the last one. */
export const triesPerCode = 3;
/** How often tries may be used up before it locks: for who asks, and for a network, where many may sit. */
const patience = { asker: 1, origin: 5 } as const;

export interface Try {
	conversation: string;
	origin: string | null;
	challenge: string;
	/** Digits, as typed. */
	code: string;
	cause: string;
	now: Date;
}

export type Tried =
	| { kind: "right"; challenge: Challenge }
	| { kind: "wrong"; left: number }
	/** Tries used up: nothing more is sent until then. */
	| { kind: "locked"; until: Date }
	/** Lapsed, or used before. */
	| { kind: "over" };

/**
 * Tries a code (B3). It is counted before it is looked at, so that many at once do not all get through; good once, in the
 * conversation that asked for it. The same cause tries once.
 *
 * @param key the hub's secret.
 */
export async function tryCode(given: Try, key: string): Promise<Tried> {
	const { conversation, challenge: _id, cause, now } = given;
	const open = { usedBy: null, [`tries.${triesPerCode - 1}`]: { $exists: false } };
	const found = await Challenges.findOneAndUpdate(
		{ _id, conversation, until: { $gt: now }, $or: [open, { tries: cause }] },
		{ $addToSet: { tries: cause } },
		{ returnDocument: "after" },
	).lean();
	if (!found) return { kind: "over" };

	const right = isCode(given.code, codeOf(found, key)) && (found.citizen !== null || found.registers !== null);
	if (right) return use(found, given);
	await note(given, false);
	const left = triesPerCode - found.tries.length;
	if (left > 0) return { kind: "wrong", left };
	const locked = await countFailure(`asker ${conversation}`, patience.asker, cause, now);
	if (given.origin !== null) await countFailure(`origin ${given.origin}`, patience.origin, cause, now);
	return { kind: "locked", until: locked ?? now };
}

async function use(challenge: Challenge, given: Try): Promise<Tried> {
	const { conversation, cause } = given;
	const used = await Challenges.updateOne(
		{ _id: challenge._id, $or: [{ usedBy: null }, { usedBy: cause }] },
		{ $set: { usedBy: cause, dueAt: null } },
	);
	if (used.matchedCount === 0) return { kind: "over" };
	await note(given, true);
	await forgiveFailures(`asker ${conversation}`);
	return { kind: "right", challenge };
}

function note({ cause, conversation, now }: Try, right: boolean): Promise<void> {
	return record({
		id: `${cause}.code-tried`,
		type: right ? "identity.code-right" : "identity.code-wrong",
		at: now,
		actor: { kind: "citizen", id: null },
		conversation,
	});
}
