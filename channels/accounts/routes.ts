import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type ChannelName, channelNames } from "../../src/conversations/index.ts";
import { addAccount, changeAccount, listAccounts, type ManageParts, removeAccount, testAccount } from "./manage.ts";
import type { ChannelAccount } from "./model.ts";
import type { Accounts } from "./registry.ts";
import { longestValue } from "./values.ts";

const Label = z.string().min(1).max(80);
const Values = z.record(z.string().max(40), z.string().max(longestValue));
const Time = z.string().nullable();
const Account = z.object({
	id: z.string(),
	channel: z.enum(channelNames),
	label: z.string(),
	/** What is no secret. */
	settings: z.record(z.string(), z.string()),
	paused: z.boolean(),
	fromEnvironment: z.boolean(),
	createdAt: z.string(),
	waiting: z.number().int(),
	lastIn: Time,
	lastOut: Time,
	failure: z.object({ code: z.string(), at: z.string() }).nullable(),
});
const Id = z.object({ id: z.string().min(1).max(80) });

/** HTTP face of the channels' accounts, for administrators (P1). */
export function accountRoutes(parts: ManageParts & { accounts: Pick<Accounts, "look"> }): FastifyPluginAsyncZod {
	const { kinds, accounts } = parts;
	return async (app) => {
		app.get("/api/v1/channels", {
			config: { permission: "channels.manage" },
			schema: {
				tags: ["channels"],
				summary: "The channels' accounts, how they do, and what each kind is set up with",
				response: {
					200: z.object({
						kinds: z.array(
							z.object({
								channel: z.enum(channelNames),
								fields: z.array(z.object({ name: z.string(), secret: z.boolean(), fallback: z.string().nullable() })),
							}),
						),
						accounts: z.array(Account),
					}),
				},
			},
			handler: async () => ({
				kinds: kinds.map(({ channel, fields }) => ({
					channel,
					fields: fields.map(({ name, secret, fallback }) => ({ name, secret, fallback: fallback ?? null })),
				})),
				accounts: (await listAccounts()).map(shown),
			}),
		});

		app.post("/api/v1/channels", {
			config: { permission: "channels.manage" },
			schema: {
				tags: ["channels"],
				summary: "Add an account; its service is asked first",
				body: z.object({ channel: z.enum(channelNames), label: Label, values: Values }),
				response: { 201: Account },
			},
			handler: async (request, reply) => {
				const added = await addAccount(request.body, request.staff.id, parts);
				await accounts.look();
				return reply.code(201).send(shown({ ...added, waiting: 0 }));
			},
		});

		app.patch("/api/v1/channels/:id", {
			config: { permission: "channels.manage" },
			schema: {
				tags: ["channels"],
				summary: "Rename, set up anew, pause or resume an account",
				params: Id,
				body: z.object({ label: Label.optional(), values: Values.optional(), paused: z.boolean().optional() }),
				response: { 204: z.null() },
			},
			handler: async (request, reply) => {
				await changeAccount(request.params.id, request.body, request.staff.id, parts);
				await accounts.look();
				return reply.code(204).send(null);
			},
		});

		app.delete("/api/v1/channels/:id", {
			config: { permission: "channels.manage" },
			schema: {
				tags: ["channels"],
				summary: "Take an account out of use; its conversations stay",
				params: Id,
				response: { 204: z.null() },
			},
			handler: async (request, reply) => {
				await removeAccount(request.params.id, request.staff.id, parts);
				await accounts.look();
				return reply.code(204).send(null);
			},
		});

		app.post("/api/v1/channels/:id/test", {
			config: { permission: "channels.manage" },
			schema: {
				tags: ["channels"],
				summary: "Ask the service whether an account works",
				params: Id,
				response: { 200: z.object({ name: z.string() }) },
			},
			handler: (request) => testAccount(request.params.id, parts),
		});
	};
}

function shown(account: ChannelAccount & { waiting: number }): z.input<typeof Account> & { channel: ChannelName } {
	const { _id, channel, label, settings, state, fromEnvironment, createdAt, waiting, health } = account;
	return {
		id: _id,
		channel,
		label,
		settings,
		paused: state === "paused",
		fromEnvironment,
		createdAt: createdAt.toISOString(),
		waiting,
		lastIn: health.lastIn?.toISOString() ?? null,
		lastOut: health.lastOut?.toISOString() ?? null,
		failure: health.failure && { code: health.failure.code, at: health.failure.at.toISOString() },
	};
}
