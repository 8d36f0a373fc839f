import { DomainError } from "../errors.ts";

/** `incomplete`: the bytes end before the type's own structure does. */
export type RefusalReason = "too-large" | "empty" | "type" | "incomplete" | "infected";

const messages: Record<RefusalReason, string> = {
	"too-large": "The file is larger than 20 MB",
	empty: "The file is empty",
	type: "Files of this type are not accepted",
	incomplete: "The file is damaged or incomplete",
	infected: "The file holds a harmful program",
};

/** Why a file is not let in: DomainError `invalid`, field `file`, with a reason that the texts can say. */
export class FileRefused extends DomainError {
	readonly reason: RefusalReason;

	constructor(reason: RefusalReason) {
		super("invalid", messages[reason], { field: "file", reason });
		this.reason = reason;
	}
}
