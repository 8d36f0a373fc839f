import { AsyncLocalStorage } from "node:async_hooks";
import { DEFAULT_CONNECTION_CONFIG, MISSING_KEYS_ERROR_TEXT, type SocketConfig } from "@whiskeysockets/baileys";

/** What Baileys takes for a repeat, and passes over. */
const isUsedUp = (error: unknown) => error instanceof Error && error.message === MISSING_KEYS_ERROR_TEXT;

/**
 * Baileys' encryption, mended in these ways. What is decrypted counts as such only when it is taken in, so that the
 * receipt, which comes next, does not go out before (C2); and what was decrypted by a process that fell before it took it
 * in is asked for again, which Baileys does not do where the key is used up. And each change of a session is stored by itself: Baileys
 * sends a message within one transaction, which begins with reading the session and writes it back at the end, over
 * whatever was decrypted from the same person meanwhile; then neither side understands the other any more.
 */
export function signalFor(
	take: (ciphertext: Uint8Array, plain: Uint8Array) => Promise<void>,
	wasTaken: (ciphertext: Uint8Array) => Promise<boolean>,
): SocketConfig["makeSignalRepository"] {
	return (...given) => {
		const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(...given);
		// Out here there is no transaction, so each of these begins its own, one after the other for each person.
		const apart = AsyncLocalStorage.snapshot();
		return {
			...repository,
			async decryptMessage(message) {
				const plain = await apart(() => repository.decryptMessage(message)).catch(async (error: unknown) => {
					if (!isUsedUp(error) || (await wasTaken(message.ciphertext))) throw error;
					throw new Error("Decrypted before, but not taken in");
				});
				await take(message.ciphertext, plain);
				return plain;
			},
			encryptMessage: (message) => apart(() => repository.encryptMessage(message)),
			injectE2ESession: (session) => apart(() => repository.injectE2ESession(session)),
			validateSession: (jid) => apart(() => repository.validateSession(jid)),
			migrateSession: (from, to) => apart(() => repository.migrateSession(from, to)),
			deleteSession: (jids) => apart(() => repository.deleteSession(jids)),
		};
	};
}
