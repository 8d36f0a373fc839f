import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** CSS pixels from an end within which one counts as being there. */
const near = 48;
const nearTop = 240;

/**
 * Keeps a scrolled list of messages where the reader wants it: at the newest while they are there, still when older
 * ones are put before, at the marker of new messages when it opens, at the newest again when they write.
 */
export function useStick(options: {
	/** Id of the oldest shown: when it changes, older ones were put before. */
	first: string | null;
	/** Changes with every newer one. */
	newest: string;
	newestSeq: number;
	/** Id of what one wrote last and is still on its way; one wants to see it. */
	written: string | null;
	startAtMarker: boolean;
	onTop: () => void;
	onBottom: (there: boolean) => void;
}) {
	const ref = useRef<HTMLElement>(null);
	const [atBottom, setAtBottom] = useState(true);
	const [seenSeq, setSeenSeq] = useState(options.newestSeq);
	const sticking = useRef(true);
	const height = useRef({ first: options.first, scrollHeight: 0 });
	const written = useRef(options.written);
	const calls = useRef(options);
	useEffect(() => {
		calls.current = options;
	});

	const settle = useCallback(() => {
		const element = ref.current;
		if (!element) return;
		const there = element.scrollHeight - element.scrollTop - element.clientHeight < near;
		sticking.current = there;
		setAtBottom(there);
		if (there) setSeenSeq(calls.current.newestSeq);
		calls.current.onBottom(there);
		if (element.scrollTop < nearTop) calls.current.onTop();
	}, []);

	const toBottom = useCallback(() => {
		const element = ref.current;
		if (!element) return;
		element.scrollTop = element.scrollHeight;
		settle();
	}, [settle]);

	// Once, when it opens.
	useLayoutEffect(() => {
		const element = ref.current;
		if (!element) return;
		const marker = calls.current.startAtMarker ? element.querySelector<HTMLElement>("[data-unread-marker]") : null;
		element.scrollTop = marker ? marker.offsetTop - 24 : element.scrollHeight;
		settle();
		element.addEventListener("scroll", settle, { passive: true });
		// The composer grows, the window changes: who was at the newest stays there.
		const observer = new ResizeObserver(() => {
			if (sticking.current) element.scrollTop = element.scrollHeight;
			settle();
		});
		observer.observe(element);
		if (element.firstElementChild) observer.observe(element.firstElementChild);
		return () => {
			element.removeEventListener("scroll", settle);
			observer.disconnect();
		};
	}, [settle]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: it answers to these changes
	useLayoutEffect(() => {
		const element = ref.current;
		if (!element) return;
		if (options.written !== null && options.written !== written.current) sticking.current = true;
		written.current = options.written;
		const before = height.current;
		if (before.first !== options.first && before.scrollHeight > 0) {
			element.scrollTop += element.scrollHeight - before.scrollHeight;
		} else if (sticking.current) {
			element.scrollTop = element.scrollHeight;
			setSeenSeq(options.newestSeq);
			calls.current.onBottom(true);
		}
		height.current = { first: options.first, scrollHeight: element.scrollHeight };
	}, [options.first, options.newest]);

	return { ref, atBottom, seenSeq, toBottom };
}
