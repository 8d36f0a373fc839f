import { type Matter, Seen, Sent, Tried, visitMs } from "../../citizens/visits/wire.ts";
import { ask, Refused } from "./ask.ts";
import { section, showOnly, word } from "./page.ts";

/** A citizen's own page: who are you, the code that came, what you had to do with the office. */
const language = document.documentElement.lang === "en" ? "en" : "es";
const claim = section("claim");
const code = section("code");
const matters = section("matters");
const mailField = find(claim, "#mail-field", HTMLElement);
const visit = "/api/v1/visit";

for (const radio of claim.querySelectorAll('input[name="who"]')) {
	radio.addEventListener("change", () => {
		mailField.hidden = !registers();
	});
}
onSubmit(claim, sendClaim);
onSubmit(code, sendCode);
onClick(code, "#back", async () => begin());
onClick(matters, "#leave", leave);
onClick(section("broken"), "#again", open);
let lapse: number | undefined;
void open();

async function open(): Promise<void> {
	showOnly("waiting");
	try {
		const { visit: seen } = Seen.parse(await ask(visit));
		if (seen) showMatters(seen.name, seen.matters);
		else begin();
	} catch {
		showOnly("broken");
	}
}

/** What is shown goes first: it must not stay because the hub cannot be reached. */
async function leave(): Promise<void> {
	clearTimeout(lapse);
	find(matters, "ul", HTMLElement).replaceChildren();
	find(matters, ".lead", HTMLElement).textContent = "";
	find(claim, "form", HTMLFormElement).reset();
	mailField.hidden = true;
	begin();
	await ask(visit, "DELETE");
}

function begin(): void {
	tell(claim, "");
	showOnly("claim");
}

async function sendClaim(): Promise<void> {
	const said = ["document", "name", ...(registers() ? ["mail"] : [])];
	const values = said.map((name): [string, string] => [name, field(claim, name).value.trim()]);
	const empty = values.find(([, value]) => value === "");
	if (empty) return wrong(claim, empty[0], "nothing");
	Sent.parse(await ask(visit, "POST", { ...Object.fromEntries(values), language }));
	const lead = find(code, ".lead", HTMLElement);
	lead.textContent = (registers() ? lead.dataset.new : lead.dataset.known) ?? "";
	field(code, "code").value = "";
	tell(code, "");
	showOnly("code");
}

async function sendCode(): Promise<void> {
	const digits = field(code, "code");
	const tried = Tried.parse(await ask(`${visit}/code`, "POST", { code: digits.value }));
	switch (tried.kind) {
		case "verified":
			return open();
		case "review":
			return showOnly("review");
		case "wrong":
			tell(code, word(tried.left === 1 ? "leftLast" : "left", { left: tried.left }));
			digits.select();
			return digits.focus();
		case "locked":
			showOnly("claim");
			return tell(claim, word("wait", { minutes: minutesTo(tried.until) }));
		case "over":
			showOnly("claim");
			return tell(claim, word("over"));
	}
}

function showMatters(name: string, found: Matter[]): void {
	const lead = find(matters, ".lead", HTMLElement);
	lead.textContent = (lead.dataset.greeting ?? "").replace("[name]", name);
	const day = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
	const items = found.map(({ channel, openedAt, endedAt }) => {
		const [item, title, when] = ["li", "strong", "span"].map((tag) => document.createElement(tag));
		if (!item || !title || !when) throw new Error("No elements");
		title.textContent = word(endedAt === null ? "open" : "closed", { channel: word(channel) });
		when.textContent = day.format(new Date(openedAt));
		item.append(title, when);
		return item;
	});
	find(matters, "ul", HTMLElement).replaceChildren(...items);
	find(matters, "ul", HTMLElement).hidden = items.length === 0;
	find(matters, "#no-matters", HTMLElement).hidden = items.length > 0;
	showOnly("matters");
	clearTimeout(lapse);
	lapse = window.setTimeout(() => void leave().catch(() => {}), visitMs);
}

/** One at a time; what was typed stays, whatever comes of it. */
function onSubmit(where: HTMLElement, send: () => Promise<void>): void {
	const form = find(where, "form", HTMLFormElement);
	const button = find(form, 'button[type="submit"]', HTMLButtonElement);
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		if (button.getAttribute("aria-disabled") === "true") return;
		button.setAttribute("aria-disabled", "true");
		for (const input of form.querySelectorAll("input")) input.removeAttribute("aria-invalid");
		for (const message of form.querySelectorAll(".wrong")) message.textContent = "";
		tell(where, "");
		try {
			await send();
		} catch (error) {
			explain(where, error);
		} finally {
			button.removeAttribute("aria-disabled");
		}
	});
}

function onClick(where: HTMLElement, selector: string, work: () => Promise<void>): void {
	find(where, selector, HTMLButtonElement).addEventListener("click", () => {
		work().catch(() => showOnly("broken"));
	});
}

function explain(where: HTMLElement, error: unknown): void {
	if (error instanceof Refused && error.field) wrong(where, error.field, error.reason ?? "format");
	else tell(where, whatHappened(error));
}

function whatHappened(error: unknown): string {
	if (!(error instanceof Refused)) return word("offline");
	const { reason, retryAfterMs } = error;
	if (retryAfterMs !== undefined) return word("wait", { minutes: Math.max(1, Math.ceil(retryAfterMs / 60_000)) });
	return word(reason === "unavailable" ? "unavailable" : "gone");
}

/** Says what is wrong with a field, beside it, and goes there. */
function wrong(where: HTMLElement, name: string, reason: string): void {
	const input = field(where, name);
	const message = find(where, `#${input.id}-wrong`, HTMLElement);
	message.textContent = message.getAttribute(`data-${reason}`) ?? message.getAttribute("data-format") ?? "";
	input.setAttribute("aria-invalid", "true");
	input.focus();
}

function tell(where: HTMLElement, text: string): void {
	const told = where.querySelector(".told");
	if (told) told.textContent = text;
}

function registers(): boolean {
	return find(claim, 'input[value="new"]', HTMLInputElement).checked;
}

function minutesTo(until: string): number {
	return Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / 60_000));
}

function field(where: HTMLElement, name: string): HTMLInputElement {
	return find(where, `input[name="${name}"]`, HTMLInputElement);
}

function find<T extends Element>(where: ParentNode, selector: string, kind: new () => T): T {
	const found = where.querySelector(selector);
	if (!(found instanceof kind)) throw new Error(`The page has no ${selector}`);
	return found;
}
