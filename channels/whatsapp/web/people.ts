import { model, Schema } from "mongoose";
import { addressOf, type Identity } from "../address.ts";
import type { Sender } from "./normalise.ts";

/** Somebody who has written to an account. Only to them may it write: that is what keeps a number from being restricted. */
interface Person extends Identity {
	/** `<account>/<address>` */
	_id: string;
	account: string;
	/** Of their conversation: what they were known by first, for good. */
	address: string;
	/** What they wrote from last: answers go there. */
	jid: string;
}

const personSchema = new Schema<Person>(
	{
		_id: { type: String, required: true },
		account: { type: String, required: true },
		address: { type: String, required: true },
		phone: { type: String, default: null },
		lid: { type: String, default: null },
		jid: { type: String, required: true },
	},
	{ collection: "whatsapp-people", versionKey: false },
);
personSchema.index({ account: 1, phone: 1 }, { partialFilterExpression: { phone: { $type: "string" } } });
personSchema.index({ account: 1, lid: 1 }, { partialFilterExpression: { lid: { $type: "string" } } });

const StoredPeople = model("WhatsAppPerson", personSchema);

/** People whose addresses are known here, to save asking again. */
const rememberedMost = 10_000;

export interface People {
	/**
	 * The address of a sender's conversation. WhatsApp is moving people from numbers to LIDs: whoever is known by either
	 * keeps their conversation, and the other is kept for the next time (C2).
	 */
	addressOf(sender: Sender): Promise<string>;
	/** Where an answer to an address goes; null when nobody ever wrote from it. */
	jidOf(address: string): Promise<string | null>;
}

/** @param phoneOf the number behind a LID, where Baileys knows it */
export function createPeople(account: string, phoneOf: (lid: string) => Promise<string | null>): People {
	const known = new Map<string, string>();

	async function find({ phone, lid }: Identity): Promise<Person | null> {
		const names = [...(phone ? [{ phone }] : []), ...(lid ? [{ lid }] : [])];
		const found = await StoredPeople.find({ account, $or: names }).lean();
		// Two who turn out to be one: the number is what both transports know them by.
		return found.find((person) => person.phone !== null && person.phone === phone) ?? found[0] ?? null;
	}

	async function keep({ identity, jid }: Sender): Promise<string> {
		const { lid } = identity;
		const phone = identity.phone ?? (lid ? await phoneOf(lid) : null);
		const now: Identity = { phone, lid };
		const address = (await find(now))?.address ?? addressOf(now);
		await StoredPeople.updateOne(
			{ _id: `${account}/${address}` },
			{ $set: { account, address, jid, ...(phone && { phone }), ...(lid && { lid }) } },
			{ upsert: true },
		);
		return address;
	}

	return {
		async addressOf(sender) {
			const { phone, lid } = sender.identity;
			const name = [phone, lid, sender.jid].join(" ");
			const before = known.get(name);
			if (before !== undefined) return before;
			const address = await keep(sender);
			if (known.size >= rememberedMost) known.clear();
			known.set(name, address);
			return address;
		},
		async jidOf(address) {
			const person = await StoredPeople.findById(`${account}/${address}`, { jid: 1 }).lean();
			return person?.jid ?? null;
		},
	};
}
