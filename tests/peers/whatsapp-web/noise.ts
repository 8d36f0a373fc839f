import { EventEmitter } from "node:events";
import {
	aesDecryptGCM,
	aesEncryptGCM,
	type BinaryNode,
	Curve,
	decodeBinaryNode,
	encodeBinaryNode,
	hkdf,
	type KeyPair,
	NOISE_MODE,
	NOISE_WA_HEADER,
	proto,
	sha256,
} from "@whiskeysockets/baileys";
import { z } from "zod";

const nothing = Buffer.alloc(0);
/** What a service does that Baileys trusts: it signs by the root that Baileys has pinned. */
export interface Authority {
	root: KeyPair;
	intermediate: KeyPair;
}

export function newAuthority(): Authority {
	return { root: Curve.generateKeyPair(), intermediate: Curve.generateKeyPair() };
}

interface Events {
	login: [payload: proto.ClientPayload];
	node: [node: BinaryNode];
}

/** The service's end of one connection: WhatsApp's Noise handshake, then encrypted nodes both ways. */
export class NoiseServer extends EventEmitter<Events> {
	readonly #write: (bytes: Buffer) => void;
	readonly #authority: Authority;
	#buffered = nothing;
	#isBegun = false;
	#step: "hello" | "finish" | "open" = "hello";
	#ephemeral = Curve.generateKeyPair();
	#hash: Buffer = Buffer.from(NOISE_MODE);
	#salt = this.#hash;
	#key = this.#hash;
	#count = 0;
	#readKey = nothing;
	#readCount = 0;
	#writeKey = nothing;
	#writeCount = 0;

	constructor(authority: Authority, write: (bytes: Buffer) => void) {
		super();
		this.#authority = authority;
		this.#write = write;
		this.#authenticate(NOISE_WA_HEADER);
	}

	/** Bytes came; resolves when what is complete of them was dealt with. */
	async take(bytes: Buffer): Promise<void> {
		this.#buffered = Buffer.concat([this.#buffered, bytes]);
		if (!this.#isBegun) {
			this.#isBegun = true;
			this.#buffered = this.#buffered.subarray(NOISE_WA_HEADER.length);
		}
		while (this.#buffered.length >= 3) {
			const end = 3 + this.#buffered.readUIntBE(0, 3);
			if (this.#buffered.length < end) return;
			const frame = this.#buffered.subarray(3, end);
			this.#buffered = this.#buffered.subarray(end);
			await this.#takeFrame(frame);
		}
	}

	send(node: BinaryNode): void {
		this.#frame(aesEncryptGCM(encodeBinaryNode(node), this.#writeKey, iv(this.#writeCount++), nothing));
	}

	async #takeFrame(frame: Buffer): Promise<void> {
		if (this.#step === "hello") return this.#greet(frame);
		if (this.#step === "finish") return this.#finish(frame);
		const plain = aesDecryptGCM(frame, this.#readKey, iv(this.#readCount++), nothing);
		this.emit("node", await decodeBinaryNode(plain));
	}

	#greet(frame: Buffer): void {
		const theirs = bytesOf(proto.HandshakeMessage.decode(frame).clientHello?.ephemeral);
		this.#authenticate(theirs);
		this.#authenticate(this.#ephemeral.public);
		this.#mix(Curve.sharedKey(this.#ephemeral.private, theirs));
		const fixed = Curve.generateKeyPair();
		const fixedSealed = this.#encrypt(fixed.public);
		this.#mix(Curve.sharedKey(fixed.private, theirs));
		const { root, intermediate } = this.#authority;
		const chain = proto.CertChain.encode({
			intermediate: certificate(1, 0, intermediate.public, root),
			leaf: certificate(2, 1, fixed.public, intermediate),
		}).finish();
		const serverHello = {
			ephemeral: this.#ephemeral.public,
			static: fixedSealed,
			payload: this.#encrypt(chain),
		};
		this.#frame(proto.HandshakeMessage.encode({ serverHello }).finish());
		this.#step = "finish";
	}

	#finish(frame: Buffer): void {
		const finish = proto.HandshakeMessage.decode(frame).clientFinish;
		const theirs = this.#decrypt(bytesOf(finish?.static));
		this.#mix(Curve.sharedKey(this.#ephemeral.private, theirs));
		const payload = proto.ClientPayload.decode(this.#decrypt(bytesOf(finish?.payload)));
		const keys = Buffer.from(hkdf(nothing, 64, { salt: this.#salt, info: "" }));
		this.#readKey = keys.subarray(0, 32);
		this.#writeKey = keys.subarray(32);
		this.#step = "open";
		this.emit("login", payload);
	}

	#frame(content: Uint8Array): void {
		const length = Buffer.alloc(3);
		length.writeUIntBE(content.length, 0, 3);
		this.#write(Buffer.concat([length, content]));
	}

	#authenticate(data: Uint8Array): void {
		this.#hash = sha256(Buffer.concat([this.#hash, data]));
	}

	#encrypt(plain: Uint8Array): Buffer {
		const sealed = aesEncryptGCM(Buffer.from(plain), this.#key, iv(this.#count++), this.#hash);
		this.#authenticate(sealed);
		return sealed;
	}

	#decrypt(sealed: Uint8Array): Buffer {
		const plain = aesDecryptGCM(Buffer.from(sealed), this.#key, iv(this.#count++), this.#hash);
		this.#authenticate(sealed);
		return plain;
	}

	#mix(data: Uint8Array): void {
		const keys = Buffer.from(hkdf(Buffer.from(data), 64, { salt: this.#salt, info: "" }));
		this.#salt = keys.subarray(0, 32);
		this.#key = keys.subarray(32);
		this.#count = 0;
	}
}

function certificate(serial: number, issuerSerial: number, key: Uint8Array, signer: KeyPair) {
	const validity = { notBefore: 0, notAfter: 4_000_000_000 };
	const details = proto.CertChain.NoiseCertificate.Details.encode({ serial, issuerSerial, key, ...validity }).finish();
	return { details, signature: Curve.sign(signer.private, details) };
}

function iv(count: number): Buffer {
	const bytes = Buffer.alloc(12);
	bytes.writeUInt32BE(count, 8);
	return bytes;
}

/** What must be there. */
export function bytesOf(value: unknown): Uint8Array {
	return z.instanceof(Uint8Array).parse(value);
}
