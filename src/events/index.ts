/** The append-only record of what happened, from which the audit view and the reports are made (P1, C4). */
export { Events } from "./model.ts";
export { eventDocument, record } from "./record.ts";
export { eventRoutes } from "./routes.ts";
export type { EventRecord, EventType } from "./types.ts";
