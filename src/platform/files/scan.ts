import { Files, type Scan, type StoredFile } from "./model.ts";
import type { Scanner } from "./scanner.ts";

let scanner: Pick<Scanner, "scanNew"> | null = null;

/**
 * Has every file that is stored from now on scanned (P9); null: none. As with the connection to the database there is
 * one for the process, so that whoever stores a file need not know whether files are scanned.
 */
export function scanWith(given: Pick<Scanner, "scanNew"> | null): void {
	scanner = given;
}

/** The file as it is known after its scan, if files are scanned here. */
export async function scanned(file: StoredFile): Promise<StoredFile> {
	return scanner ? scanner.scanNew(file) : file;
}

/** What is not known to be clean; where no files are scanned, only what was found infected at another time. */
export type Doubt = Exclude<Scan["state"], "clean">;

/** The doubtful files of a conversation, by their ids. */
export async function doubtsIn(conversation: string): Promise<Record<string, Doubt>> {
	const states: Doubt[] = scanner ? ["unscanned", "failed", "infected"] : ["infected"];
	const doubtful = { "metadata.conversation": conversation, "metadata.scan.state": { $in: states } };
	const found = await Files.find(doubtful).lean();
	return Object.fromEntries(
		found.flatMap(({ metadata: { id, scan } }) => (scan.state === "clean" ? [] : [[id, scan.state]])),
	);
}
