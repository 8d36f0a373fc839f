import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { type Asked, type Asker, askCode, askToRegister } from "./codes/ask.ts";
import type { Registration } from "./codes/model.ts";
import { type CodeCarrier, createCodeSender, removeOldChallenges } from "./codes/send.ts";
import { removeOldTallies } from "./codes/tally.ts";
import { type Try, tryCode } from "./codes/try.ts";
import { findCitizen } from "./find.ts";
import type { IdentityDocument } from "./model.ts";
import { proveContact, register } from "./register.ts";

/** What came of a code that was typed. */
export type Proven =
	| { kind: "verified"; citizen: { id: string; name: string } }
	/** The contact is proven, but somebody with that document is on file: staff has to look. */
	| { kind: "review"; name: string }
	| { kind: "wrong"; left: number }
	/** Tries used up: nothing more is sent until then. */
	| { kind: "locked"; until: Date }
	/** Lapsed, or used before. */
	| { kind: "over" };

/** Finds out who one speaks to (B3, B11). Each call with the same cause is one call. */
export interface Identification {
	/** Country whose documents are asked for first; ISO 3166 alpha-2. */
	country: string;
	/** There is something that takes codes to citizens. */
	available: boolean;
	askCode(asker: Asker, document: IdentityDocument, name: string): Promise<Asked>;
	askToRegister(asker: Asker, registration: Registration): Promise<Asked>;
	tryCode(given: Try): Promise<Proven>;
}

/**
 * @param parts.key the hub's secret, from which codes are reckoned.
 */
export function createIdentification(parts: {
	country: string;
	key: string;
	carrier: CodeCarrier | null;
	office: Record<"es" | "en", string>;
	clock: Clock;
	log: Log;
}): Identification & { upkeep: { name: string; everyMs: number; run(now: Date): Promise<number> }[] } {
	const { country, key, carrier, log } = parts;
	const sender = carrier && createCodeSender({ ...parts, carrier });
	/** Apart from the turn, which waits for no mail server. */
	const hasten = (asked: Asked): Asked => {
		if (asked.kind === "asked") sender?.sendDue().catch((error: unknown) => log.warn({ err: error }, "codes not sent"));
		return asked;
	};

	return {
		country,
		available: carrier !== null,
		askCode: async (...given) => hasten(await askCode(...given)),
		askToRegister: async (...given) => hasten(await askToRegister(...given)),
		async tryCode(given) {
			const tried = await tryCode(given, key);
			if (tried.kind !== "right") return tried;
			const { citizen, registers, to } = tried.challenge;
			if (registers) return register(tried.challenge._id, registers, given.now);
			const found = citizen === null ? null : await findCitizen(citizen);
			if (!found) return { kind: "over" };
			await proveContact(found, to, given.now);
			return { kind: "verified", citizen: { id: found._id, name: found.name } };
		},
		upkeep: [
			{ name: "identity.codes", everyMs: 2_000, run: async () => (await sender?.sendDue()) ?? 0 },
			{ name: "identity.challenges", everyMs: 3_600_000, run: removeOldChallenges },
			{ name: "identity.tallies", everyMs: 3_600_000, run: removeOldTallies },
		],
	};
}
