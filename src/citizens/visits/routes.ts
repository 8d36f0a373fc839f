import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import { DomainError } from "../../platform/errors.ts";
import type { Asker } from "../codes/ask.ts";
import { findCitizen } from "../find.ts";
import type { Identification } from "../identify.ts";
import { readDocument } from "../read-document.ts";
import type { Visit } from "./model.ts";
import { endVisit, expectCode, findVisit, openVisit, proveVisit } from "./visits.ts";
import { Claim, Code, type Matter, Seen, Sent, Tried } from "./wire.ts";

const cookie = "ventanilla_visit";
/** From one network, where many may sit; the limits of codes stand beside it. */
const claimsAMinute = 20;

const mostMatters = 50;

/** One time that somebody was attended. */
interface Episode {
	_id: string;
	channel: string;
	openedAt: Date;
	endedAt: Date | null;
}

export interface VisitParts {
	identification: Identification;
	/** Digest of the network that a request comes from. */
	originOf(request: FastifyRequest): string;
	/** What a citizen had to do with the office, newest first. */
	mattersOf(citizen: string, limit: number): Promise<Episode[]>;
	clock: Clock;
}

/**
 * HTTP face of a citizen's own page: says who they are or registers, proves it by a code, and sees their matters (B3,
 * B11). Nothing tells whether somebody is on file before a code was right.
 */
export function visitRoutes(parts: VisitParts): FastifyPluginAsyncZod {
	const { identification, originOf, mattersOf, clock } = parts;
	return async (app) => {
		app.post("/api/v1/visit", {
			config: { access: "public", rateLimit: { max: claimsAMinute, timeWindow: 60_000 } },
			schema: {
				tags: ["visit"],
				summary: "Say who one is, or register: a code is sent, if the data fit",
				body: Claim,
				response: { 202: Sent },
			},
			handler: async (request, reply) => {
				if (!identification.available) {
					throw new DomainError("conflict", "No code can be sent here", { reason: "unavailable" });
				}
				const { name, mail, language } = request.body;
				const document = documentIn(request.body.document, identification.country);
				checkName(name);
				const address = mail === undefined ? null : mailIn(mail);
				const visit = await visitOf(request, reply);
				const asker: Asker = { ...whoTries(visit, request), known: null, language };
				const asked = address
					? await identification.askToRegister(asker, { document, name, mail: address, language })
					: await identification.askCode(asker, document, name);
				if (asked.kind === "wait") {
					const retryAfterMs = asked.until.getTime() - asker.now.getTime();
					throw new DomainError("too-many", "Too many codes were asked for; wait", { retryAfterMs });
				}
				await expectCode(visit, asked.challenge);
				return reply.code(202).send({ until: asked.until.toISOString() });
			},
		});

		app.post("/api/v1/visit/code", {
			config: { access: "public", rateLimit: { max: claimsAMinute, timeWindow: 60_000 } },
			schema: {
				tags: ["visit"],
				summary: "The code that came; three tries",
				body: Code,
				response: { 200: Tried },
			},
			handler: async (request, reply) => {
				const code = request.body.code.replace(/[\s.-]/g, "");
				if (!/^\d{6}$/.test(code)) {
					throw new DomainError("invalid", "A code has six digits", { field: "code", reason: "format" });
				}
				const visit = await findVisit(request.cookies[cookie], clock.now());
				if (!visit?.challenge) return { kind: "over" as const };
				const { challenge } = visit;
				const tried = await identification.tryCode({ ...whoTries(visit, request), challenge, code });
				if (tried.kind === "locked") return { kind: tried.kind, until: tried.until.toISOString() };
				if (tried.kind === "verified") {
					reply.setCookie(cookie, await proveVisit(visit, tried.citizen.id), cookieOptions(request));
					return { kind: tried.kind };
				}
				return tried.kind === "review" ? { kind: tried.kind } : tried;
			},
		});

		app.get("/api/v1/visit", {
			config: { access: "public" },
			schema: { tags: ["visit"], summary: "Who one was proven to be, with one's matters", response: { 200: Seen } },
			handler: async (request) => {
				const visit = await findVisit(request.cookies[cookie], clock.now());
				const citizen = visit?.citizen ? await findCitizen(visit.citizen) : null;
				if (!citizen) return { visit: null };
				const matters = await mattersOf(citizen._id, mostMatters);
				return { visit: { name: citizen.name, matters: matters.map(matterOf) } };
			},
		});

		app.delete("/api/v1/visit", {
			config: { access: "public" },
			schema: { tags: ["visit"], summary: "Leave", response: { 204: z.null() } },
			handler: async (request, reply) => {
				await endVisit(request.cookies[cookie]);
				reply.clearCookie(cookie, cookieOptions(request));
				return reply.code(204).send(null);
			},
		});
	};

	/** Asking again is still the same visit, so that its limits count. */
	async function visitOf(request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
		const known = await findVisit(request.cookies[cookie], clock.now());
		if (known) return known;
		const { visit, token } = await openVisit(clock.now());
		reply.setCookie(cookie, token, cookieOptions(request));
		return visit;
	}

	function whoTries({ _id }: Visit, request: FastifyRequest) {
		const cause = `visit.${randomUUID()}`;
		return { conversation: `visit ${_id}`, origin: originOf(request), cause, now: clock.now() };
	}
}

function matterOf({ _id, channel, openedAt, endedAt }: Episode): Matter {
	return { id: _id, channel, openedAt: openedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

function documentIn(text: string, country: string) {
	const read = readDocument(text, country);
	if ("document" in read) return read.document;
	throw new DomainError("invalid", "No identity document", { field: "document", reason: read.reason });
}

function checkName(name: string): void {
	const words = name.match(/[\p{L}'’.-]{2,}/gu) ?? [];
	if (words.length >= 2 && !/\d/.test(name)) return;
	throw new DomainError("invalid", "The full name has two words or more", { field: "name", reason: "format" });
}

function mailIn(text: string): string {
	const read = z.email().safeParse(text.toLowerCase());
	if (read.success) return read.data;
	throw new DomainError("invalid", "No mail address", { field: "mail", reason: "format" });
}

function cookieOptions(request: FastifyRequest) {
	return { httpOnly: true, sameSite: "strict", path: "/api/v1/visit", secure: request.protocol === "https" } as const;
}
