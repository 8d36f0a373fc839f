import { ChannelError } from "../src/conversations/index.ts";

/** Messages of several pieces that are under way. */
const progressKept = 1_000;

/**
 * Sends messages that a service takes in several pieces. When one fails in the middle, its next try in this process goes
 * on where it stopped (C2).
 */
export function createPieces() {
	const sentPieces = new Map<string, number>();

	function remember(message: string, pieces: number): void {
		sentPieces.set(message, pieces);
		if (sentPieces.size <= progressKept) return;
		const [oldest] = sentPieces.keys();
		if (oldest !== undefined) sentPieces.delete(oldest);
	}

	/**
	 * @param ship sends one piece; @returns the service's id of it.
	 * @returns the service's id of the last piece.
	 * @throws ChannelError; `empty` when there is no piece.
	 */
	return async function inPieces<Piece>(
		message: string,
		pieces: readonly Piece[],
		ship: (piece: Piece) => Promise<string>,
	): Promise<string> {
		let last: string | null = null;
		try {
			for (const [place, piece] of pieces.entries()) {
				if (place < (sentPieces.get(message) ?? 0)) continue;
				last = await ship(piece);
				if (place < pieces.length - 1) remember(message, place + 1);
			}
		} catch (error) {
			if (error instanceof ChannelError && !error.retry) sentPieces.delete(message);
			throw error;
		}
		sentPieces.delete(message);
		if (last === null) throw new ChannelError("refused", "empty", "There is nothing to show in the message");
		return last;
	};
}
