import { z } from "zod";

const Problem = z.object({
	reason: z.string().optional(),
	errors: z.array(z.object({ field: z.string() })).optional(),
	retryAfterMs: z.number().optional(),
});

/** The hub said no, and why. */
export class Refused extends Error {
	readonly field: string | undefined;
	readonly reason: string | undefined;
	readonly retryAfterMs: number | undefined;

	constructor({ errors, reason, retryAfterMs }: z.infer<typeof Problem>) {
		super("Refused");
		this.field = errors?.[0]?.field;
		this.reason = reason;
		this.retryAfterMs = retryAfterMs;
	}
}

/**
 * Asks the hub.
 *
 * @returns what it answers; null for nothing.
 * @throws Refused when it says no; whatever `fetch` throws when it cannot be reached.
 */
export async function ask(path: string, method: "GET" | "POST" | "DELETE" = "GET", body?: object): Promise<unknown> {
	const answer = await fetch(path, {
		method,
		headers: { "x-requested-with": "ventanilla", ...(body && { "content-type": "application/json" }) },
		...(body && { body: JSON.stringify(body) }),
	});
	if (answer.status === 204) return null;
	const said: unknown = await answer.json();
	if (!answer.ok) throw new Refused(Problem.parse(said));
	return said;
}
