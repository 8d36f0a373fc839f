/** Chromium as root in a container, and quiet: nothing is fetched that no page asked for. */
export const quietFlags = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
