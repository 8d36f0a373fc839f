import { queryOptions } from "@tanstack/react-query";
import { z } from "zod/mini";
import type { Role } from "../../src/staff/permissions.ts";
import { request } from "../connection/http.ts";

const Staff = z.object({
	id: z.string(),
	email: z.string(),
	name: z.string(),
	roles: z.array(z.string()),
	languages: z.array(z.string()),
	capacity: z.number(),
	queues: z.array(z.string()),
	units: z.array(z.string()),
	createdAt: z.string(),
	disabledAt: z.nullable(z.string()),
});
export type Staff = z.output<typeof Staff>;

export const roles = ["agent", "editor", "supervisor", "admin"] as const satisfies readonly Role[];

export const staffQuery = queryOptions({
	queryKey: ["staff"],
	queryFn: async ({ signal }) =>
		(await request("/api/v1/staff", z.object({ staff: z.array(Staff) }), { signal })).staff,
});

/** What can be set on an account; a password only when it is to change. */
export interface StaffFields {
	name: string;
	roles: string[];
	languages: string[];
	capacity: number;
	units: string[];
	password?: string;
}

export function addStaff(fields: StaffFields & { email: string }): Promise<Staff> {
	return request("/api/v1/staff", Staff, { method: "POST", body: fields });
}

export function changeStaff(id: string, fields: StaffFields & { disabled: boolean }): Promise<Staff> {
	return request(`/api/v1/staff/${encodeURIComponent(id)}`, Staff, { method: "PATCH", body: fields });
}
