import { randomBytes } from "node:crypto";
import {
	aesDecryptCTR,
	aesDecryptGCM,
	aesEncryptCTR,
	aesEncryptGCM,
	type BinaryNode,
	Curve,
	derivePairingCodeKey,
	getBinaryNodeChild,
	hkdf,
	hmacSign,
	proto,
	S_WHATSAPP_NET,
} from "@whiskeysockets/baileys";
import { bytesOf } from "./noise.ts";

/** WhatsApp's marks before what the account signs. */
const accountSignature = Buffer.from([6, 0]);

/** The telephone whose number the hub is linked to: it accepts devices. */
export class Telephone {
	readonly #account = Curve.generateKeyPair();
	readonly #ephemeral = Curve.generateKeyPair();
	/** What the device sent to be linked by a code. */
	#hello: BinaryNode | null = null;

	/** Scans a QR: what tells the device that it is accepted. */
	scan(qr: string, device: { jid: string; lid: string }): BinaryNode {
		const [, , identity = "", secret = ""] = (qr.split("#")[1] ?? "").split(",");
		return this.#accept(Buffer.from(identity, "base64"), Buffer.from(secret, "base64"), device);
	}

	/** A device asks to be linked by a code. */
	heard(hello: BinaryNode): void {
		this.#hello = hello;
	}

	/** Types the code in: what goes to the device, sealed with it. */
	async enter(code: string): Promise<BinaryNode> {
		const salt = randomBytes(32);
		const iv = randomBytes(16);
		const sealed = aesEncryptCTR(this.#ephemeral.public, await derivePairingCodeKey(code, salt), iv);
		return {
			tag: "notification",
			attrs: { from: S_WHATSAPP_NET, id: "link1", t: "1", type: "link_code_companion_reg" },
			content: [
				{
					tag: "link_code_companion_reg",
					attrs: { stage: "primary_hello" },
					content: [
						{ tag: "link_code_pairing_ref", attrs: {}, content: Buffer.from("ref") },
						{ tag: "primary_identity_pub", attrs: {}, content: this.#account.public },
						{
							tag: "link_code_pairing_wrapped_primary_ephemeral_pub",
							attrs: {},
							content: Buffer.concat([salt, iv, sealed]),
						},
					],
				},
			],
		};
	}

	/** The device's answer to the code: both now share a secret, and it is accepted. */
	async finish(code: string, node: BinaryNode, device: { jid: string; lid: string }): Promise<BinaryNode> {
		const wrapped = child(this.#hello, "link_code_pairing_wrapped_companion_ephemeral_pub");
		const [salt, iv, sealed] = [wrapped.subarray(0, 32), wrapped.subarray(32, 48), wrapped.subarray(48)];
		const theirs = aesDecryptCTR(sealed, await derivePairingCodeKey(code, salt), iv);
		const shared = Curve.sharedKey(this.#ephemeral.private, theirs);
		const identity = child(node, "companion_identity_public");

		const bundle = child(node, "link_code_pairing_wrapped_key_bundle");
		const info = "link_code_pairing_key_bundle_encryption_key";
		const key = Buffer.from(hkdf(shared, 32, { salt: bundle.subarray(0, 32), info }));
		const random = aesDecryptGCM(bundle.subarray(44), key, bundle.subarray(32, 44), Buffer.alloc(0)).subarray(64);
		const identityShared = Curve.sharedKey(this.#account.private, identity);
		const secret = hkdf(Buffer.concat([shared, identityShared, random]), 32, { info: "adv_secret" });
		return this.#accept(identity, Buffer.from(secret), device);
	}

	/** It has brought the file of a message to the service again: where it is now, sealed with the file's key. */
	brought(stanzaId: string, mediaKey: Uint8Array, directPath: string): BinaryNode {
		const key = Buffer.from(hkdf(mediaKey, 32, { info: "WhatsApp Media Retry Notification" }));
		const iv = randomBytes(12);
		const told = proto.MediaRetryNotification.encode({ stanzaId, directPath, result: 1 }).finish();
		return {
			tag: "encrypt",
			attrs: {},
			content: [
				{ tag: "enc_p", attrs: {}, content: aesEncryptGCM(told, key, iv, Buffer.from(stanzaId)) },
				{ tag: "enc_iv", attrs: {}, content: iv },
			],
		};
	}

	#accept(identity: Buffer, secret: Buffer, device: { jid: string; lid: string }): BinaryNode {
		const details = proto.ADVDeviceIdentity.encode({ rawId: 1, timestamp: 1, keyIndex: 1, deviceType: 0 }).finish();
		const signed = proto.ADVSignedDeviceIdentity.encode({
			details,
			accountSignatureKey: this.#account.public,
			accountSignature: Curve.sign(this.#account.private, Buffer.concat([accountSignature, details, identity])),
		}).finish();
		const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({
			details: signed,
			hmac: hmacSign(signed, secret),
		}).finish();
		return {
			tag: "iq",
			attrs: { from: S_WHATSAPP_NET, type: "set", id: "pair-success" },
			content: [
				{
					tag: "pair-success",
					attrs: {},
					content: [
						{ tag: "device-identity", attrs: {}, content: sealed },
						{ tag: "platform", attrs: { name: "android" } },
						{ tag: "device", attrs: device },
					],
				},
			],
		};
	}
}

function child(node: BinaryNode | null, tag: string): Buffer {
	return Buffer.from(bytesOf(getBinaryNodeChild(node ?? undefined, tag)?.content));
}
