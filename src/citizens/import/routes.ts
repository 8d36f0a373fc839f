import { randomUUID } from "node:crypto";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import { DomainError } from "../../platform/errors.ts";
import { type CitizenImport, CitizenImports, columnFields, ImportRows, importStates } from "./model.ts";
import { tableLimits } from "./read-table.ts";
import { cancelImport, startApply, startCheck } from "./steer.ts";
import { uploadTable } from "./upload.ts";

const Id = z.object({ id: z.string().min(1).max(200) });
const Reading = z.strictObject({
	mapping: z.array(z.enum(columnFields).nullable()).max(tableLimits.columns),
	country: z.string().regex(/^[A-Z]{2}$/),
	type: z.string().regex(/^[a-z][\w-]{1,19}$/),
	existing: z.enum(["update", "skip"]),
});
const View = z.object({
	id: z.string(),
	state: z.enum(importStates),
	columns: z.array(z.string()),
	reading: Reading.nullable(),
	rows: z.number(),
	/** Row up to which the present step has come. */
	done: z.number(),
	counts: z.object({ create: z.number(), update: z.number(), same: z.number(), wrong: z.number() }),
});
const Wrong = z.object({
	id: z.string(),
	row: z.number(),
	problems: z.array(z.object({ field: z.string(), reason: z.string() })),
});
const wrongPage = 50;
const summaries = {
	check: "Judge every row; nobody is changed",
	apply: "Put on file what is right",
	cancel: "Give up",
};

/**
 * HTTP face of imports (B11).
 *
 * @param parts.hasten there is work to do now.
 */
export function importRoutes({ clock, hasten }: { clock: Clock; hasten: () => void }): FastifyPluginAsyncZod {
	return async (app) => {
		const common = { tags: ["citizens"], params: Id, response: { 200: View } };
		app.post("/api/v1/citizen-imports", {
			config: { permission: "citizens.import" },
			schema: { tags: ["citizens"], summary: "Take in a table (CSV)", response: { 201: View } },
			handler: async (request, reply) => {
				const part = await request.file({ limits: { fileSize: tableLimits.bytes } });
				if (!part) throw new DomainError("invalid", "Send one file", { field: "file", reason: "empty" });
				const whole = async function* (): AsyncGenerator<Buffer> {
					yield* part.file;
					if (part.file.truncated) {
						throw new DomainError("invalid", "The table is too large", { field: "file", reason: "too-large" });
					}
				};
				const parts = { by: request.staff.id, now: clock.now() };
				return reply.code(201).send(viewOf(await uploadTable(randomUUID(), whole(), parts)));
			},
		});

		app.get("/api/v1/citizen-imports/:id", {
			config: { permission: "citizens.import" },
			schema: { ...common, summary: "How far an import is" },
			handler: async (request) => viewOf(await found(request.params.id)),
		});

		app.post("/api/v1/citizen-imports/:id/check", {
			config: { permission: "citizens.import" },
			schema: { ...common, summary: summaries.check, body: Reading },
			handler: async (request) => begun(await startCheck(request.params.id, request.body)),
		});

		app.post("/api/v1/citizen-imports/:id/apply", {
			config: { permission: "citizens.import" },
			schema: { ...common, summary: summaries.apply },
			handler: async (request) => begun(await startApply(request.params.id)),
		});

		app.post("/api/v1/citizen-imports/:id/cancel", {
			config: { permission: "citizens.import" },
			schema: { ...common, summary: summaries.cancel },
			handler: async (request) => begun(await cancelImport(request.params.id)),
		});

		app.get("/api/v1/citizen-imports/:id/wrong", {
			config: { permission: "citizens.import" },
			schema: {
				tags: ["citizens"],
				summary: "Rows that are wrong, and why",
				params: Id,
				querystring: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
				response: { 200: z.object({ rows: z.array(Wrong), after: z.number().nullable() }) },
			},
			handler: async (request) => {
				const { _id } = await found(request.params.id);
				const wrong = await ImportRows.find({ import: _id, action: "wrong", row: { $gt: request.query.after } })
					.sort({ row: 1 })
					.limit(wrongPage)
					.lean();
				const rows = wrong.map(({ _id: id, row, problems }) => ({ id, row, problems }));
				return { rows, after: rows.length === wrongPage ? (rows.at(-1)?.row ?? null) : null };
			},
		});
	};

	function begun(job: CitizenImport): z.infer<typeof View> {
		hasten();
		return viewOf(job);
	}
}

async function found(id: string): Promise<CitizenImport> {
	const job = await CitizenImports.findById(id).lean();
	if (!job) throw new DomainError("not-found", "There is no such import");
	return job;
}

function viewOf({ _id, state, columns, reading, rows, done, counts }: CitizenImport): z.infer<typeof View> {
	return { id: _id, state, columns, reading, rows, done, counts };
}
