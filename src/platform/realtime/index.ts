/** Sockets: the server, and the guard that every event passes. */
export type { Ack } from "./ack.ts";
export { createRealtime, ownPagesOnly, type Realtime, type RealtimeSettings } from "./create.ts";
export { type EventTable, eventFor } from "./events.ts";
export { createSocketLimiter } from "./limiter.ts";
export { type Guard, serveEvents } from "./serve.ts";
