import type { Chat } from "../chat/chat.ts";
import { partsOf } from "../chat/outbox.ts";
import { dayLabel, dayOf } from "../core/dates.ts";
import type { Say } from "../core/texts.ts";
import type { Language } from "../core/wire.ts";
import { h, icon, place, setText } from "./dom.ts";
import { type Entry, type MessageNeeds, type MessageView, type Place, viewMessage } from "./message.ts";
import { viewWelcome } from "./welcome.ts";

export interface Log {
	element: HTMLElement;
	update(): void;
	/** Shows the newest, as after opening. */
	settle(): void;
}

export interface LogNeeds {
	say: Say;
	language: Language;
	speaking(): string | null;
	/** Somebody can see it: the panel is open and the page in front. */
	inSight(): boolean;
	message: Omit<MessageNeeds, "grew">;
}

/** The conversation on the screen: in order, grouped, by days; it follows the newest unless the reader went back. */
export function viewLog(chat: Chat, needs: LogNeeds): Log {
	const { say, language } = needs;
	const views = new Map<string, MessageView & { words: string }>();
	const days = new Map<string, HTMLElement>();
	const welcome = viewWelcome(say, (text) => chat.send({ text }));
	const waiting = h("div", { class: "skeleton", "aria-hidden": "true" }, h("span"), h("span"), h("span"));
	const typing = h(
		"div",
		{ class: "typing" },
		h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
		h("span", { class: "who" }),
	);
	const list = h("div", {
		class: "list",
		role: "log",
		"aria-label": say("log.label"),
		"aria-live": "off",
		"aria-relevant": "additions",
	});
	const scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": say("log.label") }, list);
	const latestWord = h("span", {});
	const latest = h(
		"button",
		{ type: "button", class: "latest", hidden: true, onclick: () => follow(true) },
		icon("latest"),
		latestWord,
	);
	const element = h("div", { class: "log" }, scroller, latest);
	const messageNeeds: MessageNeeds = { ...needs.message, grew: () => following && toNewest() };

	let following = true;
	let target = 0;
	let newest = 0;
	let seenNewest = 0;
	let mine = "";
	let shown: Entry[] = [];

	scroller.addEventListener("scroll", () => {
		following = scroller.scrollTop >= target - 24 || atEnd();
		if (following) seenNewest = newest;
		tellLatest();
		report();
	});
	// A keyboard that opens, a larger letter: what was at the end stays at the end.
	setInterval(() => chat.messages().some((message) => message.confidential) && update(), 20_000);
	new ResizeObserver(() => following && toNewest()).observe(scroller);

	const atEnd = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 24;
	function follow(smooth: boolean) {
		following = true;
		target = scroller.scrollHeight - scroller.clientHeight;
		scroller.scrollTo({ top: target, behavior: smooth ? "auto" : "instant" });
	}
	/** To the end, but what came is shown from its beginning, with the question above it where that is short. */
	function toNewest() {
		const end = scroller.scrollHeight - scroller.clientHeight;
		const first = topOfNews();
		// A welcome is read from its top.
		target = views.size === 0 ? 0 : Math.max(0, first ? Math.min(end, first.offsetTop - 12) : end);
		scroller.scrollTop = target;
		tellLatest();
	}
	/** Of what came together last, the first; null when the citizen spoke last. */
	function topOfNews(): HTMLElement | null {
		let index = shown.length - 1;
		const before = () => shown[index - 1];
		if (index < 0 || shown[index]?.from.kind === "citizen") return null;
		while (before() && before()?.from.kind !== "citizen" && soonAfter(before(), shown[index])) index--;
		const first = views.get(shown[index]?.id ?? "")?.element ?? null;
		const question = before()?.from.kind === "citizen" && views.get(before()?.id ?? "")?.element;
		return question && question.offsetHeight < scroller.clientHeight / 4 ? question : first;
	}
	function tellLatest() {
		const needless = atEnd() || scroller.scrollHeight <= scroller.clientHeight + 24;
		// With it the focus would fall out of the conversation.
		if (needless && latest.matches(":focus")) scroller.focus({ preventScroll: true });
		latest.hidden = needless;
		const news = newest > seenNewest;
		latest.classList.toggle("news", news);
		setText(latestWord, say(news ? "log.new" : "log.latest"));
	}
	function report() {
		chat.seen({ delivered: newest, read: needs.inSight() && following ? newest : 0 });
	}

	function update() {
		const state = chat.state();
		const entries = entriesOf(chat, say);
		welcome.update({ accepted: state.privacyAccepted, suggestions: state.suggestions });
		const started = state.office !== null || entries.length > 0;
		const nodes: HTMLElement[] = [welcome.privacy];
		if (!started) nodes.push(waiting);
		else if (entries.length === 0) nodes.push(welcome.hello);
		const places = placesOf(entries, needs.speaking());
		entries.forEach((entry, index) => {
			const at = new Date(entry.at);
			const previous = entries[index - 1];
			if (!previous || dayOf(new Date(previous.at)) !== dayOf(at)) nodes.push(dayNode(at));
			const view = viewOf(entry);
			const where = places[index];
			if (where) view.update(entry, where);
			nodes.push(view.element);
		});
		const there = new Set(entries.map((entry) => entry.id));
		for (const id of views.keys()) if (!there.has(id)) views.delete(id);
		if (state.typing) {
			const name = state.typing.name ?? say("author.agent");
			setText(
				typing.lastElementChild ?? typing,
				state.typing.from === "bot" ? say("typing.bot") : say("typing.agent", { name }),
			);
			nodes.push(typing);
		}
		place(list, nodes);
		// What was said before is not read out on opening; what comes from now on is.
		if (started) requestAnimationFrame(() => list.setAttribute("aria-live", "polite"));
		after(entries);
	}

	/** Made once; made again only when the office keeps other words than were written (it removes control characters). */
	function viewOf(entry: Entry): MessageView {
		const words = entry.parts.map((part) => (part.type === "text" ? part.text : part.type)).join("\n");
		const known = views.get(entry.id);
		if (known?.words === words) return known;
		const view = { ...viewMessage(entry, messageNeeds), words };
		views.set(entry.id, view);
		return view;
	}

	function after(entries: Entry[]) {
		shown = entries;
		newest = Math.max(0, ...entries.map((entry) => entry.seq));
		const own = entries.findLast((entry) => entry.from.kind === "citizen")?.id ?? "";
		if (own !== mine && own) following = true;
		mine = own;
		if (following) {
			toNewest();
			seenNewest = newest;
		}
		tellLatest();
		report();
	}

	function dayNode(at: Date): HTMLElement {
		const key = dayOf(at);
		const node = days.get(key) ?? h("div", { class: "day" }, h("span", {}));
		days.set(key, node);
		setText(node.firstElementChild ?? node, dayLabel(at, new Date(), language, say));
		return node;
	}

	return {
		element,
		update,
		settle() {
			following = true;
			update();
		},
	};
}

