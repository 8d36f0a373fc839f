import { useEffect, useRef, useState } from "react";

/** Takes files that are dropped anywhere on the page. True while some are held over it. */
export function useDropZone(onFiles: (files: readonly File[]) => void): boolean {
	const [over, setOver] = useState(false);
	const latest = useRef(onFiles);
	useEffect(() => {
		latest.current = onFiles;
	});
	useEffect(() => {
		// Every child entered and left counts; the page is left when they are even.
		let depth = 0;
		const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
		const enter = (event: DragEvent) => {
			if (!holdsFiles(event)) return;
			depth += 1;
			setOver(true);
		};
		const leave = (event: DragEvent) => {
			if (!holdsFiles(event)) return;
			depth = Math.max(0, depth - 1);
			if (depth === 0) setOver(false);
		};
		const hold = (event: DragEvent) => {
			if (holdsFiles(event)) event.preventDefault();
		};
		const drop = (event: DragEvent) => {
			if (!holdsFiles(event)) return;
			event.preventDefault();
			depth = 0;
			setOver(false);
			latest.current([...(event.dataTransfer?.files ?? [])]);
		};
		window.addEventListener("dragenter", enter);
		window.addEventListener("dragleave", leave);
		window.addEventListener("dragover", hold);
		window.addEventListener("drop", drop);
		return () => {
			window.removeEventListener("dragenter", enter);
			window.removeEventListener("dragleave", leave);
			window.removeEventListener("dragover", hold);
			window.removeEventListener("drop", drop);
		};
	}, []);
	return over;
}
