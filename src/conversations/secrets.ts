import { maskSecrets, type Secret } from "../citizens/mask/index.ts";
import type { Sealer } from "../platform/seal.ts";
import type { Message, Part } from "./model.ts";

export interface Secrets {
	/** The message as it is kept: with what is secret hidden, and sealed until it was handled. */
	hide(message: Message): Message;
	/** The message as it was typed, for the one turn that handles it. */
	reveal(message: Message): Message;
}

/** Hides what a citizen types by mistake, or what must not stay in a transcript (P2). */
export function createSecrets(sealer: Sealer): Secrets {
	const place = ({ _id }: Message) => `message/${_id}`;
	return {
		hide(message) {
			const found = new Set<Secret>();
			const parts = message.parts.map((part): Part => {
				if (part.type !== "text") return part;
				const masked = maskSecrets(part.text);
				for (const kind of masked.found) found.add(kind);
				return { ...part, text: masked.text };
			});
			if (found.size === 0) return message;
			const texts = message.parts.map((part) => (part.type === "text" ? part.text : null));
			return { ...message, parts, secrets: [...found], sealed: sealer.seal(JSON.stringify(texts), place(message)) };
		},
		reveal(message) {
			if (message.sealed === undefined) return message;
			const texts: unknown = JSON.parse(sealer.open(message.sealed, place(message)));
			const typed = Array.isArray(texts) ? texts : [];
			const parts = message.parts.map((part, at): Part => {
				const text: unknown = typed[at];
				return part.type === "text" && typeof text === "string" ? { ...part, text } : part;
			});
			return { ...message, parts };
		},
	};
}

/**
 * Six digits are a code only where the bot has asked for one: a person may have been told the number of a case. Such a
 * message is kept as it was typed.
 */
export function isHarmless(message: Message, stage: string): boolean {
	const withPerson = stage === "queued" || stage === "agent";
	return withPerson && message.secrets?.every((kind) => kind === "code") === true;
}
