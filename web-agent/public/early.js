// Runs before the first paint, as a file of its own because the content security policy allows no inline scripts:
// without it a dark desk would flash white.
(() => {
	let chosen = null;
	try {
		chosen = localStorage.getItem("ventanilla.scheme");
	} catch {
		// Storage is closed to us; the system's scheme is the best guess.
	}
	const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
	document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
