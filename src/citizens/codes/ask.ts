import { randomBytes } from "node:crypto";
import { record } from "../../events/index.ts";
import { isDuplicateKey } from "../../platform/store/duplicate-key.ts";
import { findByDocument } from "../find.ts";
import type { Citizen, IdentityDocument } from "../model.ts";
import { sameName } from "../names.ts";
import { type Challenge, Challenges, type Registration } from "./model.ts";
import { type Allowed, countUse } from "./tally.ts";

/** Sendings an hour for one asker; for one citizen, whoever asks; from one network address, where many may sit. */
export const codesAnHour = { asker: 3, citizen: 3, origin: 30 } as const;
/** How long a code is good for. */
export const codeLifeMs = 10 * 60_000;

/** Who asks, from where, and because of which message. */
export interface Asker {
	conversation: string;
	/** Digest of the network address; null where the channel tells none. */
	origin: string | null;
	/** Whom this conversation was proven to be with before; null: nobody. */
	known: string | null;
	language: "es" | "en";
	cause: string;
	now: Date;
}

export type Asked = { kind: "asked"; challenge: string; until: Date } | { kind: "wait"; until: Date };

/**
 * Somebody says who they are, and wants a code at the contact on file (B3). Whether the data fit somebody shows in
 * nothing: same answer, same calls, same work. The same cause asks once.
 */
export async function askCode(asker: Asker, document: IdentityDocument, name: string): Promise<Asked> {
	const allowed = await mayAsk(asker);
	if (!allowed.yes) return { kind: "wait", until: allowed.until };

	const found = await findByDocument(document);
	const fits = sameName(found?.name ?? "nobody at all", name) && found !== null;
	const citizen = fits ? found : null;
	// Whoever asks for a citizen too often gets nothing more, in silence. What strangers ask for is not held against where
	// the citizen was known before, so nobody locks them out there.
	const known = citizen?._id === asker.known ? asker.conversation : "";
	const number = `${document.country}.${document.type}.${document.number}`;
	const whom = `citizen ${citizen?._id ?? number} ${known}`;
	const more = await countUse(whom, codesAnHour.citizen, asker.cause, asker.now);
	const reached = more.yes ? citizen : null;
	return challenge(asker, { citizen: reached?._id ?? null, to: codeAddress(reached), registers: null });
}

/**
 * Somebody who may not be on file gives what identifies and reaches them, and gets a code at that contact (B11). Whether
 * they are on file is looked at only once they have proven it.
 */
export async function askToRegister(asker: Asker, registers: Registration): Promise<Asked> {
	const allowed = await mayAsk(asker);
	if (!allowed.yes) return { kind: "wait", until: allowed.until };
	const more = await countUse(`mail ${registers.mail}`, codesAnHour.citizen, asker.cause, asker.now);
	return challenge(asker, { citizen: null, to: more.yes ? registers.mail : null, registers });
}

/** Counts against who asks, and the network they are in. */
async function mayAsk({ conversation, origin, cause, now }: Asker): Promise<Allowed> {
	const own = await countUse(`asker ${conversation}`, codesAnHour.asker, cause, now);
	if (!own.yes || origin === null) return own;
	return countUse(`origin ${origin}`, codesAnHour.origin, cause, now);
}

async function challenge(asker: Asker, proves: Pick<Challenge, "citizen" | "to" | "registers">): Promise<Asked> {
	const { cause, conversation, language, now } = asker;
	const id = `${cause}.code`;
	const until = new Date(now.getTime() + codeLifeMs);
	try {
		await Challenges.create({
			_id: id,
			conversation,
			salt: randomBytes(16).toString("base64url"),
			...proves,
			language,
			at: now,
			until,
			tries: [],
			dueAt: now,
		});
	} catch (error) {
		if (!isDuplicateKey(error)) throw error;
	}
	await record({
		id: `${cause}.code-asked`,
		type: "identity.code-asked",
		at: now,
		actor: { kind: "citizen", id: null },
		conversation,
		// Whether it fitted is for the auditor, who may know.
		data: { citizen: proves.citizen, registers: proves.registers !== null },
	});
	return { kind: "asked", challenge: id, until };
}

/** Where a citizen's codes go: a mail address that was proven, else the first on file. */
function codeAddress(citizen: Citizen | null): string | null {
	const mails = citizen?.contacts.filter(({ kind }) => kind === "email") ?? [];
	return (mails.find(({ verifiedAt }) => verifiedAt) ?? mails[0])?.address ?? null;
}
