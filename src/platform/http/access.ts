import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { DomainError } from "../errors.ts";

/**
 * The rights that a route may ask for. This file knows none: `staff/` adds its own by declaration merging, so a
 * misspelt permission does not compile.
 *
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by declaration merging
export interface PermissionRegistry {}
export type PermissionName = keyof PermissionRegistry & string;

/**
 * Who may call a route that asks for no right: everybody (`public`), the bearer of a citizen's token, which the route
 * itself checks (`citizen`), a service that calls us with a secret, which the route itself checks (`service`), or any
 * signed-in member of staff (`staff`).
 */
type OpenAccess = "public" | "citizen" | "service" | "staff";
type Access = PermissionName | OpenAccess;

/** Somebody of staff, as routes and sockets see them. */
export interface SignedInStaff {
	id: string;
	name: string;
	permissions: ReadonlySet<string>;
}

/** How this layer learns who calls; `staff/` implements it. */
export interface SessionPart {
	/** May set a rotated cookie on the reply. Null: no session, or one that is over. */
	authenticate(request: FastifyRequest, reply: FastifyReply): Promise<SignedInStaff | null>;
}

export interface RouteEntry {
	method: string;
	url: string;
	access: Access;
}
/** Every route with its access, for the test that walks roles × routes (P1). */
export type RouteTable = readonly RouteEntry[];

declare module "fastify" {
	interface FastifyContextConfig {
		/** The right that the route asks for. */
		permission?: PermissionName;
		/** Instead of a right. */
		access?: OpenAccess;
		/** Other sites may load what this route serves (the widget's script). */
		embeddable?: boolean;
	}
	interface FastifyInstance {
		/** Filled while routes are added; complete once the server is ready. */
		routeTable: RouteTable;
		/** What the routes of this scope declare when they say nothing themselves (plug-ins that add routes). */
		scopeAccess?: Access;
	}
	interface FastifyRequest {
		/** Who calls. Reading it on a route that does not ask for staff, with no session, throws `unauthenticated`. */
		readonly staff: SignedInStaff;
	}
}

/** Declares the access of every route that a third-party plug-in adds in this scope. */
export function declareScope(scope: FastifyInstance, access: Access): void {
	scope.decorate("scopeAccess", access);
}

/**
 * Nothing is open by default: a route that declares neither `permission` nor `access` fails the start, and each call is
 * checked against what its route declares (P1). Raises `unauthenticated` without a session, `forbidden` without the right.
 */
export function enforceAccess(app: FastifyInstance, session: SessionPart): void {
	const routes: RouteEntry[] = [];
	const callers = new WeakMap<FastifyRequest, SignedInStaff>();
	app.decorate("routeTable", routes);
	app.decorateRequest("staff", {
		getter() {
			const caller = callers.get(this);
			if (!caller) throw new DomainError("unauthenticated", "Sign in first");
			return caller;
		},
	});

	app.addHook("onRoute", function (route) {
		const declared = route.config?.permission ?? route.config?.access ?? this.scopeAccess;
		if (!declared) {
			throw new Error(`${String(route.method)} ${route.url} declares neither a permission nor an access`);
		}
		route.config = { ...route.config, ...(isOpen(declared) ? { access: declared } : { permission: declared }) };
		for (const method of [route.method].flat()) routes.push({ method, url: route.url, access: declared });
	});

	// After the rate limit, before the body is read.
	app.addHook("preParsing", async (request, reply) => {
		const { permission, access } = request.routeOptions.config;
		// A request that no route takes has neither: it ends as 404.
		if (permission === undefined && access !== "staff") return;
		const caller = await session.authenticate(request, reply);
		if (!caller) throw new DomainError("unauthenticated", "Sign in first");
		if (permission !== undefined && !caller.permissions.has(permission)) {
			throw new DomainError("forbidden", `This needs the permission ${permission}`);
		}
		callers.set(request, caller);
	});
}

function isOpen(access: Access): access is OpenAccess {
	return access === "public" || access === "citizen" || access === "service" || access === "staff";
}
