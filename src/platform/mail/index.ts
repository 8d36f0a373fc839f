/** Mails that the hub itself writes; those of a conversation go by its channel. */
export { removeOldMails } from "./kept.ts";
export { createMailer, type Mailer } from "./mailer.ts";
export { mailRoutes } from "./routes.ts";
