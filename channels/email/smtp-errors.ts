import { ChannelError } from "../../src/conversations/index.ts";

/**
 * A failed sending in the hub's two kinds: 4xx comes again, 5xx about the mail or its receiver is final, whatever else
 * the server says no to is ours to put right and waits. The server's texts hold addresses, so none goes along (P2).
 */
export function smtpError(error: unknown): ChannelError {
	if (error instanceof ChannelError) return error;
	if (!(error instanceof Error))
		return new ChannelError("unreachable", "smtp-unknown", "The mail server did not answer");
	const field = (name: string): unknown => Reflect.get(error, name);
	const code = field("code");
	const response = field("responseCode");
	if (code === "EAUTH" || code === "ENOAUTH" || code === "EOAUTH2") {
		return new ChannelError("refused", "smtp-auth", "The mail server does not let us in", { retry: true });
	}
	if (typeof response === "number" && response >= 400) {
		const final = response >= 500 && (code === "EENVELOPE" || code === "EMESSAGE");
		return new ChannelError("refused", String(response), "The mail server refuses", { retry: !final });
	}
	const named = typeof code === "string" && /^[\w-]{1,40}$/.test(code) ? code : "network";
	return new ChannelError("unreachable", `smtp-${named}`, "The mail server did not answer", {
		mayHaveArrived: wasUnderWay(error),
	});
}

/** The connection stood and broke, or we waited no longer: what was being sent may have been taken. */
function wasUnderWay(error: Error): boolean {
	const code: unknown = Reflect.get(error, "code");
	const syscall: unknown = Reflect.get(error, "syscall");
	if (code === "EABORT") return true;
	if (code === "ETIMEDOUT") return Reflect.get(error, "timeoutType") === "SOCKET_TIMEOUT";
	return (code === "ECONNECTION" || code === "ESOCKET") && syscall !== "connect";
}
