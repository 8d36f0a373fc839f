import { queryOptions } from "@tanstack/react-query";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";

const Time = z.nullable(z.string());
const Account = z.object({
	id: z.string(),
	channel: z.string(),
	transport: z.string(),
	label: z.string(),
	settings: z.record(z.string(), z.string()),
	paused: z.boolean(),
	fromEnvironment: z.boolean(),
	waiting: z.number(),
	lastIn: Time,
	lastOut: Time,
	failure: z.nullable(z.object({ code: z.string(), at: z.string() })),
	silent: z.boolean(),
	/** Path at which its service is to call the hub, when that is set up at the service. */
	calledAt: z.nullable(z.string()),
	link: z.nullable(
		z.object({
			state: z.enum(["connecting", "pairing", "open", "stopped"]),
			qr: z.optional(z.string()),
			code: z.optional(z.string()),
			reason: z.optional(z.string()),
		}),
	),
});
export type Account = z.output<typeof Account>;

const Field = z.object({
	name: z.string(),
	secret: z.boolean(),
	/** What it is when it is left empty; null: it is needed. */
	fallback: z.nullable(z.string()),
	options: z.nullable(z.array(z.string())),
	long: z.boolean(),
	/** Few have to touch it. */
	seldom: z.boolean(),
});
export type Field = z.output<typeof Field>;

const Kind = z.object({
	transport: z.string(),
	channel: z.string(),
	/** It is paired with a telephone. */
	pairs: z.boolean(),
	fields: z.array(Field),
});
export type Kind = z.output<typeof Kind>;

const path = (id: string) => `/api/v1/channels/${encodeURIComponent(id)}`;

/** Looked at again every few seconds: an administrator sees at once whether messages come. */
export const channelsQuery = queryOptions({
	queryKey: ["channels"],
	queryFn: ({ signal }) =>
		request("/api/v1/channels", z.object({ kinds: z.array(Kind), accounts: z.array(Account) }), { signal }),
	refetchInterval: 5_000,
});

export interface AccountFields {
	label: string;
	values: Record<string, string>;
}

export function addAccount(fields: AccountFields & { transport: string }): Promise<Account> {
	return request("/api/v1/channels", Account, { method: "POST", body: fields });
}

export function changeAccount(id: string, change: Partial<AccountFields> & { paused?: boolean }): Promise<unknown> {
	return request(path(id), z.unknown(), { method: "PATCH", body: change });
}

export function removeAccount(id: string): Promise<unknown> {
	return request(path(id), z.unknown(), { method: "DELETE" });
}

export function testAccount(id: string): Promise<{ name: string }> {
	return request(`${path(id)}/test`, z.object({ name: z.string() }), { method: "POST" });
}

/** Forgets the pairing of an account, which then asks to be paired anew. */
export function pairAnew(id: string): Promise<unknown> {
	return request(`${path(id)}/pair`, z.unknown(), { method: "POST" });
}
