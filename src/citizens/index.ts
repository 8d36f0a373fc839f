/** Who is served: citizens on file, their documents, what they consented to, and how sure it is who writes (B3, B11). */
export { answersAt } from "./answers-at.ts";
export type { CitizenInput } from "./check.ts";
export type { Asked, Asker } from "./codes/ask.ts";
export { createCitizen } from "./create.ts";
export { checkDocument, type DocumentCheck, documentTypes } from "./documents/index.ts";
export { editCitizen } from "./edit.ts";
export { findByDocument, findCitizen } from "./find.ts";
export { createIdentification, type Identification, type Proven } from "./identify.ts";
export { importRoutes, removeOldImports, workOnImports } from "./import/index.ts";
export { maskSecrets, type Secret } from "./mask/index.ts";
export { type CitizenContact, Citizens } from "./model.ts";
export { readDocument } from "./read-document.ts";
export { citizenRoutes } from "./routes.ts";
