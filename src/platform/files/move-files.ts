import { Files, type Uploader } from "./model.ts";

/** Gives files that somebody uploaded before their conversation was known to it; those that are there stay (C3). */
export async function moveFiles(
	ids: readonly string[],
	{ from, to, uploadedBy }: { from: string; to: string; uploadedBy: Uploader },
): Promise<void> {
	if (ids.length === 0) return;
	await Files.updateMany(
		{
			"metadata.id": { $in: ids },
			"metadata.conversation": from,
			"metadata.uploadedBy.kind": uploadedBy.kind,
			"metadata.uploadedBy.id": uploadedBy.id,
		},
		{ $set: { "metadata.conversation": to } },
	);
}
