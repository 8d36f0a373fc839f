import type { makeWASocket } from "@whiskeysockets/baileys";
import type { Log } from "../../../src/platform/log.ts";

type LibraryLog = NonNullable<Parameters<typeof makeWASocket>[0]["logger"]>;

const longest = 200;

/**
 * Baileys' own log. What it tells along with a line (keys, people's numbers, what they wrote) is dropped, and so are
 * numbers within the line; of its warnings and errors the bare words go to the hub's log, for whoever looks for a fault.
 */
export function quietLog(log: Log): LibraryLog {
	const drop = () => {};
	const pass = (about: unknown, message?: string) => {
		const said = typeof about === "string" ? about : (message ?? "");
		log.debug({ said: said.replaceAll(/\d{4,}/g, "…").slice(0, longest) }, "whatsapp library");
	};
	const quiet: LibraryLog = {
		level: "warn",
		child: () => quiet,
		trace: drop,
		debug: drop,
		info: drop,
		warn: pass,
		error: pass,
	};
	return quiet;
}
