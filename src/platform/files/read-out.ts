import { MAX_FILE_BYTES } from "./allowed.ts";

/** A file's bytes as they come. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A source that stays open when its reader stops in the middle. */
export interface Reading {
	pieces: AsyncIterable<Uint8Array>;
	/** Reads what is left, within reason, and lets go of it. */
	finish(): Promise<void>;
}

/**
 * Reads a source to its end even when it is refused at its beginning: a browser that still sends would not see the
 * answer, and its connection would hang for what it asks next. Of an endless source it reads 20 MB more, then closes it.
 */
export function readOut(source: Pieces): Reading {
	const iterator = from(source);
	// Without `return`, by which a loop that is left would close the source.
	const pieces = { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
	return {
		pieces,
		async finish() {
			let left = MAX_FILE_BYTES;
			try {
				for await (const piece of pieces) {
					left -= piece.length;
					if (left < 0) {
						break;
					}
				}
			} catch {
				// Its sender is gone; whoever read it before has been told if it mattered.
			}
			await iterator.return(undefined);
		},
	};
}

async function* from(source: Pieces): AsyncGenerator<Uint8Array, undefined, undefined> {
	yield* source;
	return undefined;
}
