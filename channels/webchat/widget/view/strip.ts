import type { Chat } from "../chat/chat.ts";
import type { Say } from "../core/texts.ts";
import type { WireStatus } from "../core/wire.ts";
import { h, icon, setText } from "./dom.ts";

export interface Strip {
	element: HTMLElement;
	update(): void;
}

/** Where the citizen stands: the place in the queue and the expected wait, who attends, and how the line is (B7). */
export function viewStrip(chat: Chat, { say, mail }: { say: Say; mail: { offers(): boolean; ask(): void } }): Strip {
	const where = h("span", { class: "grow" });
	const callback = h(
		"button",
		{ type: "button", class: "link", onclick: () => chat.send({ text: say("status.callback") }) },
		say("status.callback"),
	);
	const leave = h("button", { type: "button", class: "link", onclick: () => mail.ask() }, say("mail.offer"));
	const status = h("div", { class: "strip", hidden: true }, where, callback, leave);
	const followed = h("span", { class: "grow", role: "status" });
	const instead = h("button", { type: "button", class: "link", onclick: () => chat.resumeInstead() }, say("resume.go"));
	const link = h("div", { class: "strip offline", hidden: true }, followed, instead);
	const trouble = h("span", { class: "grow" });
	const retry = h("button", { type: "button", class: "link", onclick: () => chat.reconnect() }, say("line.retry"));
	const line = h("div", { class: "strip offline", hidden: true }, icon("offline"), trouble, retry);
	where.setAttribute("role", "status");
	trouble.setAttribute("role", "status");
	return {
		element: h("div", { class: "strips" }, line, link, status),
		update() {
			const { phase, status: now, link: opens } = chat.state();
			// Before the first word nothing has ended.
			const begun = chat.messages().length > 0;
			const text = now && (begun || now.stage !== "closed") ? statusText(now, say) : "";
			setText(where, text);
			status.hidden = text === "";
			status.className = `strip ${now?.stage ?? ""}`;
			callback.hidden = now?.stage !== "queued" || now.queue?.urgent === true;
			leave.hidden = (now?.stage !== "queued" && now?.stage !== "agent") || !mail.offers();
			setText(followed, opens ? say(`resume.${opens}`) : "");
			link.hidden = !opens;
			instead.hidden = opens !== "another";
			const key = phase === "offline" ? "line.offline" : phase === "unreachable" ? "line.trouble" : null;
			setText(trouble, key ? say(key) : "");
			line.hidden = key === null;
		},
	};
}

function statusText(status: WireStatus, say: Say): string {
	if (status.stage === "agent")
		return status.agent ? say("status.agent", { name: status.agent.name }) : say("status.agentNameless");
	if (status.stage === "closed") return say("status.closed");
	if (status.stage !== "queued" || !status.queue) return "";
	const { position, waitMinutes } = status.queue;
	const place = position <= 1 ? say("status.next") : say("status.place", { position });
	return `${place} ${waitText(waitMinutes, say)}`;
}

function waitText(minutes: number | null, say: Say): string {
	if (minutes === null) return say("status.waitUnknown");
	if (minutes < 1) return say("status.wait0");
	return minutes < 1.5 ? say("status.wait1") : say("status.wait", { minutes: Math.round(minutes) });
}
