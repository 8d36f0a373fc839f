import type { Begun, ClientEvents, ServerEvents, WireMessage, WireStatus } from "../../wire.ts";

/** The wire's types by the names that the widget uses. */
export type { Begun, ClientEvents, ServerEvents, WireMessage, WireStatus };
export type Language = WireStatus["language"];
export type Part = WireMessage["parts"][number];
export type FilePart = Extract<Part, { type: "file" }>;
export type Choices = Extract<Part, { type: "choices" }>;
export type SendInput = Parameters<ClientEvents["send"]>[0];
export type AnswerOf<Event extends keyof ClientEvents> = Parameters<Parameters<ClientEvents[Event]>[1]>[0];
