/** The centre's accounts on each channel: numbers, bots, mailboxes; set up at the desk, live without a restart. */
export { callPath, callRoutes } from "./calls.ts";
export type { AccountField, AccountKind, AccountValues, Link, OpenParts } from "./kind.ts";
export { followEnvironment, resealOld } from "./manage.ts";
export { createAccounts } from "./registry.ts";
export { accountRoutes } from "./routes.ts";
