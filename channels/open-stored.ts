import type { Readable } from "node:stream";
import { ChannelError } from "../src/conversations/index.ts";
import { DomainError } from "../src/platform/errors.ts";
import { FileInfected, openFile } from "../src/platform/files/index.ts";

/**
 * Opens a file to send it to a citizen (C3).
 *
 * @throws ChannelError `no-file` when it is not there any more; `infected` when it is kept from everybody (P9).
 */
export async function openStored(id: string): Promise<Readable> {
	try {
		return (await openFile(id)).stream;
	} catch (error) {
		if (error instanceof FileInfected) throw new ChannelError("refused", "infected", "The file is infected");
		if (error instanceof DomainError) throw new ChannelError("refused", "no-file", "The file is not there any more");
		throw error;
	}
}
