/** The HTTP side that every route stands on: access, errors, limits, headers, documentation. */
export {
	type Access,
	declareScope,
	type PermissionName,
	type PermissionRegistry,
	type RouteEntry,
	type RouteTable,
	type SessionPart,
	type SignedInStaff,
} from "./access.ts";
export { buildHttp, type HttpParts, type HttpServer, type HttpSettings, type Readiness } from "./build.ts";
export { isAllowedOrigin, isOwnOrigin, type OriginSettings } from "./origin.ts";
export { fieldOf, Problem } from "./problem.ts";
export { csrfHeader } from "./security.ts";
