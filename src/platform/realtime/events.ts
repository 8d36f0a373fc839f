import type { z } from "zod";
import { DomainError } from "../errors.ts";
import type { PermissionName } from "../http/index.ts";
import { fieldOf, reasonOf } from "../http/index.ts";

/** The right that an event asks for; `citizen`: the bearer of a citizen's token, on the namespace of citizens. */
export type EventAccess = PermissionName | "citizen";

/** So many at once, and so many a second for good. */
export interface Pace {
	burst: number;
	perSecond: number;
}

interface EventSpec<Context> {
	access: EventAccess;
	input: z.ZodType;
	/** Stricter than what holds for the socket as a whole. */
	limit?: Pace;
	/** Parses what came over the wire, then handles it. Raises `invalid`, naming the field. */
	answer(context: Context, raw: unknown): Promise<unknown>;
}

/** What a namespace understands, as data: what is not in it is refused. */
export type EventTable<Context> = Readonly<Record<string, EventSpec<Context>>>;

/**
 * Makes the builder for the events of one namespace; `input` gives the handler its type.
 *
 * @example
 * const event = eventFor<DeskContext>();
 * export const deskEvents = {
 *   "presence.set": event({ access: "desk.use", input: PresenceInput, handle: (desk, { state }) => desk.setPresence(state) }),
 * } satisfies EventTable<DeskContext>;
 */
export function eventFor<Context>() {
	return <Input extends z.ZodType>(event: {
		access: EventAccess;
		input: Input;
		limit?: Pace;
		handle: (context: Context, input: z.output<Input>) => Promise<unknown>;
	}): EventSpec<Context> => ({
		access: event.access,
		input: event.input,
		...(event.limit ? { limit: event.limit } : {}),
		answer: async (context, raw) => {
			const parsed = event.input.safeParse(raw);
			if (!parsed.success) throw invalidInput(parsed.error);
			return event.handle(context, parsed.data);
		},
	});
}

function invalidInput(error: z.ZodError): DomainError {
	const [issue] = error.issues;
	if (!issue) return new DomainError("invalid", "The input is not valid");
	const path = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
	return new DomainError("invalid", reasonOf(issue.message), { field: fieldOf(path, "input") });
}
