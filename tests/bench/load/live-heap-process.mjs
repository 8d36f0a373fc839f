/** Loaded into a hub that is measured: tells, when asked, how much memory is really in use, once garbage is collected (`--expose-gc`). */
process.on("message", (asked) => {
	if (asked !== "live-heap") return;
	globalThis.gc?.();
	process.send?.({ liveHeap: process.memoryUsage().heapUsed });
});
// Being asked now and then is no reason to go on.
process.channel?.unref();
