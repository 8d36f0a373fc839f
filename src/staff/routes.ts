import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Clock } from "../platform/clock.ts";
import { DomainError } from "../platform/errors.ts";
import { changeStaff, createStaff, NewStaff, type Revocations, StaffChange } from "./accounts.ts";
import { authenticateCookie, clearSessionCookie, setSessionCookie } from "./identity.ts";
import type { Staff } from "./model.ts";
import { findAccount, listStaff } from "./people.ts";
import { permissions, permissionsOf, roles } from "./permissions.ts";
import { Credentials, signIn, signOut } from "./sign-in.ts";

const Me = z.object({
	id: z.string(),
	name: z.string(),
	email: z.string(),
	roles: z.array(z.enum(roles)),
	permissions: z.array(z.enum(permissions)),
	capacity: z.number().int(),
});

const StaffRow = z.object({
	id: z.string(),
	email: z.string(),
	name: z.string(),
	roles: z.array(z.enum(roles)),
	languages: z.array(z.enum(["es", "en"])),
	capacity: z.number().int(),
	queues: z.array(z.string()),
	units: z.array(z.string()),
	createdAt: z.string(),
	disabledAt: z.string().nullable(),
});

export interface StaffRouteParts {
	clock: Clock;
	revocations: Revocations;
	/** What somebody attends or looks over may be other than before. */
	changed(): Promise<void>;
	/** From one address, which a whole office may share; the lock-out per account stands beside it. Default 60. */
	signInsPerMinute?: number;
}

/** HTTP face of the staff: sessions and accounts. */
export function staffRoutes(parts: StaffRouteParts): FastifyPluginAsyncZod {
	const { clock, revocations, changed, signInsPerMinute = 60 } = parts;
	return async (app) => {
		app.post("/api/v1/session", {
			config: { access: "public", rateLimit: { max: signInsPerMinute, timeWindow: 60_000 } },
			schema: { tags: ["session"], summary: "Sign in", body: Credentials, response: { 200: z.object({ me: Me }) } },
			handler: async (request, reply) => {
				const now = clock.now();
				const before = await authenticateCookie(request.headers.cookie, now);
				const { account, token } = await signIn(request.body, now);
				// Whoever was signed in here is no more: their session does not stay behind without its cookie.
				if (before) await signOut(before, now);
				setSessionCookie(request, reply, token);
				return { me: meOf(account) };
			},
		});

		app.get("/api/v1/session", {
			config: { access: "staff" },
			schema: { tags: ["session"], summary: "Who is signed in", response: { 200: z.object({ me: Me }) } },
			handler: async (request) => {
				const account = await findAccount(request.staff.id);
				if (!account) throw new DomainError("unauthenticated", "Sign in first");
				return { me: meOf(account) };
			},
		});

		app.delete("/api/v1/session", {
			config: { access: "public" },
			schema: { tags: ["session"], summary: "Sign out", response: { 204: z.null() } },
			handler: async (request, reply) => {
				const now = clock.now();
				const signedIn = await authenticateCookie(request.headers.cookie, now);
				if (signedIn) {
					await signOut(signedIn, now);
					await revocations.sessionsRevoked({ staff: signedIn.id, sessions: [signedIn.session] });
				}
				clearSessionCookie(request, reply);
				return reply.code(204).send(null);
			},
		});

		app.get("/api/v1/staff", {
			config: { permission: "staff.read" },
			schema: { tags: ["staff"], response: { 200: z.object({ staff: z.array(StaffRow) }) } },
			handler: async () => ({ staff: (await listStaff()).map(rowOf) }),
		});

		app.post("/api/v1/staff", {
			config: { permission: "staff.manage" },
			schema: { tags: ["staff"], body: NewStaff, response: { 201: StaffRow } },
			handler: async (request, reply) => {
				const account = await createStaff(request.body, request.staff.id, clock.now());
				return reply.code(201).send(rowOf(account));
			},
		});

		app.patch("/api/v1/staff/:id", {
			config: { permission: "staff.manage" },
			schema: {
				tags: ["staff"],
				params: z.object({ id: z.string().min(1).max(64) }),
				body: StaffChange,
				response: { 200: StaffRow },
			},
			handler: async (request) => {
				const parts = { revocations, now: clock.now() };
				const account = await changeStaff(request.params.id, request.body, request.staff.id, parts);
				await changed();
				return rowOf(account);
			},
		});
	};
}

function meOf(account: Staff): z.infer<typeof Me> {
	const { _id, name, email, roles, capacity } = account;
	return { id: _id, name, email, roles, permissions: [...permissionsOf(roles)], capacity };
}

function rowOf(account: Staff): z.infer<typeof StaffRow> {
	const { _id, passwordHash: _secret, createdAt, disabledAt, ...row } = account;
	return { ...row, id: _id, createdAt: createdAt.toISOString(), disabledAt: disabledAt?.toISOString() ?? null };
}
