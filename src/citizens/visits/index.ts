/** A citizen's own page: proves who it is, or registers, and shows what they had to do with the office (B11, T8). */
export { visitRoutes } from "./routes.ts";
export { removeLapsedVisits } from "./visits.ts";
