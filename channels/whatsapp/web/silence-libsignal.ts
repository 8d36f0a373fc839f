/** The ways in which it speaks; it has no other log. */
const ways = ["log", "info", "warn", "error", "debug"] as const;
const itsCode = /[\\/]node_modules[\\/]libsignal[\\/]/;
let silenced = false;

/**
 * libsignal, which Baileys encrypts with, prints whole sessions to the console, private keys included. From now on what
 * it prints is dropped, told by where the call comes from; everybody else's lines pass (P1, P2).
 */
export function silenceLibsignal(): void {
	if (silenced) return;
	silenced = true;
	const out = globalThis.console;
	for (const way of ways) {
		const print = out[way];
		out[way] = function quiet(...said: unknown[]) {
			const caller: { stack?: string } = {};
			Error.captureStackTrace(caller, quiet);
			const [, from = ""] = (caller.stack ?? "").split("\n");
			if (!itsCode.test(from)) Reflect.apply(print, out, said);
		};
	}
}
