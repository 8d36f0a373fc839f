/** Documents that identify: whether a number is one, how it is kept, and how it is shown (B3, B11, P2). Pure. */
export { checkDocument, type DocumentCheck, documentType, documentTypes } from "./check-document.ts";
export { maskDocument } from "./mask-document.ts";
export { type DocumentReason, documentReasons } from "./rule.ts";
