import { describe, expect, it } from "vitest";
import { createNews } from "../../web-agent/connection/news.ts";

/** An answer that comes when the test says so. */
function answer(): { asked: Promise<string[]>; give(said: string[]): void; fail(): void } {
	let give: (said: string[]) => void = () => {};
	let fail: () => void = () => {};
	const asked = new Promise<string[]>((resolve, reject) => {
		give = resolve;
		fail = () => reject(new Error("offline"));
	});
	return { asked, give, fail };
}

const also = (word: string) => (said: string[]) => [...said, word];

describe("A1 C2: what comes while an answer is on its way", () => {
	it("is in the answer, in order, whenever it was read", async () => {
		const news = createNews<string[]>();
		const { asked, give } = answer();
		const open = news.ask("c1", () => asked);
		news.tell("c1", also("two"));
		news.tell("c1", also("three"));
		give(["one"]);
		expect(await open).toEqual(["one", "two", "three"]);
	});

	it("is in every answer that is awaited, and in none about something else", async () => {
		const news = createNews<string[]>();
		const [first, second, other] = [answer(), answer(), answer()];
		const asked = [news.ask("c1", () => first.asked), news.ask("c1", () => second.asked)];
		const elsewhere = news.ask("c2", () => other.asked);
		news.tell("c1", also("news"));
		for (const { give } of [first, second, other]) give([]);
		expect(await Promise.all(asked)).toEqual([["news"], ["news"]]);
		expect(await elsewhere).toEqual([]);
	});

	it("is not kept once the answer is there, or did not come", async () => {
		const news = createNews<string[]>();
		const lost = answer();
		const refused = news.ask("c1", () => lost.asked);
		news.tell("c1", also("lost"));
		lost.fail();
		await expect(refused).rejects.toThrow("offline");
		news.tell("c1", also("unheard"));
		expect(await news.ask("c1", async () => ["fresh"])).toEqual(["fresh"]);
	});
});
