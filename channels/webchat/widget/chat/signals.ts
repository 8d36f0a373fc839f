/** How far the citizen has got: told at most twice a second, and only when it grew. */
export function createSeen(tell: (delivered: number, read: number) => void) {
	let delivered = 0;
	let read = 0;
	let told = "";
	let timer: ReturnType<typeof setTimeout> | undefined;
	return {
		note(now: { delivered: number; read: number }) {
			delivered = Math.max(delivered, now.delivered);
			read = Math.max(read, now.read);
			if (`${delivered} ${read}` === told || timer) return;
			timer = setTimeout(() => {
				timer = undefined;
				told = `${delivered} ${read}`;
				tell(delivered, read);
			}, 600);
		},
		/** After a reconnection it is told again. */
		again() {
			told = "";
		},
		read: () => read,
		reset() {
			delivered = 0;
			read = 0;
			told = "";
		},
	};
}

/** "Is writing", outwards: at most every 3 s while keys fall, and its end after 4 s of rest. */
export function createTyping(tell: (on: boolean) => void) {
	let last = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const stop = () => {
		clearTimeout(timer);
		if (last) tell(false);
		last = 0;
	};
	return {
		key(now: number) {
			if (now - last > 3_000) {
				last = now;
				tell(true);
			}
			clearTimeout(timer);
			timer = setTimeout(stop, 4_000);
		},
		stop,
	};
}
