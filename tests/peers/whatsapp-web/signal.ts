import {
	addTransactionCapability,
	type BinaryNode,
	Curve,
	DEFAULT_CONNECTION_CONFIG,
	encodeBigEndian,
	encodeWAMessage,
	extractE2ESessionFromRetryReceipt,
	getBinaryNodeChild,
	getBinaryNodeChildren,
	initAuthCreds,
	KEY_BUNDLE_TYPE,
	proto,
	type SignalDataTypeMap,
	type SignalKeyStore,
	type SignalRepositoryWithLIDStore,
	unpadRandomMax16,
	xmppPreKey,
	xmppSignedPreKey,
} from "@whiskeysockets/baileys";
import { pino } from "pino";
import { bytesOf } from "./noise.ts";

const silent = pino({ level: "silent" });

/** Keys in memory. */
function memory(): SignalKeyStore {
	const kept = new Map<string, unknown>();
	return {
		async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
			const values: { [id: string]: SignalDataTypeMap[T] } = {};
			for (const id of ids) {
				const value = kept.get(`${type}/${id}`);
				if (value !== undefined) Object.assign(values, { [id]: value });
			}
			return values;
		},
		async set(data) {
			for (const [type, entries] of Object.entries(data)) {
				for (const [id, value] of Object.entries(entries)) {
					if (value === null) kept.delete(`${type}/${id}`);
					else kept.set(`${type}/${id}`, value);
				}
			}
		},
	};
}

/** A telephone's end of Signal: it encrypts to the hub, and decrypts what comes from there. */
export class SignalEnd {
	readonly #creds = initAuthCreds();
	readonly #keys = addTransactionCapability(memory(), silent, { maxCommitRetries: 1, delayBetweenTriesMs: 1 });
	readonly #repository: SignalRepositoryWithLIDStore;
	/** The hub's, by one name whatever it calls itself. */
	readonly #hub: string;
	#preKeys = 0;

	constructor(hub: string) {
		this.#hub = hub;
		this.#repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
			{ creds: this.#creds, keys: this.#keys },
			silent,
			async () => undefined,
		);
	}

	get registration(): Uint8Array {
		return encodeBigEndian(this.#creds.registrationId);
	}

	/** What somebody needs to write to it, as the service hands it out. */
	async bundle(jid: string): Promise<BinaryNode> {
		this.#preKeys += 1;
		const preKey = Curve.generateKeyPair();
		await this.#keys.set({ "pre-key": { [String(this.#preKeys)]: preKey } });
		return {
			tag: "user",
			attrs: { jid },
			content: [
				{ tag: "registration", attrs: {}, content: this.registration },
				{ tag: "type", attrs: {}, content: KEY_BUNDLE_TYPE },
				{ tag: "identity", attrs: {}, content: this.#creds.signedIdentityKey.public },
				xmppSignedPreKey(this.#creds.signedPreKey),
				xmppPreKey(preKey, this.#preKeys),
			],
		};
	}

	async encrypt(content: proto.IMessage, hubKeys: HubKeys): Promise<BinaryNode> {
		const { exists } = await this.#repository.validateSession(this.#hub);
		if (!exists) await this.#repository.injectE2ESession({ jid: this.#hub, session: hubKeys.take() });
		const data = encodeWAMessage(content);
		const { type, ciphertext } = await this.#repository.encryptMessage({ jid: this.#hub, data });
		return { tag: "enc", attrs: { v: "2", type }, content: ciphertext };
	}

	async decrypt({ attrs, content }: BinaryNode): Promise<proto.Message> {
		const type = attrs.type === "pkmsg" ? "pkmsg" : "msg";
		const plain = await this.#repository.decryptMessage({ jid: this.#hub, type, ciphertext: bytesOf(content) });
		return proto.Message.decode(unpadRandomMax16(plain));
	}
}

/** The keys that the hub has left with the service, for others to write to it. */
export class HubKeys {
	#upload: BinaryNode[] = [];
	#preKeys: BinaryNode[] = [];

	get count(): number {
		return this.#preKeys.length;
	}

	/** Another device: those of the one before are of no use any more. */
	forget(): void {
		this.#preKeys = [];
	}

	/** From the node that uploads them. */
	put(upload: BinaryNode): void {
		const list = getBinaryNodeChild(upload, "list");
		this.#preKeys.push(...getBinaryNodeChildren(list, "key"));
		this.#upload = ["registration", "type", "identity", "skey"].flatMap((tag) => getBinaryNodeChild(upload, tag) ?? []);
	}

	/** For one session; each of the keys that are used once goes once. */
	take() {
		const preKey = this.#preKeys.shift();
		const session = extractE2ESessionFromRetryReceipt({
			tag: "receipt",
			attrs: {},
			content: [...this.#upload, { tag: "keys", attrs: {}, content: [...this.#upload, ...(preKey ? [preKey] : [])] }],
		});
		if (!session) throw new Error("The hub has left no keys");
		return session;
	}
}