/** Whoever sits there after half an hour without a word may be somebody else. */
const provenMs = 30 * 60_000;

function entriesOf(chat: Chat, say: Say): Entry[] {
	const { staffRead, status } = chat.state();
	const own = chat.messages().findLast((message) => message.from.kind === "citizen");
	const hidden = !status?.verified || Date.now() - new Date(own?.at ?? 0).getTime() > provenMs;
	const placed = chat.messages().map((given): Entry => {
		const hides = given.confidential && hidden;
		const message = hides ? { ...given, parts: [{ type: "text" as const, text: say("hidden") }] } : given;
		const mark =
			message.from.kind !== "citizen"
				? null
				: message.seq <= staffRead || message.delivery === "read"
					? "read"
					: "sent";
		return { ...message, mark };
	});
	const marks = { waiting: "waiting", sending: "sending", stored: "sent", refused: "refused" } as const;
	const offline = chat.state().phase !== "online";
	const pending = chat.pending().map((item): Entry => {
		const mark = item.state === "waiting" && !offline ? "sending" : marks[item.state];
		return { id: item.id, at: item.at, from: { kind: "citizen" }, parts: partsOf(item), seq: 0, mark };
	});
	return [...placed, ...pending];
}

/** Answers of one turn come within this; what comes later is news of its own. */
const togetherMs = 1_500;

function soonAfter(one: Entry | undefined, other: Entry | undefined): boolean {
	return new Date(other?.at ?? 0).getTime() - new Date(one?.at ?? 0).getTime() < togetherMs;
}

const groupMinutes = 5;

function placesOf(entries: Entry[], speaking: string | null): Place[] {
	const lastOwn = entries.findLastIndex(
		(entry) => entry.from.kind === "citizen" && (entry.mark === "sent" || entry.mark === "read"),
	);
	return entries.map((entry, index) => ({
		first: !together(entries[index - 1], entry),
		last: !together(entry, entries[index + 1]),
		tellMark: index === lastOwn || entry.mark === "waiting" || entry.mark === "sending" || entry.mark === "refused",
		...choiceState(entries, index),
		speaking: speaking === entry.id,
	}));
}

function together(one: Entry | undefined, other: Entry | undefined): boolean {
	if (!one || !other || one.from.kind !== other.from.kind || one.from.name !== other.from.name) return false;
	const apart = new Date(other.at).getTime() - new Date(one.at).getTime();
	return apart < groupMinutes * 60_000 && dayOf(new Date(one.at)) === dayOf(new Date(other.at));
}

/** Choices are open until the citizen has written anything, or others have come. */
function choiceState(entries: Entry[], index: number): { choicesOpen: boolean; chosen: string | null } {
	const options =
		entries[index]?.parts.flatMap((part) => (part.type === "choices" ? part.options.map((option) => option.id) : [])) ??
		[];
	if (options.length === 0) return { choicesOpen: false, chosen: null };
	const later = entries.slice(index + 1);
	const answer = later.find((entry) => entry.from.kind === "citizen" && entry.mark !== "refused");
	const superseded = later.some((entry) => entry.parts.some((part) => part.type === "choices"));
	const taken = answer?.parts.flatMap((part) =>
		part.type === "choice" && options.includes(part.option) ? [part.option] : [],
	)[0];
	return { choicesOpen: !answer && !superseded, chosen: taken ?? null };
}
