import type { Upkeep } from "./conversations/index.ts";
import { record } from "./events/index.ts";
import { type ClamdAddress, createScanner, type Scanner, type ScannerParts, scanWith } from "./platform/files/index.ts";

/** Has all files that are stored from now on scanned (P9); an infected one goes on record, with who brought it. */
export function openScanner(
	clamd: ClamdAddress,
	parts: Pick<ScannerParts, "clock" | "log" | "metrics">,
): Pick<Scanner, "isUp"> & { upkeep: Upkeep[]; close(): void } {
	const scanner = createScanner({
		...parts,
		clamd,
		async infected({ _id, conversation, uploadedBy, sha256 }, signature) {
			await record({
				type: "file.infected",
				id: `${_id}.infected`,
				at: parts.clock.now(),
				actor: uploadedBy.kind === "agent" ? { kind: "staff", id: uploadedBy.id } : { kind: "citizen", id: null },
				subject: { kind: "file", id: _id },
				conversation,
				// Makers of signatures name them as they like; the record takes codes.
				data: { signature: signature.replace(/[^\w.,:/+-]/g, "_").slice(0, 100), sha256 },
			});
		},
	});
	scanWith(scanner);
	return {
		isUp: scanner.isUp,
		upkeep: [
			{ name: "files.clamd", everyMs: 5_000, shared: false, run: scanner.look },
			{ name: "files.scan", everyMs: 5_000, shared: true, run: scanner.sweep },
		],
		close() {
			scanWith(null);
			scanner.stop();
		},
	};
}
