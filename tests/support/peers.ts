import { findPeer, type Peer, peers } from "../../scripts/steps/peers.mjs";

/**
 * Where a program is that tests run against, null when this machine has none: then the tests that need it are skipped.
 *
 * @example describe.skipIf(!peer("chromium"))("…", () => …)
 * @throws Error under CI, where a missing peer is a failure
 */
export function peer(name: Peer): string | null {
	const path = findPeer(name);
	if (!path && process.env.CI === "true") throw new Error(`Missing under CI: ${peers[name].advice}`);
	return path;
}

/** The same for a test that runs only where the peer is. */
export function requirePeer(name: Peer): string {
	const path = peer(name);
	if (!path) throw new Error(`Missing: ${peers[name].advice}`);
	return path;
}
