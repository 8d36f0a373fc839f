import { ChannelError } from "../../src/conversations/index.ts";

/** A failure of the mailbox's server in the hub's two kinds. Its texts may quote what we sent, so none goes along (P2). */
export function imapError(error: unknown): ChannelError {
	if (error instanceof ChannelError) return error;
	if (!(error instanceof Error)) return new ChannelError("unreachable", "imap-unknown", "The mailbox cannot be read");
	const field = (name: string): unknown => Reflect.get(error, name);
	if (field("authenticationFailed") === true || field("code") === "EOAUTH2") {
		return new ChannelError("refused", "imap-auth", "The mailbox does not let us in", { retry: true });
	}
	if (field("mailboxMissing") === true) {
		return new ChannelError("refused", "imap-folder", "The mailbox has no such folder", { retry: true });
	}
	const code = field("code");
	const named = typeof code === "string" && /^[\w-]{1,40}$/.test(code) ? code : "network";
	return new ChannelError("unreachable", `imap-${named}`, "The mailbox cannot be read");
}
