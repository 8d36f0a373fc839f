import { listUnits, type UnitQueues, unitsWithin } from "../units/index.ts";
import type { DeskStaff } from "./access.ts";
import { allQueues, Queues } from "./model.ts";

/**
 * The queues whose conversations somebody may look over: those of their units and of the units below (T13). Null: of all,
 * as for who belongs to no unit, and for who sees every unit.
 */
export async function sightOf(units: readonly string[], permissions: ReadonlySet<string>): Promise<DeskStaff["sight"]> {
	if (units.length === 0 || permissions.has("units.see-all")) return null;
	const [all, queues] = await Promise.all([listUnits(), allQueues()]);
	const within = unitsWithin(all, units);
	return queues.flatMap(({ _id, unit }) => (unit !== null && within.has(unit) ? [_id] : []));
}

/** The queues, as the units see them. */
export const unitQueues: UnitQueues = {
	async list() {
		return (await allQueues()).map(({ _id, name, unit }) => ({ id: _id, name, unit }));
	},
	async give(unit, queues) {
		await Queues.updateMany({ unit, _id: { $nin: [...queues] } }, { $set: { unit: null } });
		await Queues.updateMany({ _id: { $in: [...queues] } }, { $set: { unit } });
	},
};
