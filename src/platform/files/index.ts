/** Files of conversations, kept in GridFS (C3). */
export { type FileKind, MAX_FILE_BYTES } from "./allowed.ts";
export type { ClamdAddress } from "./clamd.ts";
export { FileInfected } from "./infected.ts";
export type { StoredFile, Uploader } from "./model.ts";
export { moveFiles } from "./move-files.ts";
export { type ByteRange, findFile, openFile } from "./open-file.ts";
export { FileRefused, type RefusalReason } from "./refused.ts";
export { type Doubt, doubtsIn, scanWith } from "./scan.ts";
export { createScanner, type Scanner, type ScannerParts } from "./scanner.ts";
export { type SendOptions, sendFile } from "./send-file.ts";
export { removeUnfinishedFiles, storeFile, type Upload } from "./store-file.ts";
export { StoredUpload, storeUpload } from "./store-upload.ts";
