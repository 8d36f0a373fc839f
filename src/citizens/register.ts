import { record } from "../events/index.ts";
import { DomainError } from "../platform/errors.ts";
import type { Registration } from "./codes/model.ts";
import { createCitizen } from "./create.ts";
import { type Citizen, Citizens } from "./model.ts";

/**
 * Puts somebody on file who has proven the contact that they gave (B11). Doing it again is doing it once. Whoever has that
 * document already is not touched: who says so now may be somebody else, and staff has to look.
 *
 * @param cause what proved it; the record's id derives from it.
 */
export async function register(
	cause: string,
	{ document, name, mail, language }: Registration,
	now: Date,
): Promise<{ kind: "verified"; citizen: { id: string; name: string } } | { kind: "review"; name: string }> {
	const by = { kind: "citizen", id: null } as const;
	try {
		const contacts = [{ kind: "email" as const, address: mail, verifiedAt: now }];
		const citizen = await createCitizen(
			{ documents: [document], name, contacts, language, proof: "claimed", source: "registered" },
			{ by, now, id: `${cause}.citizen` },
		);
		return { kind: "verified", citizen: { id: citizen._id, name: citizen.name } };
	} catch (error) {
		if (!(error instanceof DomainError) || error.kind !== "conflict") throw error;
		await record({ id: `${cause}.review`, type: "citizen.to-review", at: now, actor: by });
		return { kind: "review", name };
	}
}

/** A code that went there came back: the citizen answers at this address. */
export async function proveContact({ _id, contacts }: Citizen, address: string | null, now: Date): Promise<void> {
	const proven = contacts.findIndex((contact) => contact.kind === "email" && contact.address === address);
	if (proven < 0 || contacts[proven]?.verifiedAt) return;
	await Citizens.updateOne(
		{ _id, [`contacts.${proven}.address`]: address },
		{ $set: { [`contacts.${proven}.verifiedAt`]: now, updatedAt: now }, $inc: { revision: 1 } },
	);
}
