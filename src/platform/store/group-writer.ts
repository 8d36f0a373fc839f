import {
	type ClientBulkWriteModel,
	type ClientBulkWriteResult,
	type Document,
	type Filter,
	type MongoClient,
	MongoClientBulkWriteError,
	type UpdateFilter,
} from "mongodb";
import { rideOut } from "./ride-out.ts";

/** One write to one document. An insert brings its own `_id`, so that writing twice is writing once. */
export type Write =
	| { insert: Document & { _id: string }; into: string }
	| {
			update: UpdateFilter<Document & { _id: string }>;
			of: string;
			where: Filter<Document & { _id: string }>;
			upsert?: boolean;
	  };

/** `exists`: a document with that `_id` (or another unique key) was there. `unmatched`: nothing fitted `where`. */
export type Written = "inserted" | "exists" | "matched" | "unmatched";

export interface GroupWriter {
	/**
	 * Writes, durably (majority, journaled), in one round trip with whatever else is being written by this process.
	 * Rides out a lost database for up to a minute; then, or when the write itself is refused, it throws the driver's error.
	 * After a loss in the middle an own insert may come back as `exists`, an own fenced update as `unmatched`.
	 */
	write(write: Write): Promise<Written>;
}

/** Most writes in one command: keeps a group's latency and size (about 2 MB) bounded. */
const groupLimit = 400;
/** Groups under way at once: one is being journaled while the next is on its way. */
const groupsAtOnce = 2;
const duplicateKey = 11_000;

/** Every collection, by its namespace: our documents have ids of our own making. */
type Collections = Record<string, Document & { _id: string }>;
type Model = ClientBulkWriteModel<Collections>;

interface Waiting {
	model: Model;
	kind: "insert" | "update";
	resolve: (written: Written) => void;
	reject: (error: unknown) => void;
}

/**
 * Groups the writes of many conversations (needs MongoDB ≥ 8.0: one command for several collections). There is no
 * timer: while groups are under way, writes gather; the busier the hub, the larger the groups.
 */
export function createGroupWriter(client: MongoClient, database: string): GroupWriter {
	let gathered: Waiting[] = [];
	let underWay = 0;
	let scheduled = false;

	function schedule(): void {
		if (scheduled) return;
		scheduled = true;
		// After the present tick, so that all writes of one step share the group.
		setImmediate(() => {
			scheduled = false;
			while (underWay < groupsAtOnce && gathered.length > 0) {
				const group = gathered.slice(0, groupLimit);
				gathered = gathered.slice(groupLimit);
				underWay += 1;
				void send(group).finally(() => {
					underWay -= 1;
					if (gathered.length > 0) schedule();
				});
			}
		});
	}

	async function send(group: Waiting[]): Promise<void> {
		try {
			settle(group, await sendPatiently(client, group));
		} catch (error) {
			for (const waiting of group) waiting.reject(error);
		}
	}

	return {
		write(write) {
			return new Promise((resolve, reject) => {
				const kind = "insert" in write ? "insert" : "update";
				gathered.push({ model: modelOf(write, database), kind, resolve, reject });
				if (underWay < groupsAtOnce) schedule();
			});
		},
	};
}

function modelOf(write: Write, database: string): Model {
	if ("insert" in write) {
		return { name: "insertOne", namespace: `${database}.${write.into}`, document: write.insert };
	}
	return {
		name: "updateOne",
		namespace: `${database}.${write.of}`,
		filter: write.where,
		update: write.update,
		upsert: write.upsert ?? false,
	};
}

type Errors = MongoClientBulkWriteError["writeErrors"];

function sendPatiently(
	client: MongoClient,
	group: Waiting[],
): Promise<{ result: ClientBulkWriteResult | undefined; errors: Errors }> {
	const models = group.map(({ model }) => model);
	return rideOut(async () => {
		try {
			const options = { ordered: false, verboseResults: true };
			return { result: await client.bulkWrite<Collections>(models, options), errors: new Map() };
		} catch (error) {
			if (error instanceof MongoClientBulkWriteError && error.writeErrors.size > 0) {
				return { result: error.partialResult, errors: error.writeErrors };
			}
			throw error;
		}
	});
}

function settle(
	group: Waiting[],
	{ result, errors }: { result: ClientBulkWriteResult | undefined; errors: Errors },
): void {
	for (const [index, waiting] of group.entries()) {
		const error = errors.get(index);
		if (error) {
			if (error.code === duplicateKey) waiting.resolve("exists");
			else waiting.reject(new Error(`Write refused by the database (code ${error.code})`));
		} else if (waiting.kind === "insert") {
			waiting.resolve("inserted");
		} else {
			const update = result?.updateResults?.get(index);
			waiting.resolve(update && (update.matchedCount > 0 || update.didUpsert) ? "matched" : "unmatched");
		}
	}
}
