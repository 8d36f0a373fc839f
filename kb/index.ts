/** The knowledge domain: the published articles, finding the one that answers a question, and saying it (B2). */
export { type Decision, decide } from "./decide.ts";
export { loadArticles } from "./load.ts";
export { type Article, type Language, languages, type Searchable, topics } from "./model.ts";
export { renderAnswer } from "./render.ts";
export { articleRoutes } from "./routes.ts";
export { type ArticleSearch, createSearch, type Ranked } from "./search.ts";
