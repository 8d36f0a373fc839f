/** Who serves: accounts, roles and their rights, sessions (P1). */
export { type Revocations, type StaffSeed, seedStaff } from "./accounts.ts";
export { authenticateCookie, type SignedIn, type StaffIdentity, staffSession } from "./identity.ts";
export { forgetOldFailures } from "./lockout.ts";
export type { Staff } from "./model.ts";
export { type Agent, findStaff, listAgents } from "./people.ts";
export { type Permission, permissions, permissionsOf, type Role, rolePermissions, roles } from "./permissions.ts";
export { type StaffRouteParts, staffRoutes } from "./routes.ts";
export { endedAmong, removeLapsedSessions, sessionCookie } from "./sessions.ts";
