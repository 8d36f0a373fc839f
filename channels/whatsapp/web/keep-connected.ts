import { SealError, type Sealer } from "../../../src/platform/seal.ts";
import type { Link } from "../../accounts/index.ts";
import { pause } from "../../hold-account.ts";
import { afterClose } from "./after-close.ts";
import { openAuth, wipeAuth } from "./auth-state.ts";
import { type ConnectionEnd, type ConnectParts, connect } from "./connect.ts";
import type { Line } from "./line.ts";

export interface KeepConnectedParts extends Omit<ConnectParts, "auth" | "pairing" | "opened"> {
	account: string;
	sealer: Sealer;
	/** What has become of the connection; see `line.ts`. */
	stands: Line["set"];
	/** How it stands, for whoever pairs. */
	link(link: Link): void;
	/** WhatsApp cannot be reached, or wants no more of this number; null: it works again. */
	health(code: string | null): void;
	/** The waits between connections are shortened to this share; for tests. */
	haste: number;
}

/**
 * Keeps an account connected, pairs it when it is not, until the signal comes. What only a person can mend, it leaves
 * alone, and says so (C2).
 */
export async function keepConnected(parts: KeepConnectedParts, signal: AbortSignal): Promise<void> {
	const { account, log, link, health, haste } = parts;
	let failures = 0;

	while (!signal.aborted) {
		link({ state: "connecting" });
		const end = await connectOnce(parts, signal);
		if (signal.aborted) return;
		failures = end.opened ? 0 : failures + 1;
		const next = afterClose({ ...end, failures, jitter: Math.random() });
		log.info({ account, code: end.code, opened: end.opened, next: next.do }, "whatsapp connection ended");
		if (next.do === "stop") {
			if (next.wipe) await wipeAuth(account);
			return stop(next.reason);
		}
		if (next.waitMs > 0) health(String(end.code));
		await pause(next.waitMs * haste, signal);
	}

	/** Held on to: another hub process would only fare the same. */
	async function stop(reason: string): Promise<void> {
		log.warn({ account, reason }, "whatsapp account stopped");
		link({ state: "stopped", reason });
		health(reason);
		await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
	}
}

async function connectOnce(
	parts: KeepConnectedParts,
	signal: AbortSignal,
): Promise<ConnectionEnd & { paired: boolean }> {
	const { account, sealer, log, link, health, stands } = parts;
	stands("connecting");
	try {
		const auth = await openAuth(account, { sealer, log });
		const end = await connect(
			{
				...parts,
				auth,
				pairing(shown) {
					link(shown ? { state: "pairing", ...shown } : { state: "connecting" });
					stands(null);
				},
				opened(socket) {
					link({ state: "open" });
					health(null);
					stands(socket);
				},
			},
			signal,
		);
		await auth.settle();
		return { ...end, paired: auth.isPaired() };
	} catch (error) {
		// Its credentials were sealed with a key that is lost: it must be paired anew.
		const code = error instanceof SealError ? 401 : 500;
		log.error({ err: error, account }, "whatsapp connection not begun");
		return { code, offered: false, opened: false, paired: false };
	} finally {
		stands(null);
	}
}
