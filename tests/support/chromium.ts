import { type Browser, chromium } from "playwright-core";
import { peer, requirePeer } from "./peers.ts";

/** As root in a container, and quiet: nothing is fetched that no page asked for. */
const flags = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** Without it, what drives a browser is skipped; under CI it fails. */
export const hasChromium = peer("chromium") !== null;

/**
 * The browser of every test, and of the README's pictures.
 *
 * @throws Error when this machine has none
 */
export function launchChromium(): Promise<Browser> {
	return chromium.launch({ executablePath: requirePeer("chromium"), args: flags });
}
