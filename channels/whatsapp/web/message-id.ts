import { createHash } from "node:crypto";

/**
 * The id that a piece of a message has on WhatsApp, in the form of WhatsApp Web's own. It derives from our id, so that
 * sending again is sending the same message, which phones show once (C2). Pure.
 *
 * @param place of the piece in its message, from 0, up to 255
 */
export function pieceId(message: string, place: number): string {
	return `${pieceStem(message)}${place.toString(16).padStart(2, "0").toUpperCase()}`;
}

/** What the ids of all pieces of a message begin with. */
export function pieceStem(message: string): string {
	const hash = createHash("sha256").update(message).digest("hex").slice(0, 16).toUpperCase();
	return `3EB0${hash}`;
}

/** The stem and the place back out of an id; null for one that is not ours. */
export function parsePieceId(id: string): { stem: string; place: number } | null {
	const [, stem = "", place = ""] = /^(3EB0[0-9A-F]{16})([0-9A-F]{2})$/.exec(id) ?? [];
	return stem === "" ? null : { stem, place: Number.parseInt(place, 16) };
}
