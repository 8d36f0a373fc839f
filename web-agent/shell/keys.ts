import { useEffect, useRef } from "react";
import { preferences } from "./preferences.ts";

/** What single keys do now: `j`, `?`, or two in a row like `g q`. */
export type Bindings = Readonly<Record<string, (() => void) | undefined>>;

/** Milliseconds in which the second key of two must follow. */
const pairWithin = 1_000;

const registered: { current: Bindings }[] = [];
let first: { key: string; at: number } | null = null;

function onKey(event: KeyboardEvent): void {
	if (!preferences.get().singleKeys || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
	if (event.key.length !== 1 || event.isComposing || takesKeys(event.target)) return;
	const pair = first && event.timeStamp - first.at < pairWithin ? `${first.key} ${event.key}` : null;
	first = null;
	const run = (pair && find(pair)) || find(event.key);
	if (run) {
		event.preventDefault();
		run();
	} else if (startsPair(event.key)) {
		first = { key: event.key, at: event.timeStamp };
	}
}

/** The innermost part of the page that binds the key decides. */
function find(key: string): (() => void) | undefined {
	return registered.findLast((each) => each.current[key])?.current[key];
}

function startsPair(key: string): boolean {
	return registered.some((each) => Object.keys(each.current).some((name) => name.startsWith(`${key} `)));
}

/** Where a letter is a letter: fields, open dialogs and menus. */
function takesKeys(target: EventTarget | null): boolean {
	if (document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"], [role="listbox"]')) return true;
	if (!(target instanceof HTMLElement)) return false;
	return target.isContentEditable || target.closest("input, textarea, select") !== null;
}

/** Binds single keys while the calling component is on screen. */
export function useKeys(bindings: Bindings): void {
	const holder = useRef<Bindings>(bindings);
	useEffect(() => {
		holder.current = bindings;
	});
	useEffect(() => {
		if (registered.length === 0) window.addEventListener("keydown", onKey);
		registered.push(holder);
		return () => {
			registered.splice(registered.indexOf(holder), 1);
			if (registered.length === 0) window.removeEventListener("keydown", onKey);
		};
	}, []);
}
