import { isDeepStrictEqual } from "node:util";
import { type Citizen, Citizens } from "../model.ts";
import { type CitizenImport, type ImportRow, ImportRows, type Reading } from "./model.ts";
import { type ReadRow, readRow } from "./read-row.ts";

type Right = Extract<ReadRow, { checked: object }>;

/** Judges a batch of rows against the file as it is: what each would do, and what is wrong with it. Changes nobody. */
export async function checkRows(job: CitizenImport, reading: Reading, rows: ImportRow[], now: Date): Promise<void> {
	const read = rows.map((row) => ({ row, result: readRow(row.cells, reading, now) }));
	const right = read.flatMap(({ result }) => ("checked" in result ? [result] : []));
	const [onFile, before] = await Promise.all([peopleOnFile(right), keysBefore(job._id, right, rows[0]?.row ?? 0)]);
	const writes = read.map(({ row, result }) => {
		const set = judged(result, reading, onFile, before);
		return { updateOne: { filter: { _id: row._id }, update: { $set: set } } };
	});
	await ImportRows.bulkWrite(writes, { ordered: false });
}

function judged(
	result: ReadRow,
	reading: Reading,
	onFile: ReadonlyMap<string, Citizen>,
	before: Set<string>,
): Pick<ImportRow, "key" | "citizen" | "checked" | "action" | "problems"> {
	if ("problems" in result)
		return { key: "", citizen: null, checked: null, action: "wrong", problems: result.problems };
	const { key, checked } = result;
	if (before.has(key)) {
		const field = checked.documents.length > 0 ? "number" : "name";
		return { key: "", citizen: null, checked: null, action: "wrong", problems: [{ field, reason: "twice" }] };
	}
	before.add(key);
	const known = onFile.get(key);
	if (!known) return { key, citizen: result.citizen, checked, action: "create", problems: [] };
	const changes = reading.existing === "update" && !isDeepStrictEqual(changed(known, checked), {});
	return { key, citizen: known._id, checked, action: changes ? "update" : "same", problems: [] };
}

/** What a row says that the record does not: what it leaves empty stays, contacts are added. Pure. */
export function changed(known: Citizen, row: Right["checked"]) {
	const { name, birthDate, language, notes } = row;
	const more = row.contacts.filter(
		({ kind, address }) => !known.contacts.some((contact) => contact.kind === kind && contact.address === address),
	);
	return {
		...(name !== known.name && { name }),
		...(birthDate !== null && birthDate !== known.birthDate && { birthDate }),
		...(language !== null && language !== known.language && { language }),
		...(notes !== "" && notes !== known.notes && { notes }),
		...(more.length > 0 && {
			contacts: [...known.contacts, ...more].map(({ kind, address }) => ({ kind, address })),
		}),
	};
}

/** By the keys of rows: who has the document, or came of the very same row before. */
async function peopleOnFile(right: Right[]): Promise<Map<string, Citizen>> {
	const numbers = new Map<string, { country: string; type: string; numbers: string[] }>();
	for (const { checked } of right) {
		const [document] = checked.documents;
		if (!document) continue;
		const { country, type, number } = document;
		const group = numbers.get(`${country} ${type}`) ?? { country, type, numbers: [] };
		group.numbers.push(number);
		numbers.set(`${country} ${type}`, group);
	}
	const having = [...numbers.values()].map(({ country, type, numbers }) => ({
		documents: { $elemMatch: { country, type, number: { $in: numbers } } },
	}));
	const without = right.filter(({ checked }) => checked.documents.length === 0);
	const ids = { _id: { $in: without.map(({ citizen }) => citizen) } };
	const found = await Citizens.find({ $or: [...having, ids] }).lean();
	const byKey = new Map<string, Citizen>();
	for (const citizen of found) {
		for (const { country, type, number } of citizen.documents) byKey.set(`${country} ${type} ${number}`, citizen);
	}
	const byId = new Map(found.map((citizen) => [citizen._id, citizen]));
	for (const { key, citizen } of without) {
		const known = byId.get(citizen);
		if (known) byKey.set(key, known);
	}
	return byKey;
}

/** Those of these keys that an earlier row of the same table has. */
async function keysBefore(job: string, right: Right[], first: number): Promise<Set<string>> {
	const keys = { $in: right.map(({ key }) => key), $gt: "" };
	const earlier = await ImportRows.find({ import: job, key: keys, row: { $lt: first } }, { key: 1 }).lean();
	return new Set(earlier.map(({ key }) => key));
}
