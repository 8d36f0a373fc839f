import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { DomainError } from "../errors.ts";
import { FileRefused } from "./refused.ts";
import { storeFile, type Upload } from "./store-file.ts";

/** What the sender of a file is answered. */
export const StoredUpload = z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() });

/**
 * Stores the one file of a form that was sent (C3).
 *
 * @throws DomainError `invalid` (`file`) without one; FileRefused as `storeFile`, and `incomplete` for a form that is
 *   cut off or damaged, `infected` (it stays, kept from everybody, and is on record: P9).
 */
export async function storeUpload(
	request: FastifyRequest,
	of: Pick<Upload, "owner" | "uploadedBy" | "now">,
): Promise<z.infer<typeof StoredUpload>> {
	const part: MultipartFile | undefined = await request.file().catch(refuseDamaged);
	if (!part) throw new DomainError("invalid", "Send one file", { field: "file" });
	const stream = {
		[Symbol.asyncIterator]: () => whole(part.file),
		/** The form's reader ends a part quietly at its own limit. */
		get truncated() {
			return part.file.truncated;
		},
	};
	const { _id, name, mime, size, scan } = await storeFile({ ...of, stream, name: part.filename });
	if (scan.state === "infected") throw new FileRefused("infected");
	return { id: _id, name, mime, size };
}

async function* whole(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* source;
	} catch (error) {
		refuseDamaged(error);
	}
}

/** Limits of the form's reader have a status of their own; what else it throws is about what it was given. */
function refuseDamaged(error: unknown): never {
	throw error instanceof Error && "statusCode" in error ? error : new FileRefused("incomplete");
}
