import { STATUS_CODES } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { z } from "zod";
import { DomainError, type ErrorKind } from "../errors.ts";

/** RFC 9457. */
export const Problem = z.object({
	type: z.string().describe("urn:ventanilla:problem:<kind>"),
	title: z.string(),
	status: z.number().int(),
	kind: z
		.string()
		.describe(
			"What to branch on: invalid, unauthenticated, forbidden, not-found, conflict, too-many, too-large, internal",
		),
	detail: z.string(),
	/** Of the request; also in the log. */
	instance: z.string(),
	/** Which of several reasons it is, where that is told. */
	reason: z.string().optional(),
	errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
	retryAfterMs: z.number().int().optional(),
});
export type Problem = z.infer<typeof Problem>;

type Kind = ErrorKind | "too-large" | "unsupported" | "internal" | "unavailable";

const statuses: Readonly<Record<Kind, number>> = {
	invalid: 400,
	unauthenticated: 401,
	forbidden: 403,
	"not-found": 404,
	conflict: 409,
	"too-large": 413,
	unsupported: 415,
	"too-many": 429,
	internal: 500,
	unavailable: 503,
};

interface Refusal {
	kind: Kind;
	detail: string;
	reason?: string;
	errors?: Problem["errors"];
	retryAfterMs?: number;
}

/** Answers every error, of ours and of Fastify's, in the one shape. A fault of ours is logged and tells no details. */
export function answerProblems(app: FastifyInstance): void {
	app.setErrorHandler(answerError);
	// Limited as well: looking for what is not there costs too.
	app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
		send(reply, request, { kind: "not-found", detail: `Nothing here answers ${request.method}` }),
	);
}

export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	const refusal = refusalOf(error);
	if (refusal.kind === "internal") request.log.error({ err: error }, "request failed");
	return send(reply, request, refusal);
}

/** The field of an input that is at fault, by its path; the whole input has the name of where it came in. */
export function fieldOf(path: readonly PropertyKey[], whole = "body"): string {
	return path.length === 0 ? whole : path.map(String).join(".").slice(0, 100);
}

/** What is said of an input at fault: never so much of the input itself that the answer grows with it. */
export function reasonOf(message = "is not valid"): string {
	return message.slice(0, 200);
}

function refusalOf(error: unknown): Refusal {
	if (error instanceof DomainError) {
		const { field, reason, retryAfterMs } = error.details;
		return {
			kind: error.kind,
			detail: error.message,
			...(reason === undefined ? {} : { reason }),
			...(field === undefined ? {} : { errors: [{ field, message: error.message }] }),
			...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		};
	}
	if (hasZodFastifySchemaValidationErrors(error)) {
		const errors = error.validation.map((issue) => ({
			field: fieldOf(
				[...issue.instancePath.split("/").filter(Boolean), ...unknownKey(issue.params)],
				error.validationContext,
			),
			message: reasonOf(issue.message),
		}));
		return { kind: "invalid", detail: "The input is not valid", errors };
	}
	return refusalByStatus(error);
}

/** Zod names an unknown field beside the path to the object that has it. */
function unknownKey(params: unknown): string[] {
	const unknown = z.object({ keys: z.array(z.string()).min(1) }).safeParse(params);
	return unknown.success ? unknown.data.keys.slice(0, 1) : [];
}

/** Fastify and its plug-ins throw errors with a status: bad JSON, too large a body, too many requests… */
function refusalByStatus(error: unknown): Refusal {
	const status = error instanceof Error && "statusCode" in error ? error.statusCode : 500;
	const message = error instanceof Error ? reasonOf(error.message) : "";
	const field = partAtFault(error);
	const refusal = { detail: message, ...(field === null ? {} : { errors: [{ field, message }] }) };
	if (status === 413) return { kind: "too-large", ...refusal };
	if (status === 415) return { kind: "unsupported", ...refusal };
	if (status === 404) return { kind: "not-found", detail: "Not found" };
	if (typeof status === "number" && status >= 400 && status < 500) return { kind: "invalid", ...refusal };
	return { kind: "internal", detail: "Something failed on our side; it has been logged" };
}

/** What of a request could not be read: its body, or the file that comes in a form. */
function partAtFault(error: unknown): "body" | "file" | null {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	if (error instanceof SyntaxError || code.startsWith("FST_ERR_CTP_")) return "body";
	return /^FST_(PARTS|FILES|FIELDS|REQ_FILE|PROTO|INVALID_MULTIPART|MP)_/.test(code) ? "file" : null;
}

function send(reply: FastifyReply, request: FastifyRequest, refusal: Refusal): FastifyReply {
	const status = statuses[refusal.kind];
	const { retryAfterMs } = refusal;
	if (retryAfterMs !== undefined) reply.header("retry-after", String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
	const problem: Problem = {
		type: `urn:ventanilla:problem:${refusal.kind}`,
		title: STATUS_CODES[status] ?? "Error",
		status,
		kind: refusal.kind,
		detail: refusal.detail,
		instance: `urn:ventanilla:request:${request.id}`,
		...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
		...(refusal.errors === undefined ? {} : { errors: refusal.errors }),
		...(retryAfterMs === undefined ? {} : { retryAfterMs: Math.max(0, Math.ceil(retryAfterMs)) }),
	};
	// As text: the route's own response schema does not describe errors.
	return reply.code(status).type("application/problem+json; charset=utf-8").send(JSON.stringify(problem));
}
