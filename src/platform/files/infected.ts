import { DomainError } from "../errors.ts";
import type { StoredFile } from "./model.ts";

/** A file is kept from everybody, because clamd found a harmful program in it (P9): DomainError `forbidden`. */
export class FileInfected extends DomainError {
	constructor() {
		super("forbidden", "The file was withdrawn: it holds a harmful program", { field: "file" });
	}
}

/** @throws FileInfected */
export function refuseInfected({ scan }: Pick<StoredFile, "scan">): void {
	if (scan.state === "infected") throw new FileInfected();
}
