import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { type CitizenContact, Citizens } from "../../src/citizens/index.ts";
import { searchCitizens } from "../../src/citizens/search.ts";
import { searchKeys } from "../../src/citizens/search-keys.ts";
import { createLog } from "../../src/platform/log.ts";
import { openStore } from "../../src/platform/store/connect.ts";
import { describeFlags, readFlags, wholeNumber } from "./flags.ts";

const flags = {
	count: { value: "N", meaning: "citizens on file (1000000)" },
	searches: { value: "N", meaning: "searches of each kind (200)" },
};

export const help = `npm run -s bench -- citizens [--count N] [--searches N]
Fills a store of its own with citizens, and searches them as the desk does: by names, parts of names, parts of numbers, mail.
${describeFlags(flags)}
Prints milliseconds {searchP50, searchP95, kinds: {name, …: {p50, p95}}}, beside {findP50, findP95} of one document by its id;
fillSeconds with the indexes, beside bareSeconds of the same documents without; sizes of documents and indexes in MB.`;

const firstNames =
	"María José Ana Luis Carlos Juan Carmen Rosa Pedro Marta Elena Pablo Jorge Sofía Lucía Óscar Iván Noé Zoila Wendy".split(
		" ",
	);
const surnames = Array.from(
	{ length: 2_000 },
	(_, n) => `${["Pér", "Lóp", "Mart", "Góm", "Quis", "Mam", "Zam", "Ort"][n % 8]}${(n * 7919).toString(36)}ez`,
);
surnames.unshift("López", "Martínez", "Hernández", "García", "Rodríguez");

/** Measures search among many citizens (B11). */
export async function run(args: string[]): Promise<object> {
	const given = readFlags(args, flags);
	const count = wholeNumber(given.count ?? "1000000", "--count", 1_000, 5_000_000);
	const searches = wholeNumber(given.searches ?? "200", "--searches", 10, 10_000);
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-bench-"));
	const store = await openStore({
		mongodbUri: undefined,
		dataDir: folder,
		production: false,
		allowEmbeddedInProduction: false,
		log: createLog({ level: "silent" }),
	});
	try {
		const bare = mongoose.connection.collection<Person>("bare");
		const bareSeconds = await fill((documents) => bare.insertMany(documents, { ordered: false }), count);
		await Citizens.createIndexes();
		const collection = mongoose.connection.collection<Person>(Citizens.collection.name);
		const fillSeconds = await fill((documents) => collection.insertMany(documents, { ordered: false }), count);
		const pick = seeded(7);
		const someone = async () =>
			Citizens.findById(`c${Math.floor(pick() * count)}`)
				.orFail()
				.lean();
		const asks: Record<string, () => Promise<string>> = {
			name: async () => (await someone()).name,
			surnames: async () => (await someone()).name.split(" ").slice(-2).reverse().join(" "),
			common: async () => `${of(firstNames, pick)} ${of(surnames.slice(0, 5), pick)}`,
			beginnings: async () => (await someone()).nameWords.map((word) => word.slice(0, 4)).join(" "),
			oneWord: async () => of(surnames, pick),
			oneLetter: async () => of([..."mlpgj"], pick),
			document: async () => (await someone()).documents[0]?.number.slice(-6) ?? "",
			lastDigits: async () => (await someone()).documents[0]?.number.replace("-", "").slice(-4) ?? "",
			phone: async () => (await someone()).contacts[1]?.address.slice(-8) ?? "",
			mail: async () => (await someone()).contacts[0]?.address ?? "",
			nobody: async () => `${of(firstNames, pick)} Xyzabc`,
			newest: async () => "",
		};
		const all: number[] = [];
		const kinds: Record<string, object> = {};
		for (const [kind, ask] of Object.entries(asks)) {
			const times: number[] = [];
			for (let n = 0; n < searches; n++) {
				const text = await ask();
				const begun = performance.now();
				await searchCitizens(text, 0);
				times.push(performance.now() - begun);
			}
			all.push(...times);
			kinds[kind] = { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
		}
		const finds: number[] = [];
		for (let n = 0; n < searches; n++) {
			const begun = performance.now();
			await someone();
			finds.push(performance.now() - begun);
		}
		const sizes = await mongoose.connection.db?.command({ collStats: collection.name });
		return {
			count,
			searchP50: percentile(all, 0.5),
			searchP95: percentile(all, 0.95),
			findP50: percentile(finds, 0.5),
			findP95: percentile(finds, 0.95),
			kinds,
			fillSeconds,
			bareSeconds,
			documentsMB: Math.round(Number(sizes?.size) / 1e6),
			indexesMB: Math.round(Number(sizes?.totalIndexSize) / 1e6),
		};
	} finally {
		await store.close();
		await rm(folder, { recursive: true });
	}
}

/** Inserts `count` people, in parts. @returns seconds */
async function fill(insert: (documents: Person[]) => Promise<unknown>, count: number): Promise<number> {
	const pick = seeded(1);
	const begun = performance.now();
	for (let from = 0; from < count; from += 2_000) {
		await insert(Array.from({ length: Math.min(2_000, count - from) }, (_, n) => person(from + n, pick)));
	}
	return Math.round((performance.now() - begun) / 100) / 10;
}

type Person = ReturnType<typeof person>;

/** As skewed as names are: every third surname is one of five. */
function person(n: number, pick: () => number) {
	const surname = () => (pick() < 0.33 ? of(surnames.slice(0, 5), pick) : of(surnames, pick));
	const name = `${of(firstNames, pick)} ${of(firstNames, pick)} ${surname()} ${surname()}`;
	const digits = String((n * 2_654_435_761) % 1_000_000_000).padStart(9, "0");
	const documents = [{ country: "SV", type: "dui", number: `${digits.slice(0, 8)}-${digits.slice(8)}` }];
	const contacts = [
		{ kind: "email", address: `persona${n}@example.org`, verifiedAt: null },
		{ kind: "phone", address: `+503${7_0000000 + Math.floor(pick() * 9_999_999)}`, verifiedAt: null },
	] satisfies CitizenContact[];
	const at = new Date(Date.UTC(2026, 0, 1) + n);
	return {
		_id: `c${n}`,
		name,
		documents,
		contacts,
		...searchKeys({ name, documents, contacts }),
		birthDate: null,
		organisation: null,
		customerType: "person",
		language: null,
		preferred: null,
		needs: [],
		notes: "",
		proof: "claimed",
		source: "import",
		mergedInto: null,
		createdAt: at,
		updatedAt: at,
		revision: 1,
	};
}

function of<T>(list: readonly T[], pick: () => number): T {
	const item = list[Math.floor(pick() * list.length)];
	if (item === undefined) throw new RangeError("empty list");
	return item;
}

/** The same numbers from 0 to 1 in every run (mulberry32). */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Milliseconds, with one decimal. */
function percentile(times: readonly number[], share: number): number {
	const sorted = [...times].sort((a, b) => a - b);
	return Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
}
