import type { Page } from "playwright-core";
import { expectAccessible, type Stage } from "./browser.ts";
import { type Chat, chatOn } from "./chat.ts";
import { type Desk, deskOn } from "./desk.ts";

/** The people of a journey, each in a browser of their own. */
export interface Office {
	/** Somebody who has opened the chat on the office's page. */
	citizen(url?: string): Promise<Chat>;
	/** Somebody of the demo's staff, signed in. */
	staff(name: string, url?: string): Promise<Desk>;
	/** Agents who are there for citizens, but are given nothing: they pick. */
	picking(name: string, url?: string): Promise<Desk>;
	/** A talk of a new citizen with an agent who picks it from the queue. */
	talk(agent: Desk, opening: string, url?: string): Promise<Chat>;
}

export function officeOf(hub: () => { url: string }, stage: Stage): Office {
	const office: Office = {
		async citizen(url = hub().url) {
			const page = await stage.enter();
			await page.goto(url);
			const chat = chatOn(page);
			await chat.open();
			return chat;
		},
		async staff(name, url = hub().url) {
			const desk = deskOn(await stage.enter());
			await desk.signIn(url, name);
			return desk;
		},
		async picking(name, url) {
			const desk = await office.staff(name, url);
			await desk.be("busy");
			return desk;
		},
		async talk(agent, opening, url) {
			const chat = await office.citizen(url);
			await chat.ask("quiero hablar con una persona");
			await chat.strip(chat.word("status.next")).waitFor();
			await agent.go("queue");
			await agent.rows.first().click();
			await agent.button("action.claim").click();
			await agent.page.getByText(agent.word("action.done.claim")).first().waitFor();
			await agent.write(opening);
			await chat.message(opening).waitFor();
			return chat;
		},
	};
	return office;
}

/** Ends the talk that is open on a desk. */
export async function close(
	desk: Desk,
	outcome: "resolved-by-agent" | "unresolved" = "resolved-by-agent",
): Promise<void> {
	await desk.button("action.close").click();
	await desk.dialog.getByText(desk.word("closeDialog.outcome")).waitFor();
	await expectAccessible(desk.page, "closing a conversation");
	await desk.dialog.getByRole("radio", { name: desk.word(`closeDialog.${outcome}`) }).check();
	await desk.dialog.getByRole("button", { name: desk.word("closeDialog.submit") }).click();
	await desk.page.getByText(desk.word("action.done.close")).waitFor();
}

/** Everything that the hub tells a page from now on, over its sockets. */
export function overhear(page: Page): () => string {
	const heard: string[] = [];
	page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
	return () => heard.join("\n");
}
