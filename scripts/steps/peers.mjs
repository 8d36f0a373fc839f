import { existsSync } from "node:fs";
import { onPath } from "./platform.mjs";

/**
 * The programs that some tests run against, as the real thing: where they are looked for, and how one gets them.
 * `variable` may name another one than those found.
 */
export const peers = /** @type {const} */ ({
	chromium: {
		variable: "CHROMIUM_BINARY",
		programs: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
		files: ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
		debian: "chromium",
		advice: "Chromium (Debian: apt-get install chromium; elsewhere set CHROMIUM_BINARY to a Chrome or Chromium)",
	},
	"redis-server": {
		variable: "REDIS_SERVER_BINARY",
		programs: ["redis-server"],
		files: [],
		debian: "redis-server",
		advice: "Redis (Debian: apt-get install redis-server; macOS: brew install redis)",
	},
	clamd: {
		variable: "CLAMD_BINARY",
		programs: ["clamd"],
		// Where Debian's is, which need not be on everybody's PATH.
		files: ["/usr/sbin/clamd"],
		debian: "clamav-daemon",
		advice: "clamd (Debian: apt-get install clamav-daemon; macOS: brew install clamav)",
	},
	dovecot: {
		variable: "DOVECOT_BINARY",
		programs: ["dovecot"],
		files: ["/usr/sbin/dovecot"],
		debian: "dovecot-imapd dovecot-lmtpd",
		advice: "Dovecot 2.3 with IMAP and LMTP (Debian: apt-get install dovecot-imapd dovecot-lmtpd)",
	},
	exim: {
		variable: "EXIM_BINARY",
		programs: ["exim4", "exim"],
		files: ["/usr/sbin/exim4"],
		debian: "exim4-daemon-light",
		advice: "Exim 4 (Debian: apt-get install exim4-daemon-light)",
	},
});

/** @typedef {keyof typeof peers} Peer */

/** @type {readonly Peer[]} */
export const peerNames = ["chromium", "redis-server", "clamd", "dovecot", "exim"];

/**
 * Where a peer is.
 *
 * @param {Peer} name
 * @returns {string | null} null when it is not on this machine
 */
export function findPeer(name) {
	const { variable, programs, files } = peers[name];
	const named = process.env[variable];
	if (named) return existsSync(named) ? named : null;
	for (const program of programs) {
		const path = onPath(program);
		if (path) return path;
	}
	return files.find((file) => existsSync(file)) ?? null;
}
