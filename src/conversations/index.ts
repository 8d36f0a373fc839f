/** The ONE conversation model (C1): receive → lane → commit → say; interactions; transcripts. */
export type * from "./model.ts";
