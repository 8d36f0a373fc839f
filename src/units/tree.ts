import type { Unit } from "./model.ts";

type Node = Pick<Unit, "_id" | "parent">;

/** The ids of these units and of all below them (T13). Ids of units that are not there name nothing. Pure. */
export function unitsWithin(all: readonly Node[], roots: readonly string[]): Set<string> {
	const within = new Set(all.flatMap(({ _id }) => (roots.includes(_id) ? [_id] : [])));
	let before = -1;
	while (within.size > before) {
		before = within.size;
		for (const { _id, parent } of all) if (parent !== null && within.has(parent)) within.add(_id);
	}
	return within;
}

/** Whether a unit would come to stand below itself under this parent. Pure. */
export function makesCycle(all: readonly Node[], unit: string, parent: string): boolean {
	return unitsWithin(all, [unit]).has(parent) || unit === parent;
}
