import mongoose from "mongoose";
import { DomainError } from "../../platform/errors.ts";
import { guessColumns } from "./guess-columns.ts";
import { type CitizenImport, CitizenImports, type ImportRow, ImportRows } from "./model.ts";
import { readTable } from "./read-table.ts";

const batch = 1_000;

/**
 * Takes a table in, row by row, beside the file of citizens: nobody is put on file by it.
 *
 * @throws DomainError `invalid` (file, with a reason); nothing of it stays then.
 */
export async function uploadTable(
	id: string,
	file: AsyncIterable<Buffer>,
	{ by, now }: { by: string; now: Date },
): Promise<CitizenImport> {
	await CitizenImports.create({
		_id: id,
		by,
		at: now,
		state: "uploading",
		columns: [],
		rows: 0,
		done: 0,
		counts: { create: 0, update: 0, same: 0, wrong: 0 },
	});
	try {
		const { columns, rows } = await stage(id, file);
		const reading = { mapping: guessColumns(columns), country: "SV", type: "dui", existing: "skip" } as const;
		const set = { state: "uploaded", columns, rows, reading } as const;
		return await CitizenImports.findByIdAndUpdate(id, { $set: set }, { returnDocument: "after" }).lean().orFail();
	} catch (error) {
		await ImportRows.deleteMany({ import: id });
		await CitizenImports.deleteOne({ _id: id });
		throw error;
	}
}

async function stage(id: string, file: AsyncIterable<Buffer>): Promise<{ columns: string[]; rows: number }> {
	let columns: string[] | null = null;
	let rows = 0;
	let waiting: ImportRow[] = [];
	const write = async () => {
		if (waiting.length > 0)
			await mongoose.connection
				.collection<ImportRow>(ImportRows.collection.name)
				.insertMany(waiting, { ordered: false });
		waiting = [];
	};
	for await (const cells of readTable(file)) {
		if (!columns) {
			columns = cells;
			continue;
		}
		rows += 1;
		waiting.push({
			_id: `${id}.${rows}`,
			import: id,
			row: rows,
			cells,
			key: "",
			citizen: null,
			checked: null,
			action: null,
			problems: [],
		});
		if (waiting.length === batch) await write();
	}
	await write();
	if (!columns || rows === 0)
		throw new DomainError("invalid", "The table has no rows", { field: "file", reason: "empty" });
	return { columns, rows };
}
