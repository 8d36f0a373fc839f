import { baseline } from "./0001-baseline.ts";
import { accountTransport } from "./0002-account-transport.ts";
import { channelInbox } from "./0003-channel-inbox.ts";
import { scans } from "./0004-scans.ts";
import { units } from "./0005-units.ts";
import type { Migration } from "./migration.ts";

/** Every step of the store's format, in order. */
export const allMigrations: readonly Migration[] = [baseline, accountTransport, channelInbox, scans, units];
