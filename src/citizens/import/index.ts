/** Tables of people on their way to the file: taken in, judged row by row, then put on file as a whole or not at all. */
export { importRoutes } from "./routes.ts";
export { removeOldImports, workOnImports } from "./work.ts";
