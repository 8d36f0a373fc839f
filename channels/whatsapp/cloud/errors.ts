import { z } from "zod";
import { ChannelError } from "../../../src/conversations/index.ts";

/**
 * What one does about an error. `never`: it is about this message or its citizen. `later`: too much, or Meta has a
 * fault. `ours`: an administrator has to put it right, and until then messages wait.
 */
type Remedy = "never" | "later" | "ours";

/**
 * Meta's codes in the hub's words.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
const meanings: Readonly<Record<number, readonly [code: string, Remedy]>> = {
	// The token and what it may do.
	0: ["token", "ours"],
	190: ["token", "ours"],
	3: ["permission", "ours"],
	10: ["permission", "ours"],
	200: ["permission", "ours"],
	131005: ["permission", "ours"],
	// The number or the business account.
	33: ["number", "ours"],
	133010: ["number", "ours"],
	131045: ["number", "ours"],
	368: ["restricted", "ours"],
	131031: ["restricted", "ours"],
	131042: ["payment", "ours"],
	// Too much: of the application, the business account, the number, of it for spam, and to one citizen.
	4: ["rate-limit", "later"],
	80007: ["rate-limit", "later"],
	130429: ["rate-limit", "later"],
	131048: ["rate-limit", "later"],
	131056: ["rate-limit", "later"],
	// Meta has a fault.
	1: ["fault", "later"],
	2: ["fault", "later"],
	131000: ["fault", "later"],
	131016: ["fault", "later"],
	131057: ["fault", "later"],
	133004: ["fault", "later"],
	// The citizen.
	131047: ["window-closed", "never"],
	// No WhatsApp there, too old a version, or they blocked us: Meta does not tell which.
	131026: ["undeliverable", "never"],
	130472: ["undeliverable", "never"],
	130497: ["undeliverable", "never"],
	131021: ["undeliverable", "never"],
	131030: ["not-allowed", "never"],
	131050: ["opted-out", "never"],
	// Meta spares them more of a kind of template; it asks not to try again within a day.
	131049: ["too-many-templates", "never"],
	// The message.
	131052: ["media", "never"],
	131053: ["media", "never"],
	132000: ["template", "never"],
	132001: ["template", "never"],
	132005: ["template", "never"],
	132007: ["template", "never"],
	132012: ["template", "never"],
	132015: ["template-paused", "never"],
	132016: ["template-paused", "never"],
};

/** Why a message failed, of Meta's code, in a word that staff is told the meaning of; Meta's own code where it is rare. Pure. */
export function codeOf(error: number | undefined): string {
	if (error === undefined) return "unknown";
	return meanings[error]?.[0] ?? String(error);
}

const GraphError = z.looseObject({ error: z.looseObject({ code: z.number() }) });

/**
 * An answer of the Graph API that is none of success, in the hub's two kinds. Meta's words do not go along: they may
 * repeat what was written (P2).
 *
 * @param retryAfter the header of that name, in seconds
 */
export function ofAnswer(status: number, body: unknown, retryAfter: string | null): ChannelError {
	const given = GraphError.safeParse(body).data?.error.code;
	const [code, remedy] = (given !== undefined && meanings[given]) || byStatus(status, given);
	const asked = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? { retryAfterMs: Number(retryAfter) * 1_000 } : {};
	if (code === "fault") return new ChannelError("unreachable", code, "WhatsApp has a fault", asked);
	if (remedy === "later") return new ChannelError("refused", code, "WhatsApp asks to wait", { retry: true, ...asked });
	const reason = remedy === "ours" ? "WhatsApp refuses this account" : "WhatsApp refuses the message";
	return new ChannelError("refused", code, reason, { retry: remedy === "ours" });
}

function byStatus(status: number, given: number | undefined): readonly [string, Remedy] {
	if (status === 429) return ["rate-limit", "later"];
	if (status === 401) return ["token", "ours"];
	// Meta's permissions are 200–299.
	if (status === 403 || (given !== undefined && given >= 200 && given < 300)) return ["permission", "ours"];
	if (!(status < 500)) return ["fault", "later"];
	return [given === undefined ? String(status) : codeOf(given), "never"];
}

/** What failed without an answer, never with free text: addresses hold tokens. */
export function toChannelError(error: unknown): ChannelError {
	if (error instanceof ChannelError) return error;
	return new ChannelError("unreachable", networkCode(error), "WhatsApp did not answer");
}

function networkCode(error: unknown): string {
	if (!(error instanceof Error)) return "unknown";
	if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
	// `fetch` puts the reason into its cause.
	for (const one of [error, error.cause]) {
		const code = one instanceof Error && "code" in one ? one.code : undefined;
		if (typeof code === "string" && /^[\w-]{1,40}$/.test(code)) return code;
	}
	return "network";
}
