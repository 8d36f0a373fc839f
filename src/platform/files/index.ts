/** Files of conversations, kept in GridFS (C3). */
export { type FileKind, MAX_FILE_BYTES } from "./allowed.ts";
export type { StoredFile, Uploader } from "./model.ts";
export { type ByteRange, findFile, openFile } from "./open-file.ts";
export { FileRefused, type RefusalReason } from "./refused.ts";
export { type SendOptions, sendFile } from "./send-file.ts";
export { removeUnfinishedFiles, storeFile, type Upload } from "./store-file.ts";
export { StoredUpload, storeUpload } from "./store-upload.ts";
