/** Sockets: the server, and the guard that every event passes. */
export type { Ack, SocketError } from "./ack.ts";
export { createRealtime, ownPagesOnly, type Realtime, type RealtimeSettings } from "./create.ts";
export { type EventAccess, type EventSpec, type EventTable, eventFor, type Pace } from "./events.ts";
export { createSocketLimiter, ordinaryPace, type SocketLimiter } from "./limiter.ts";
export { type Guard, type GuardedSocket, serveEvents } from "./serve.ts";
