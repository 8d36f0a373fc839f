/** What was written and not sent is kept in this tab, per person. */
export const outboxKey = (staff: string) => `ventanilla.outbox.${staff}`;
export const logKey = (staff: string) => `ventanilla.log.${staff}`;
export const draftsKey = (staff: string) => `ventanilla.drafts.${staff}`;
