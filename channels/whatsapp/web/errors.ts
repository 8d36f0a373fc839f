import { z } from "zod";
import { ChannelError } from "../../../src/conversations/index.ts";

const Failed = z.looseObject({ output: z.looseObject({ statusCode: z.number() }) });

/** The status that Baileys gives a failure, like HTTP's; null for what is none of its own. */
export function statusOf(error: unknown): number | null {
	const failed = Failed.safeParse(error);
	return failed.success ? failed.data.output.statusCode : null;
}

/** WhatsApp took a message to it and refused it. */
export function ofAck(code: string): ChannelError {
	// The number may write to nobody new for now. Each try counts against it, so there is none (C2).
	if (code === "463") return new ChannelError("refused", "restricted", "WhatsApp has restricted this number");
	if (code === "429") return new ChannelError("refused", code, "WhatsApp asks to wait", { retry: true });
	return new ChannelError("refused", /^\d{1,6}$/.test(code) ? code : "unknown", "WhatsApp refuses the message");
}

/** A failed sending in the hub's two kinds. Nothing of the original goes along: it holds numbers and what was written (P2). */
export function toChannelError(error: unknown): ChannelError {
	if (error instanceof ChannelError) return error;
	return new ChannelError("unreachable", String(statusOf(error) ?? "network"), "WhatsApp did not answer");
}

/** There is no connection now; the message waits, and this is no try. */
export function notConnected(): ChannelError {
	return new ChannelError("unreachable", "not-connected", "WhatsApp is not connected", {
		held: true,
		retryAfterMs: 2_000,
	});
}

/** It is not known whether WhatsApp took the message; it goes again under the same id. */
export function cutOff(code: "timeout" | "closed"): ChannelError {
	return new ChannelError("unreachable", code, "WhatsApp did not say that it took the message");
}
