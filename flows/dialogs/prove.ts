import type { Asker, Proven } from "../../src/citizens/index.ts";
import { verifiedForMs } from "../../src/conversations/index.ts";
import type { Turn } from "../context.ts";

/** The six digits of a code as people type it ("123 456", "es 123456"), or null. */
export function digitsIn(text: string): string | null {
	const digits = text.slice(0, 60).replace(/\D/g, "");
	return digits.length === 6 ? digits : null;
}

/** Who asks, because of this message. */
export function askedBy(turn: Turn): Asker {
	const { conversation, cause, now } = turn.input;
	if (cause.kind !== "message") throw new Error("Only what somebody wrote asks for a code");
	const { _id, intake } = cause.message;
	return {
		conversation: conversation._id,
		origin: intake?.origin ?? null,
		known: conversation.identity?.citizen ?? null,
		language: turn.language,
		cause: _id,
		now,
	};
}

/** Tries a code; the right one makes known who it is (B3). */
export async function prove(turn: Turn, challenge: string | null, code: string): Promise<Proven> {
	const { conversation, origin, cause, now } = askedBy(turn);
	if (challenge === null) return { kind: "over" };
	const proven = await turn.parts.identification.tryCode({ conversation, origin, challenge, code, cause, now });
	if (proven.kind === "verified") {
		const verifiedUntil = new Date(now.getTime() + verifiedForMs);
		const { id: citizen, name } = proven.citizen;
		turn.know({ citizen, name, method: "code", at: now, verifiedUntil });
	}
	if (proven.kind === "review") {
		turn.know({ citizen: null, name: proven.name, method: "word", at: now, verifiedUntil: null });
	}
	return proven;
}

/** How long one has to wait, in whole minutes. */
export function minutesTo(turn: Turn, at: Date): { minutes: number } {
	return { minutes: Math.max(1, Math.ceil((at.getTime() - turn.now.getTime()) / 60_000)) };
}
