import { automatic, bounces, byPeople } from "../../channels/email/mails.ts";

/** Mails as programs write them. */
export const sampleMails: readonly Buffer[] = [...bounces, ...automatic, ...byPeople].map(([, raw]) => raw);
