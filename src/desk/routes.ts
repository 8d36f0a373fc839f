import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
	blockReasons,
	type ConversationEngine,
	channelNames,
	findConversation,
	messagesAfter,
	timeLineOf,
} from "../conversations/index.ts";
import { record } from "../events/index.ts";
import type { Clock } from "../platform/clock.ts";
import { doubtsIn, findFile, StoredUpload, sendFile, storeUpload } from "../platform/files/index.ts";
import { type DeskStaff, requireReadable } from "./access.ts";
import { liftBlock } from "./block.ts";
import { listBlocks } from "./blocks.ts";
import { auditReading } from "./events.ts";
import { logByHand } from "./log-by-hand.ts";
import { deskStaff, readableConversation } from "./readable.ts";
import { cardOf, deskMessage } from "./rows.ts";
import { LogInput } from "./wire.ts";

const Id = z.object({ id: z.string().min(1).max(200) });
const LogId = z.object({ id: z.uuid() });
const Blocked = z.object({
	id: z.string(),
	channel: z.enum(channelNames),
	name: z.string().nullable(),
	address: z.string(),
	reason: z.enum(blockReasons),
	comment: z.string(),
	by: z.object({ id: z.string(), name: z.string() }),
	at: z.string(),
	until: z.string().nullable(),
	withheld: z.number().int(),
});
const Before = z.object({ before: z.coerce.date().optional() });
/** Beyond it a transcript comes in parts. */
const transcriptLimit = 2_000;
const Doubts = z.record(z.string(), z.enum(["unscanned", "failed", "infected"]));
const deadLetterPage = 50;
const transcriptVersion = 1;

