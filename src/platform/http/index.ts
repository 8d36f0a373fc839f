/** The HTTP side that every route stands on: access, errors, limits, headers, documentation. */
export type { PermissionName, RouteEntry, RouteTable, SessionPart, SignedInStaff } from "./access.ts";
export { buildHttp, type HttpServer, type HttpSettings } from "./build.ts";
export { networkOf, originOf, type TrustProxy } from "./network.ts";
export { isAllowedOrigin, isOwnOrigin, type OriginSettings } from "./origin.ts";
export { fieldOf, Problem, reasonOf } from "./problem.ts";
