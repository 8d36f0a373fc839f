/** Who serves: accounts, roles and their rights, sessions (P1). */
import type { Permission } from "./permissions.ts";

export { openFirstAccount, type StaffSeed, seedStaff } from "./accounts.ts";
export { authenticateCookie, staffSession } from "./identity.ts";
export { forgetOldFailures } from "./lockout.ts";
export { findStaff, isServing, listAgents } from "./people.ts";
export { permissions, permissionsOf, type Role, roles } from "./permissions.ts";
export { staffRoutes } from "./routes.ts";
export { endedAmong, removeLapsedSessions } from "./sessions.ts";

declare module "../platform/http/access.ts" {
	/** Routes may ask for these and no others. */
	interface PermissionRegistry extends Record<Permission, true> {}
}
