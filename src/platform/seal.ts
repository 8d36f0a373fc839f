import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** Keeps secrets in the store unreadable for whoever has only the store (P1). */
export interface Sealer {
	/** Seals a text for one place; it opens only there. */
	seal(text: string, place: string): string;
	/** @throws SealError when no key that is held opens it, or it was made for another place, or was changed. */
	open(sealed: string, place: string): string;
	/** It was sealed with an older key, so it should be sealed again (rotation). */
	isOld(sealed: string): boolean;
}

/** A secret cannot be read: its key is not held any more, or it was tampered with. Holds nothing of it. */
export class SealError extends Error {
	override readonly name = "SealError";
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM under keys that are derived from `keys`: the first seals, all open.
 *
 * @param keys texts of at least 32 characters, newest first
 * @example createSealer([newKey, oldKey]).seal("token", "telegram.main/token")
 */
export function createSealer(keys: readonly string[]): Sealer {
	const held = keys.map((key) => {
		const derived = Buffer.from(hkdfSync("sha256", key, "", "ventanilla.seal.v1", 32));
		return { id: createHash("sha256").update(derived).digest("base64url").slice(0, 8), key: derived };
	});
	const [newest] = held;
	if (!newest) throw new SealError("There is no key to seal with");

	return {
		seal(text, place) {
			const nonce = randomBytes(nonceBytes);
			const cipher = createCipheriv("aes-256-gcm", newest.key, nonce).setAAD(Buffer.from(place));
			const content = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
			return `${newest.id}.${Buffer.concat([nonce, cipher.getAuthTag(), content]).toString("base64url")}`;
		},
		open(sealed, place) {
			const [id, body = ""] = sealed.split(".", 2);
			const found = held.find((one) => one.id === id);
			if (!found) throw new SealError("A secret was sealed with a key that is not held any more");
			const bytes = Buffer.from(body, "base64url");
			try {
				const decipher = createDecipheriv("aes-256-gcm", found.key, bytes.subarray(0, nonceBytes), {
					authTagLength: tagBytes,
				})
					.setAAD(Buffer.from(place))
					.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
				const content = bytes.subarray(nonceBytes + tagBytes);
				return Buffer.concat([decipher.update(content), decipher.final()]).toString("utf8");
			} catch {
				throw new SealError("A secret was changed, or belongs elsewhere");
			}
		},
		isOld: (sealed) => !sealed.startsWith(`${newest.id}.`),
	};
}
