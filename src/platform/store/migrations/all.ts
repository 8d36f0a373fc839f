import { baseline } from "./0001-baseline.ts";
import { channels } from "./0002-channels.ts";
import type { Migration } from "./migration.ts";

/** Every step of the store's format, in order. */
export const allMigrations: readonly Migration[] = [baseline, channels];
