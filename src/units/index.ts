/** The centre's units and the organisations that it serves (T13). */
export { type Organisation, Organisations, type Unit, Units } from "./model.ts";
export { unitRoutes } from "./routes.ts";
export { unitsWithin } from "./tree.ts";
export { type Heads, listUnits, requireUnits, type UnitQueues } from "./units.ts";
