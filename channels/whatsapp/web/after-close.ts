/** Why the account stays closed until somebody does something; the desk has words for each. */
export type StopReason = "replaced" | "logged-out" | "forbidden" | "outdated" | "pairing-timeout";

export type AfterClose =
	| { do: "connect"; waitMs: number }
	/** `wipe`: the pairing is over, so its keys are of no use any more. */
	| { do: "stop"; reason: StopReason; wipe: boolean };

export interface Closed {
	/** HTTP-like status that WhatsApp or Baileys closed with. */
	code: number;
	/** A phone has accepted this device. */
	paired: boolean;
	/** A QR or a code was shown meanwhile. */
	offered: boolean;
	/** Connections in a row that ended without ever being open, this one included if it was none. */
	failures: number;
	/** From 0 to 1. */
	jitter: number;
}

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/**
 * What to do after a connection ended (C2): reconnecting where it may help, and never where WhatsApp takes it for abuse.
 * Pure.
 */
export function afterClose({ code, paired, offered, failures, jitter }: Closed): AfterClose {
	switch (code) {
		// It asks for this after each pairing.
		case 515:
			return { do: "connect", waitMs: 0 };
		// The phone has taken this device off its list.
		case 401:
			return { do: "stop", reason: "logged-out", wipe: true };
		// Somebody else has the same pairing; both coming back would throw each other out for ever.
		case 440:
			return { do: "stop", reason: "replaced", wipe: false };
		// The number is banned, for a time or for good, or locked.
		case 402:
		case 403:
		case 406:
			return { do: "stop", reason: "forbidden", wipe: false };
		// WhatsApp does not speak with this version of Baileys any more, or the phone's WhatsApp is too old.
		case 405:
		case 409:
		case 411:
			return { do: "stop", reason: "outdated", wipe: false };
	}
	// Nobody has scanned; going on would be asking WhatsApp for codes day and night.
	if (code === 408 && !paired && offered) return { do: "stop", reason: "pairing-timeout", wipe: true };
	const backOff = Math.min(firstWaitMs * 2 ** Math.max(failures - 1, 0), longestWaitMs);
	return { do: "connect", waitMs: Math.round(backOff * (0.5 + jitter / 2)) };
}
