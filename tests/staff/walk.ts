import { EventEmitter } from "node:events";
import type { RouteEntry } from "../../src/platform/http/index.ts";
import { createLog } from "../../src/platform/log.ts";
import { type Ack, type EventTable, serveEvents } from "../../src/platform/realtime/index.ts";
import { permissions, permissionsOf, roles } from "../../src/staff/index.ts";

/** Everybody who may come: nobody in particular, and one person of each role. */
export const actors = ["nobody", ...roles] as const;
export type Actor = (typeof actors)[number];

/** What must come of a call: done (whatever the route makes of it), or refused by the guard. */
export type Verdict = "allowed" | "401" | "403";

/** Every access that may be declared, with what it means for an actor. A word that is not here fails the walk. */
export function expectedOf(access: string, actor: Actor): Verdict | null {
	if (access === "public") return "allowed";
	// A citizen's token and a service's secret are none of what staff have.
	if (access === "citizen" || access === "service") return "401";
	if (access === "staff") return actor === "nobody" ? "401" : "allowed";
	const permission = permissions.find((known) => known === access);
	if (!permission) return null;
	if (actor === "nobody") return "401";
	return permissionsOf([actor]).has(permission) ? "allowed" : "403";
}

/** Calls a route as somebody (`cookie`), with nothing sensible in it, and tells how far that came. */
export async function callRoute(url: string, route: RouteEntry, cookie: string | null): Promise<Verdict> {
	const path = route.url.replaceAll(/:[a-zA-Z]+/g, "none").replace("*", "none");
	const writes = ["POST", "PUT", "PATCH"].includes(route.method);
	const answer = await fetch(`${url}${path}`, {
		method: route.method,
		headers: {
			"x-requested-with": "ventanilla",
			...(cookie === null ? {} : { cookie }),
			...(writes ? { "content-type": "application/json" } : {}),
		},
		...(writes ? { body: "{}" } : {}),
	});
	const body = await answer.text();
	if (answer.status === 401) return "401";
	// A domain may refuse on its own grounds (somebody else's conversation): then the guard has let it pass.
	return answer.status === 403 && body.includes("This needs the permission") ? "403" : "allowed";
}

/** Sends an event of `table` as somebody with these rights, without letting it do anything. */
export function sendAs(
	table: Readonly<Record<string, Pick<EventTable<never>[string], "access" | "input">>>,
	name: string,
	may: (access: string) => boolean,
): Promise<Ack<unknown>> {
	const harmless: EventTable<null> = Object.fromEntries(
		Object.entries(table).map(([event, { access, input }]) => [event, { access, input, answer: async () => null }]),
	);
	const events = new EventEmitter();
	const socket = {
		id: "walker",
		onAny: (listener: (event: string, ...args: unknown[]) => void) => events.on("any", listener),
		disconnect: () => {},
	};
	serveEvents(socket, harmless, null, { may, log: createLog({ level: "silent" }), clock: { now: () => new Date() } });
	return new Promise((resolve) => events.emit("any", name, {}, resolve));
}
