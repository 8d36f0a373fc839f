/** E-mail: how a mail is read (items 10 and 11 of the written channels). */
export type { Sanitised, Sanitising } from "./html-sanitise.ts";
export { sanitiseHtml } from "./html-show.ts";
export type { Bounced, InboundMail, MailAddress, MailFile } from "./inbound-mail.ts";
export { messageIdFor, type OwnMessage, readMessageId } from "./message-id.ts";
export { parseInbound } from "./parse-inbound.ts";
export { placeReply, subjectNumber, type ThreadHint, threadHints } from "./thread.ts";
export { plainSubject, startsAnew } from "./thread-anew.ts";
export { visibleReply } from "./visible-reply.ts";