/** HTTP face of the desk: files, what is logged by hand, transcripts, who is blocked, undelivered messages. */
export function deskRoutes({ engine, clock }: { engine: ConversationEngine; clock: Clock }): FastifyPluginAsyncZod {
	return async (app) => {
		app.post("/api/v1/conversations/:id/files", {
			config: { permission: "conversations.attend" },
			schema: { tags: ["desk"], summary: "Add a file to send or note", params: Id, response: { 201: StoredUpload } },
			handler: async (request, reply) => {
				const staff = await deskStaff(request.staff);
				const conversation = requireReadable(staff, await findConversation(request.params.id));
				const file = await storeUpload(request, {
					owner: { conversation: conversation._id },
					uploadedBy: { kind: "agent", id: staff.id },
					now: clock.now(),
				});
				return reply.code(201).send(file);
			},
		});

		app.get("/api/v1/conversations/:id/files", {
			config: { permission: "desk.use" },
			schema: {
				tags: ["desk"],
				summary: "The files that are not known to be free of malware, by their ids",
				params: Id,
				response: { 200: z.object({ doubts: Doubts }) },
			},
			handler: async (request) => {
				requireReadable(await deskStaff(request.staff), await findConversation(request.params.id));
				return { doubts: await doubtsIn(request.params.id) };
			},
		});

		app.post("/api/v1/interactions", {
			config: { permission: "interactions.log" },
			schema: {
				tags: ["desk"],
				summary: "Put an interaction on record that no channel saw; the same id again is the same one",
				body: LogInput,
				response: { 201: z.object({ id: z.string(), conversation: z.string() }) },
			},
			handler: async (request, reply) =>
				reply.code(201).send(await logByHand(engine, request.staff, request.body, clock.now())),
		});

		app.post("/api/v1/interactions/:id/files", {
			config: { permission: "interactions.log" },
			schema: {
				tags: ["desk"],
				summary: "Add a file to an interaction before it is put on record",
				params: LogId,
				response: { 201: StoredUpload },
			},
			handler: async (request, reply) => {
				const file = await storeUpload(request, {
					owner: { conversation: request.params.id },
					uploadedBy: { kind: "agent", id: request.staff.id },
					now: clock.now(),
				});
				return reply.code(201).send(file);
			},
		});

		app.get("/api/v1/blocks", {
			config: { permission: "senders.unblock" },
			schema: {
				tags: ["desk"],
				summary: "Who is blocked, newest first",
				querystring: Before,
				response: { 200: z.object({ blocks: z.array(Blocked), before: z.string().nullable() }) },
			},
			handler: async (request) => {
				const now = clock.now();
				return listBlocks(await deskStaff(request.staff), now, request.query.before ?? new Date(now.getTime() + 1));
			},
		});

		app.patch("/api/v1/blocks/:id", {
			config: { permission: "senders.unblock" },
			schema: {
				tags: ["desk"],
				summary: "Lift a block, or let it stand again",
				params: Id,
				body: z.strictObject({ lifted: z.boolean() }),
				response: { 204: z.null() },
			},
			handler: async (request, reply) => {
				await liftBlock(engine, await deskStaff(request.staff), request.params.id, request.body.lifted);
				return reply.code(204).send(null);
			},
		});

		app.get("/api/v1/files/:id", {
			config: { permission: "desk.use" },
			schema: { tags: ["desk"], summary: "A file of a conversation that one may read", params: Id },
			handler: async (request, reply) => {
				const file = await findFile(request.params.id);
				await readableConversation(request.staff, file.conversation);
				return sendFile(reply, file);
			},
		});

		for (const download of [false, true]) {
			app.get(`/api/v1/conversations/:id/${download ? "export" : "transcript"}`, {
				config: { permission: download ? "transcripts.export" : "transcripts.read" },
				schema: {
					tags: ["desk"],
					summary: download ? "A transcript as a JSON file; on record" : "A transcript; reading it is on record",
					params: Id,
					querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }),
				},
				handler: async (request, reply) => {
					const staff = await deskStaff(request.staff);
					const now = clock.now();
					const { id } = request.params;
					const transcript = await transcriptOf(staff, id, request.query.after);
					if (!download) {
						await auditReading(staff, id, now);
						return transcript;
					}
					await record({
						id: `${id}.export.${staff.id}.${now.getTime()}`,
						type: "transcript.exported",
						at: now,
						actor: { kind: "staff", id: staff.id },
						subject: { kind: "conversation", id },
						conversation: id,
					});
					return reply
						.type("application/json; charset=utf-8")
						.header("content-disposition", `attachment; filename="conversation-${id}.json"`)
						.send(JSON.stringify({ ...transcript, exportedAt: now.toISOString() }, null, "\t"));
				},
			});
		}

		app.get("/api/v1/outbox/dead", {
			config: { permission: "outbox.manage" },
			schema: { tags: ["outbox"], summary: "What could not be delivered, newest first", querystring: Before },
			handler: async (request) => {
				const before = request.query.before ?? new Date(clock.now().getTime() + 1);
				const dead = await engine.outbox.deadLetters(before, deadLetterPage);
				return {
					messages: dead.map(({ _id, conversation, at, delivery }) => ({
						id: _id,
						conversation,
						at: at.toISOString(),
						attempts: delivery?.attempts ?? 0,
						error: delivery?.error ?? null,
					})),
					before: dead.length === deadLetterPage ? (dead.at(-1)?.at.toISOString() ?? null) : null,
				};
			},
		});

		app.post("/api/v1/outbox/dead/:id/resend", {
			config: { permission: "outbox.manage" },
			schema: {
				tags: ["outbox"],
				summary: "Try an undelivered message again",
				params: Id,
				response: { 204: z.null() },
			},
			handler: async (request, reply) => {
				await engine.outbox.resend(request.params.id, request.staff.id);
				return reply.code(204).send(null);
			},
		});
	};
}

async function transcriptOf(staff: DeskStaff, id: string, after: number) {
	const conversation = requireReadable(staff, await findConversation(id));
	const [{ messages, more }, interactions] = await Promise.all([
		messagesAfter(id, after, { limit: transcriptLimit, notes: true }),
		timeLineOf(conversation, 100),
	]);
	return {
		version: transcriptVersion,
		conversation: id,
		citizen: cardOf(conversation, interactions),
		messages: messages.map((message) => deskMessage(message, conversation)),
		/** Ask again with `after` = the last `seq`. */
		more,
	};
}
