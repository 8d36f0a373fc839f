import type { maxAddressLength, maxFiles, maxTextLength, privacyVersion } from "../../wire.ts";

// Values stand here because the widget takes only types from the wire (zod would double its size); the types are
// literal, so a limit that changes there breaks the build here.
export const textLimit: typeof maxTextLength = 4_000;
export const filesLimit: typeof maxFiles = 5;
export const privacyNotice: typeof privacyVersion = "2026-11";
export const addressLimit: typeof maxAddressLength = 254;
/** Bytes of one file. */
export const fileLimit = 20 * 1024 * 1024;
