import { z } from "zod/mini";
import { Failure, type FailureKind } from "./failure.ts";

/** What the hub says when it refuses (RFC 9457), as far as the desk reads it. */
const Problem = z.object({
	detail: z.optional(z.string()),
	reason: z.optional(z.string()),
	errors: z.optional(z.array(z.object({ field: z.string() }))),
	retryAfterMs: z.optional(z.number()),
});

/** Against forged requests from other sites: they cannot set it. */
export const ownHeader = { "X-Requested-With": "ventanilla" };

/**
 * Asks the hub by HTTP with the session cookie and checks the shape of the answer.
 * @throws Failure — `offline` when nobody answers, else the kind of the refusal.
 */
export async function request<S extends z.ZodMiniType>(
	path: string,
	schema: S,
	options: { method?: "GET" | "POST" | "PATCH" | "DELETE"; body?: unknown; signal?: AbortSignal } = {},
): Promise<z.output<S>> {
	const method = options.method ?? "GET";
	let response: Response;
	try {
		response = await fetch(path, {
			method,
			credentials: "same-origin",
			signal: options.signal ?? null,
			headers: {
				Accept: "application/json",
				...(method === "GET" ? {} : ownHeader),
				...(options.body === undefined ? {} : { "Content-Type": "application/json" }),
			},
			body: options.body === undefined ? null : JSON.stringify(options.body),
		});
	} catch (error) {
		throw new Failure("offline", { message: String(error) });
	}
	if (!response.ok) throw await refusal(response);
	const parsed = schema.safeParse(response.status === 204 ? null : await read(response));
	if (!parsed.success)
		throw new Failure("internal", { message: `Unexpected answer of ${path}: ${parsed.error.message}` });
	return parsed.data;
}

async function refusal(response: Response): Promise<Failure> {
	const problem = Problem.safeParse(await read(response));
	const data = problem.success ? problem.data : {};
	const after = Number(response.headers.get("Retry-After"));
	const retryAfterMs = data.retryAfterMs ?? (after > 0 ? after * 1_000 : undefined);
	return new Failure(kindOfStatus(response.status), {
		...(data.detail ? { message: data.detail } : {}),
		...(data.reason ? { reason: data.reason } : {}),
		...(data.errors?.[0] ? { field: data.errors[0].field } : {}),
		...(retryAfterMs ? { retryAfterMs } : {}),
	});
}

async function read(response: Response): Promise<unknown> {
	try {
		return await response.json();
	} catch {
		return null;
	}
}

/** The refusal that an HTTP status stands for. */
export function kindOfStatus(status: number): FailureKind {
	const kinds: Record<number, FailureKind> = {
		400: "invalid",
		401: "unauthenticated",
		403: "forbidden",
		404: "not-found",
		409: "conflict",
		413: "too-large",
		415: "invalid",
		422: "invalid",
		429: "too-many",
	};
	return kinds[status] ?? (status === 0 || status === 502 || status === 503 || status === 504 ? "offline" : "internal");
}
