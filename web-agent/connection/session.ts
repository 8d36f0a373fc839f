import { queryOptions, useQuery } from "@tanstack/react-query";
import { z } from "zod/mini";
import type { Permission } from "../../src/staff/permissions.ts";
import { kindOf } from "./failure.ts";
import { request } from "./http.ts";

const Me = z.object({
	id: z.string(),
	name: z.string(),
	roles: z.array(z.string()),
	permissions: z.array(z.string()),
});
export type Me = z.output<typeof Me>;

const Session = z.object({ me: Me });

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions<Me | null>({
	queryKey: ["session"],
	queryFn: async ({ signal }) => {
		try {
			return (await request("/api/v1/session", Session, { signal })).me;
		} catch (error) {
			if (kindOf(error) === "unauthenticated") return null;
			throw error;
		}
	},
	staleTime: Number.POSITIVE_INFINITY,
});

export async function signIn(credentials: { email: string; password: string }): Promise<Me> {
	return (await request("/api/v1/session", Session, { method: "POST", body: credentials })).me;
}

export async function signOut(): Promise<void> {
	await request("/api/v1/session", z.unknown(), { method: "DELETE" });
}

/** Who is signed in, inside the part of the desk that only exists for somebody signed in. */
export function useMe(): Me {
	const { data } = useQuery(sessionQuery);
	if (!data) throw new Error("This part of the desk needs somebody signed in");
	return data;
}

/** Whether a right is held. What is not allowed is not shown; the hub checks again in any case. */
export function may(me: { permissions: readonly string[] }, permission: Permission): boolean {
	return me.permissions.includes(permission);
}
