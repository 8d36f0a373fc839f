import { queryOptions } from "@tanstack/react-query";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";

const Time = z.nullable(z.string());
const Account = z.object({
	id: z.string(),
	channel: z.string(),
	label: z.string(),
	paused: z.boolean(),
	fromEnvironment: z.boolean(),
	waiting: z.number(),
	lastIn: Time,
	lastOut: Time,
	failure: z.nullable(z.object({ code: z.string(), at: z.string() })),
});
export type Account = z.output<typeof Account>;

const Kind = z.object({
	channel: z.string(),
	fields: z.array(z.object({ name: z.string(), secret: z.boolean(), fallback: z.nullable(z.string()) })),
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

export function addAccount(fields: AccountFields & { channel: string }): Promise<Account> {
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
