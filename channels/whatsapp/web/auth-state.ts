import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
	type AuthenticationCreds,
	BufferJSON,
	initAuthCreds,
	proto,
	type SignalDataSet,
	type SignalDataTypeMap,
	type SignalKeyStore,
} from "@whiskeysockets/baileys";
import { model, Schema } from "mongoose";
import { z } from "zod";
import type { Log } from "../../../src/platform/log.ts";
import { createSealer, SealError, type Sealer } from "../../../src/platform/seal.ts";

interface Credentials {
	/** The account's name. */
	_id: string;
	/** Whoever holds an earlier one writes here no more. */
	pairing: string;
	/** The credentials and the key that the account's other keys are sealed with. */
	sealed: string;
}

interface Key {
	/** `<account>/<pairing>/<type>/<id>`: a channel that still holds an earlier pairing changes nothing of this one's. */
	_id: string;
	account: string;
	sealed: string;
}

const credentialsSchema = new Schema<Credentials>(
	{
		_id: { type: String, required: true },
		pairing: { type: String, required: true },
		sealed: { type: String, required: true },
	},
	{ collection: "whatsapp-credentials", versionKey: false },
);
const keySchema = new Schema<Key>(
	{
		_id: { type: String, required: true },
		account: { type: String, required: true },
		sealed: { type: String, required: true },
	},
	{ collection: "whatsapp-keys", versionKey: false },
);
// To forget all of an account.
keySchema.index({ account: 1 });

const StoredCredentials = model("WhatsAppCredentials", credentialsSchema);
const StoredKeys = model("WhatsAppKey", keySchema);

/** What makes the hub a linked device of a number. */
export interface WhatsAppAuth {
	creds: AuthenticationCreds;
	/** Each set resolves when it is stored for good. */
	keys: SignalKeyStore;
	/** A phone has accepted this device. */
	isPaired(): boolean;
	/** Stores the credentials as they are now; tried until it works. */
	save(): void;
	/** Resolves when what was to be saved is. */
	settle(): Promise<void>;
}

/** The credentials are Baileys' own; that they are such shows by what every one has. */
const Unsealed = z.object({
	creds: z.custom<AuthenticationCreds>(
		(value) => z.looseObject({ noiseKey: z.unknown(), advSecretKey: z.string() }).safeParse(value).success,
	),
	secret: z.string(),
});

const retryMs = 1_000;
const rememberedMost = 10_000;

/**
 * The stored pairing of an account, or a new one. The credentials are one document, sealed by the hub's own key; each
 * Signal key is one, sealed by a key that stands among the credentials: who wipes those has wiped all (P1).
 *
 * @throws SealError when the hub's key for the credentials is not held any more.
 */
export async function openAuth(account: string, { sealer, log }: { sealer: Sealer; log: Log }): Promise<WhatsAppAuth> {
	const place = `whatsapp-credentials/${account}`;
	const found = await StoredCredentials.findById(account).lean();
	const pairing = found?.pairing ?? randomUUID();
	const { creds, secret } = found ? revive(sealer.open(found.sealed, place)) : fresh();
	if (!creds.account) creds.me = undefined;

	const content = () => sealer.seal(JSON.stringify({ creds, secret }, BufferJSON.replacer), place);
	if (!found) await StoredCredentials.create({ _id: account, pairing, sealed: content() });
	let saving: Promise<void> = Promise.resolve();
	let wanted = false;

	async function write(): Promise<void> {
		wanted = false;
		for (;;) {
			try {
				await StoredCredentials.updateOne({ _id: account, pairing }, { $set: { sealed: content() } });
				return;
			} catch (error) {
				log.error({ err: error, account }, "whatsapp credentials not stored yet");
				await delay(retryMs);
			}
		}
	}

	function save(): void {
		if (wanted) return;
		wanted = true;
		saving = saving.then(write);
	}

	if (found && sealer.isOld(found.sealed)) save();
	return {
		creds,
		keys: keysOf(account, pairing, createSealer([secret])),
		isPaired: () => creds.account !== undefined,
		save,
		settle: () => saving,
	};
}

/** Forgets the pairing of an account: it must be paired anew. */
export async function wipeAuth(account: string): Promise<void> {
	await StoredCredentials.deleteOne({ _id: account });
	await StoredKeys.deleteMany({ account });
}

function fresh(): { creds: AuthenticationCreds; secret: string } {
	return { creds: initAuthCreds(), secret: randomBytes(32).toString("base64url") };
}

function revive(text: string): { creds: AuthenticationCreds; secret: string } {
	return Unsealed.parse(JSON.parse(text, BufferJSON.reviver));
}

function keysOf(account: string, pairing: string, sealer: Sealer): SignalKeyStore {
	const idOf = (type: string, id: string) => `${account}/${pairing}/${type}/${id}`;
	/** Asked for and not there: Baileys keeps what is, and asks for these with every message. */
	const absent = new Set<string>();

	return {
		async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
			const values: { [id: string]: SignalDataTypeMap[T] } = {};
			const asked = ids.filter((id) => !absent.has(idOf(type, id)));
			if (asked.length === 0) return values;
			const stored = await StoredKeys.find({ _id: { $in: asked.map((id) => idOf(type, id)) } }).lean();
			const sealed = new Map(stored.map((key) => [key._id, key.sealed]));
			if (absent.size >= rememberedMost) absent.clear();
			for (const id of asked) {
				const place = idOf(type, id);
				const text = opened(sealer, sealed.get(place), place);
				if (text === null) absent.add(place);
				else values[id] = reviveKey(type, text);
			}
			return values;
		},
		async set(data) {
			const writes = entriesOf(data).map(([type, id, value]) => {
				const _id = idOf(type, id);
				absent.delete(_id);
				if (value === null || value === undefined) return { deleteOne: { filter: { _id } } };
				const sealed = sealer.seal(JSON.stringify(value, BufferJSON.replacer), _id);
				return { updateOne: { filter: { _id }, update: { $set: { account, sealed } }, upsert: true } };
			});
			if (writes.length > 0) await StoredKeys.bulkWrite(writes, { ordered: false });
		},
		async clear() {
			await StoredKeys.deleteMany({ account });
		},
	};
}

/** What a pairing before this one left behind opens no more, and counts as missing. */
function opened(sealer: Sealer, sealed: string | undefined, place: string): string | null {
	if (sealed === undefined) return null;
	try {
		return sealer.open(sealed, place);
	} catch (error) {
		if (error instanceof SealError) return null;
		throw error;
	}
}

function reviveKey<T extends keyof SignalDataTypeMap>(type: T, text: string): SignalDataTypeMap[T] {
	let value = JSON.parse(text, BufferJSON.reviver);
	// Baileys calls methods of it.
	if (type === "app-state-sync-key") value = proto.Message.AppStateSyncKeyData.fromObject(value);
	return value;
}

function entriesOf(data: SignalDataSet): [type: string, id: string, value: unknown][] {
	return Object.entries(data).flatMap(([type, values]) =>
		Object.entries(values ?? {}).map(([id, value]): [string, string, unknown] => [type, id, value]),
	);
}
