import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type ChannelName, channelNames } from "../../src/conversations/index.ts";
import { SealError, type Sealer } from "../../src/platform/seal.ts";
import { capabilities, transports } from "../capabilities.ts";
import { callPath } from "./calls.ts";
import type { Link } from "./kind.ts";
import {
	addAccount,
	changeAccount,
	listAccounts,
	type ManageParts,
	pairAnew,
	removeAccount,
	testAccount,
} from "./manage.ts";
import type { ChannelAccount } from "./model.ts";
import type { Accounts } from "./registry.ts";
import { isSilent } from "./silence.ts";
import { longestValue, secretPlace } from "./values.ts";

const Label = z.string().min(1).max(80);
const Values = z.record(z.string().max(40), z.string().max(longestValue));
const Time = z.string().nullable();
const Account = z.object({
	id: z.string(),
	channel: z.enum(channelNames),
	transport: z.enum(transports),
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
	/** Nobody has written for unusually long. */
	silent: z.boolean(),
	/** Where its service is to call this hub, when that is set up at the service. */
	calledAt: z.string().nullable(),
	/** It is paired with a telephone: how that stands. */
	link: z
		.object({
			state: z.enum(["connecting", "pairing", "open", "stopped"]),
			qr: z.string().optional(),
			code: z.string().optional(),
			reason: z.string().optional(),
		})
		.nullable(),
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
								transport: z.enum(transports),
								channel: z.enum(channelNames),
								pairs: z.boolean(),
								fields: z.array(
									z.object({
										name: z.string(),
										secret: z.boolean(),
										fallback: z.string().nullable(),
										options: z.array(z.string()).nullable(),
										long: z.boolean(),
										seldom: z.boolean(),
									}),
								),
							}),
						),
						accounts: z.array(Account),
					}),
				},
			},
			handler: async () => ({
				kinds: kinds.map(({ transport, fields, forget }) => ({
					transport,
					channel: capabilities[transport].channel,
					pairs: forget !== undefined,
					fields: fields.map(({ name, secret, fallback, options, long, seldom }) => ({
						name,
						secret,
						fallback: fallback ?? null,
						options: options ? [...options] : null,
						long: long === true,
						seldom: seldom === true,
					})),
				})),
				accounts: (await listAccounts()).map((account) => shown(account, parts)),
			}),
		});

		app.post("/api/v1/channels", {
			config: { permission: "channels.manage" },
			schema: {
				tags: ["channels"],
				summary: "Add an account; its service is asked first",
				body: z.object({ transport: z.enum(transports), label: Label, values: Values }),
				response: { 201: Account },
			},
			handler: async (request, reply) => {
				const added = await addAccount(request.body, request.staff.id, parts);
				await accounts.look();
				return reply.code(201).send(shown({ ...added, waiting: 0 }, parts));
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

		app.post("/api/v1/channels/:id/pair", {
			config: { permission: "channels.manage" },
			schema: {
				tags: ["channels"],
				summary: "Forget the pairing of an account, which then asks to be paired anew",
				params: Id,
				response: { 204: z.null() },
			},
			handler: async (request, reply) => {
				await pairAnew(request.params.id, request.staff.id, parts);
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

function shown(
	account: ChannelAccount & { waiting: number },
	{ kinds, clock, sealer }: Pick<ManageParts, "kinds" | "clock" | "sealer">,
): z.input<typeof Account> & { channel: ChannelName } {
	const called = kinds.find((kind) => kind.transport === account.transport)?.called === true;
	const { _id, channel, transport, label, settings, state, fromEnvironment, createdAt, waiting, health } = account;
	return {
		id: _id,
		channel,
		transport,
		label,
		settings,
		paused: state === "paused",
		fromEnvironment,
		createdAt: createdAt.toISOString(),
		waiting,
		lastIn: health.lastIn?.toISOString() ?? null,
		lastOut: health.lastOut?.toISOString() ?? null,
		failure: health.failure && { code: health.failure.code, at: health.failure.at.toISOString() },
		silent: state === "active" && isSilent(health, clock.now()),
		calledAt: called ? callPath(channel, account.account) : null,
		link: state === "active" ? openedLink(account, sealer) : null,
	};
}

/** What pairs an account is opened for administrators alone; with a lost key it comes anew within a minute. */
function openedLink({ _id, link }: ChannelAccount, sealer: Sealer): Link | null {
	if (!link) return null;
	const { qr, code, ...rest } = link;
	const open = (sealed: string) => sealer.open(sealed, secretPlace(_id, "link"));
	try {
		return { ...rest, ...(qr !== undefined && { qr: open(qr) }), ...(code !== undefined && { code: open(code) }) };
	} catch (error) {
		if (error instanceof SealError) return rest;
		throw error;
	}
}
