import { randomUUID } from "node:crypto";
import { type EventType, record } from "../events/index.ts";
import { DomainError } from "../platform/errors.ts";
import { releaseLease, takeLease } from "../platform/lease.ts";
import type { NewUnit, UnitChange } from "./input.ts";
import { type Unit, Units } from "./model.ts";
import { makesCycle } from "./tree.ts";

/** The queues of the desk, as units need them; the desk implements it. */
export interface UnitQueues {
	list(): Promise<{ id: string; name: Unit["name"]; unit: string | null }[]>;
	/** These and no others belong to the unit from now on. */
	give(unit: string, queues: readonly string[]): Promise<void>;
}

/** Who serves, as units need them; staff implements it. */
export interface Heads {
	/** Somebody whose account is in use. */
	serves(staff: string): Promise<boolean>;
}

export interface UnitParts {
	queues: UnitQueues;
	heads: Heads;
	now: Date;
}

const leaseMs = 10_000;

/** Every unit, by its Spanish name; archived ones too. */
export async function listUnits(): Promise<Unit[]> {
	const all: Unit[] = await Units.find().lean();
	return all.sort((one, other) => one.name.es.localeCompare(other.name.es, "es"));
}

/**
 * Sets a unit up, with the queues that belong to it (T13); on record.
 *
 * @throws DomainError `invalid` (`head`, `parent`, `queues`) for what is not there; `conflict` while another is changed.
 */
export function createUnit(draft: NewUnit, by: string, parts: UnitParts): Promise<Unit> {
	return oneAtATime(parts.now, async () => {
		const { queues, ...plain } = draft;
		const unit: Unit = { ...plain, _id: randomUUID(), createdAt: parts.now, archivedAt: null, revision: 1 };
		await check({ ...unit, head: null }, draft, parts);
		await Units.create(unit);
		await giveQueues(unit._id, queues, parts);
		await onRecord("unit.created", unit, by, parts.now);
		return unit;
	});
}

/**
 * Changes a unit, archives it or takes it back (T13); on record.
 *
 * @throws DomainError as `createUnit`; `not-found`; `invalid` (`parent`) when it would stand below itself; `conflict`
 *   (`revision`) when it has been changed since it was read, (`archived`) while queues or units belong to it.
 */
export function changeUnit(id: string, change: UnitChange, by: string, parts: UnitParts): Promise<Unit> {
	return oneAtATime(parts.now, async () => {
		const before = await Units.findById(id).lean();
		if (!before) throw new DomainError("not-found", "There is no such unit");
		const { revision, archived, queues, ...plain } = change;
		if (before.revision !== revision) {
			throw new DomainError("conflict", "Somebody has changed it since", { field: "revision" });
		}
		await check(before, change, parts);
		if (archived) await requireEmpty(id, queues, parts);
		const set: Partial<Unit> = { ...plain, revision: revision + 1 };
		if (archived !== undefined) set.archivedAt = archived ? parts.now : null;
		const after = await Units.findByIdAndUpdate(id, { $set: set }, { returnDocument: "after" }).lean().orFail();
		if (queues !== undefined) await giveQueues(id, queues, parts);
		const type = archived === undefined ? "changed" : archived ? "archived" : "restored";
		await onRecord(`unit.${type}`, after, by, parts.now);
		return after;
	});
}

/** @throws DomainError `invalid` (`units`) when one of them is not there or archived. */
export async function requireUnits(ids: readonly string[]): Promise<void> {
	const wanted = [...new Set(ids)];
	if (wanted.length === 0) return;
	const found = await Units.countDocuments({ _id: { $in: wanted }, archivedAt: null });
	if (found < wanted.length) throw new DomainError("invalid", "There is no such unit", { field: "units" });
}

/** What it is to be: a new head serves, the unit above is there and not below it, the queues are there. */
async function check(
	unit: Unit,
	wanted: Partial<Pick<NewUnit, "head" | "parent" | "queues">>,
	{ queues, heads }: UnitParts,
): Promise<void> {
	const { head, parent } = wanted;
	if (head && head !== unit.head && !(await heads.serves(head))) throw missing("head");
	if (parent) {
		const all = await listUnits();
		if (!all.some(({ _id, archivedAt }) => _id === parent && archivedAt === null)) throw missing("parent");
		if (makesCycle(all, unit._id, parent)) {
			throw new DomainError("invalid", "A unit cannot stand below itself", { field: "parent", reason: "cycle" });
		}
	}
	if (wanted.queues?.length) {
		const known = new Set((await queues.list()).map(({ id }) => id));
		if (!wanted.queues.every((queue) => known.has(queue))) throw missing("queues");
	}
}

function missing(field: string): DomainError {
	return new DomainError("invalid", "There is none such", { field });
}

/** @throws DomainError `conflict` (`archived`) while something belongs to it, which would belong to nobody then. */
async function requireEmpty(id: string, wanted: readonly string[] | undefined, { queues }: UnitParts): Promise<void> {
	const held = wanted ?? (await queues.list()).flatMap(({ id: queue, unit }) => (unit === id ? [queue] : []));
	if (held.length > 0 || (await Units.exists({ parent: id, archivedAt: null }))) {
		throw new DomainError("conflict", "Queues or units belong to it", { field: "archived" });
	}
}

/** Whoever has a unit open from which a queue is taken learns of it when they save. */
async function giveQueues(unit: string, queues: readonly string[], parts: UnitParts): Promise<void> {
	const losing = (await parts.queues.list()).flatMap((queue) =>
		queue.unit !== null && queue.unit !== unit && queues.includes(queue.id) ? [queue.unit] : [],
	);
	await parts.queues.give(unit, queues);
	for (const { _id, revision } of await Units.find({ _id: { $in: losing } }).lean()) {
		await Units.updateOne({ _id }, { $set: { revision: revision + 1 } });
	}
}

/** In all processes: else two changes could each put one unit below the other, or share a queue. */
async function oneAtATime<T>(now: Date, work: () => Promise<T>): Promise<T> {
	const owner = randomUUID();
	if (!(await takeLease("units", owner, leaseMs, now))) {
		throw new DomainError("conflict", "Another unit is being changed; try again", { reason: "busy" });
	}
	try {
		return await work();
	} finally {
		await releaseLease("units", owner);
	}
}

async function onRecord(type: EventType, { _id, revision }: Unit, by: string, now: Date): Promise<void> {
	await record({
		id: `unit.${_id}.${revision}`,
		type,
		at: now,
		actor: { kind: "staff", id: by },
		subject: { kind: "unit", id: _id },
	});
}
