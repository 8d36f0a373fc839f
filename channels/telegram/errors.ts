import { TelegramError } from "telegraf";
import { ChannelError } from "../../src/conversations/index.ts";

/**
 * A failed call in the hub's two kinds. Nothing of the original goes along: its message and stack hold the address of
 * the call, which holds the token, and its payload holds what was written (P2).
 */
export function toChannelError(error: unknown): ChannelError {
	if (error instanceof ChannelError) return error;
	if (error instanceof TelegramError) return ofAnswer(error.code, error.parameters?.retry_after);
	return new ChannelError("unreachable", codeOf(error), "Telegram did not answer");
}

function ofAnswer(status: number, retryAfterSeconds: number | undefined): ChannelError {
	const code = String(status);
	if (!(status < 500)) return new ChannelError("unreachable", code, "Telegram has a fault");
	if (status === 429) {
		const retryAfterMs = (retryAfterSeconds ?? defaultWaitSeconds) * 1_000;
		return new ChannelError("refused", code, "Telegram asks to wait", { retry: true, retryAfterMs });
	}
	// They blocked the bot, or their account is gone.
	if (status === 403) return new ChannelError("refused", "blocked", "The citizen does not take messages of this bot");
	// The token or the address is wrong, or somebody else polls: ours to put right, so the message waits.
	const ours = status === 401 || status === 404 || status === 409;
	const reason = ours ? "Telegram refuses this bot" : "Telegram refuses the message";
	return new ChannelError("refused", code, reason, { retry: ours });
}

const defaultWaitSeconds = 5;

/** `ECONNREFUSED`, `timeout`, …: never free text. */
function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return "unknown";
	if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
	for (const code of ["code" in error && error.code, "type" in error && error.type]) {
		if (typeof code === "string" && /^[\w-]{1,40}$/.test(code)) return code;
	}
	return "network";
}
