import { useCallback, useEffect, useRef } from "react";
import { useDesk } from "../connection/desk.tsx";

/** Milliseconds between two "is typing", and of quiet after which it is over. */
const again = 3_000;
const quiet = 4_000;

/** Tells the citizen that somebody writes; never while a note is written. */
export function useTyping(conversation: string, active: boolean) {
	const { call } = useDesk();
	const saidAt = useRef<number | null>(null);
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const say = useCallback(
		(on: boolean) => {
			call("conversation.typing", { conversation, on }).catch(() => {
				// It is a courtesy; without a connection nobody sees it anyway.
			});
		},
		[call, conversation],
	);
	const stop = useCallback(() => {
		clearTimeout(timer.current);
		if (saidAt.current === null) return;
		saidAt.current = null;
		say(false);
	}, [say]);
	const touch = useCallback(
		(something: boolean) => {
			if (!active || !something) return stop();
			clearTimeout(timer.current);
			timer.current = setTimeout(stop, quiet);
			const now = Date.now();
			if (saidAt.current !== null && now - saidAt.current < again) return;
			saidAt.current = now;
			say(true);
		},
		[active, say, stop],
	);
	useEffect(() => stop, [stop]);
	return { touch, stop };
}
