import { record } from "../../events/index.ts";
import { createRows, removeRows, updateRows } from "./apply-rows.ts";
import { checkRows } from "./check-rows.ts";
import { type CitizenImport, CitizenImports, type ImportRow, ImportRows } from "./model.ts";

const batch = 500;
/** One stretch of work, ms: the hub can stop between two. */
const stretchMs = 4_000;
const keptMs = 7 * 24 * 3_600_000;

const working = ["checking", "applying", "updating", "cancelling"] as const;

/**
 * Brings imports on by a stretch. Where a process falls, the next goes on from the last batch: each batch can be done
 * again (C2).
 *
 * @returns rows that were worked on.
 */
export async function workOnImports(now: Date): Promise<number> {
	const until = performance.now() + stretchMs;
	let worked = 0;
	while (performance.now() < until) {
		const job = await CitizenImports.findOne({ state: { $in: [...working] } })
			.sort({ at: 1 })
			.lean();
		if (!job) return worked;
		worked += await step(job, now);
	}
	return worked;
}

/** One batch of the present step, or the next step. */
async function step(job: CitizenImport, now: Date): Promise<number> {
	const { _id, state, done, reading } = job;
	const action = state === "updating" ? "update" : "create";
	const rows = await ImportRows.find({
		import: _id,
		row: { $gt: done },
		...(state !== "checking" && { action }),
	})
		.sort({ row: 1 })
		.limit(batch)
		.lean<ImportRow[]>();
	const last = rows.at(-1);
	if (!last) {
		await next(job, now);
		return 0;
	}
	if (state === "checking" && reading) await checkRows(job, reading, rows, now);
	if (state === "applying") await createRows(job, rows);
	if (state === "updating") await updateRows(job, rows, now);
	if (state === "cancelling") await removeRows(job, rows);
	// Unless it was cancelled meanwhile, which begins anew.
	await CitizenImports.updateOne({ _id, state }, { $set: { done: last.row } });
	return rows.length;
}

async function next(job: CitizenImport, now: Date): Promise<void> {
	const { _id, state } = job;
	if (state === "checking") {
		await CitizenImports.updateOne(
			{ _id, state },
			{ $set: { state: "checked", done: job.rows, counts: await countsOf(_id) } },
		);
	} else if (state === "applying") {
		await CitizenImports.updateOne({ _id, state }, { $set: { state: "updating", done: 0 } });
	} else {
		const { create, update, same, wrong } = job.counts;
		const cancelled = state === "cancelling";
		await record({
			id: `${_id}.${cancelled ? "cancelled" : "applied"}`,
			type: cancelled ? "citizen-import.cancelled" : "citizen-import.applied",
			at: now,
			actor: { kind: "staff", id: job.by },
			subject: { kind: "citizen-import", id: _id },
			data: cancelled ? {} : { create, update, same, wrong },
		});
		const set = { state: cancelled ? "cancelled" : "applied", done: job.rows } as const;
		await CitizenImports.updateOne({ _id, state }, { $set: set });
	}
}

async function countsOf(id: string): Promise<CitizenImport["counts"]> {
	const actions = ["create", "update", "same", "wrong"] as const;
	const [create = 0, update = 0, same = 0, wrong = 0] = await Promise.all(
		actions.map((action) => ImportRows.countDocuments({ import: id, action })),
	);
	return { create, update, same, wrong };
}

/** Forgets tables a week after they came (P2). */
export async function removeOldImports(now: Date): Promise<number> {
	const ended = { at: { $lt: new Date(now.getTime() - keptMs) }, state: { $nin: [...working] } };
	const old = await CitizenImports.find(ended, { _id: 1 }).lean();
	for (const { _id } of old) {
		await ImportRows.deleteMany({ import: _id });
		await CitizenImports.deleteOne({ _id });
	}
	return old.length;
}
