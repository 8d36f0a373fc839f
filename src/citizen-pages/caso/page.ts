/** The one of the page's sections that has this id. */
export function section(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (!found) throw new Error(`The page has no #${id}`);
	return found;
}

/** Shows one section instead of the others; its heading gets the focus, so that a screen reader tells what came. */
export function showOnly(id: string): void {
	const first = document.activeElement === document.body && !section("waiting").hidden;
	for (const one of document.querySelectorAll("main > section")) one.toggleAttribute("hidden", one.id !== id);
	if (!first) section(id).querySelector<HTMLElement>("h1")?.focus();
}

/** A text of the page, with `[values]` filled in. */
export function word(key: string, values: Record<string, string | number> = {}): string {
	const names = [...section("words").querySelectorAll("dt")];
	const text = names.find((name) => name.textContent === key)?.nextElementSibling?.textContent ?? key;
	return text.replace(/\[(\w+)\]/g, (whole, name: string) => String(values[name] ?? whole));
}
