import { logDialog } from "../log/opened.ts";
import { forgetDrafts } from "./drafts.ts";
import { draftsKey, logKey, outboxKey } from "./kept.ts";

/** Takes away what somebody wrote and did not send: they signed out, and another may sit down here. */
export function forgetWritten(staff: string): void {
	forgetDrafts(staff);
	logDialog.close();
	try {
		sessionStorage.removeItem(outboxKey(staff));
		sessionStorage.removeItem(draftsKey(staff));
		sessionStorage.removeItem(logKey(staff));
	} catch {
		// Closed storage holds nothing.
	}
}
