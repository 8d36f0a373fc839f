import { DomainError } from "../../platform/errors.ts";
import { type CitizenImport, CitizenImports, type Reading } from "./model.ts";

/**
 * Begins the dry run: every row is judged, nobody is changed. It may be run again with another reading.
 *
 * @throws DomainError `invalid` (mapping) when no column has a name, or two have the same; `conflict`; `not-found`.
 */
export async function startCheck(id: string, reading: Reading): Promise<CitizenImport> {
	const { mapping } = reading;
	const used = mapping.filter((field) => field !== null);
	if (new Set(used).size < used.length) {
		throw new DomainError("invalid", "Two columns hold the same", { field: "mapping", reason: "twice" });
	}
	if (!used.some((field) => field === "name" || field === "firstNames")) {
		throw new DomainError("invalid", "No column holds the name", { field: "mapping", reason: "no-name" });
	}
	return move(id, ["uploaded", "checked"], { state: "checking", reading, done: 0 });
}

/** Puts on file what the dry run found right. @throws DomainError `conflict` before it is done; `not-found`. */
export function startApply(id: string): Promise<CitizenImport> {
	return move(id, ["checked"], { state: "applying", done: 0 });
}

/**
 * Gives up: who was put on file by it is taken back. @throws DomainError `conflict` when it is too late; `not-found`.
 */
export async function cancelImport(id: string): Promise<CitizenImport> {
	const applying = await CitizenImports.exists({ _id: id, state: "applying" });
	if (applying) return move(id, ["applying"], { state: "cancelling", done: 0 });
	return move(id, ["uploaded", "checking", "checked"], { state: "cancelled" });
}

async function move(id: string, from: CitizenImport["state"][], to: Partial<CitizenImport>): Promise<CitizenImport> {
	const moved = await CitizenImports.findOneAndUpdate(
		{ _id: id, state: { $in: from } },
		{ $set: to },
		{ returnDocument: "after" },
	).lean();
	if (moved) return moved;
	if (await CitizenImports.exists({ _id: id })) {
		throw new DomainError("conflict", "The import is at another step", { field: "state" });
	}
	throw new DomainError("not-found", "There is no such import");
}
