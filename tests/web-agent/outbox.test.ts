import { describe, expect, it, vi } from "vitest";
import { createOutbox } from "../../web-agent/composer/outbox.ts";
import { Failure } from "../../web-agent/connection/failure.ts";
import type { Call } from "../../web-agent/connection/socket.ts";

/** A storage that a reload does not lose. */
function storage() {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
	};
}

/** The hub as the outbox meets it: `answers` are given in turn, the last one for ever. */
function hub(...answers: (Failure | "ok")[]) {
	const asked: { event: string; input: unknown }[] = [];
	let turn = 0;
	const call: Call = async (event, input) => {
		asked.push({ event, input });
		const answer = answers[Math.min(turn, answers.length - 1)] ?? "ok";
		turn += 1;
		if (answer !== "ok") throw answer;
		return Reflect.get(Object(input), "id") === undefined ? Object() : Object({ id: Reflect.get(Object(input), "id") });
	};
	return { call, asked, idOf: (index: number) => String(Reflect.get(Object(asked[index]?.input), "id")) };
}

const written = { conversation: "c1", mode: "reply", text: "hola", files: [] } as const;

describe("C2: what was written is neither lost nor doubled", () => {
	it("stays shown until its message is back", async () => {
		const { call, idOf } = hub("ok");
		const outbox = createOutbox(call, "ana", storage());
		outbox.add({ ...written, files: [] });
		await vi.waitFor(() => expect(outbox.items.get()[0]?.state).toBe("taken"));
		outbox.arrived(`c1.${idOf(0)}`);
		expect(outbox.items.get()).toEqual([]);
	});

	it("needs no second look when the message was back before the answer", async () => {
		const { call, asked } = hub("ok");
		const outbox = createOutbox(call, "ana", storage());
		outbox.add({ ...written, files: [] });
		outbox.arrived(`c1.${outbox.items.get()[0]?.id}`);
		await vi.waitFor(() => expect(asked).toHaveLength(1));
		expect(outbox.items.get()).toEqual([]);
	});

	it("waits without a connection and goes out with the same id, in order", async () => {
		const { call, asked, idOf } = hub(new Failure("offline"), "ok");
		const outbox = createOutbox(call, "ana", storage(), 1);
		outbox.add({ ...written, files: [] });
		outbox.add({ ...written, text: "¿sigue ahí?", files: [] });
		await vi.waitFor(() => expect(outbox.items.get().every((item) => item.state === "taken")).toBe(true));
		expect(idOf(1)).toBe(idOf(0));
		expect(asked.map(({ input }) => Reflect.get(Object(input), "text"))).toEqual(["hola", "hola", "¿sigue ahí?"]);
	});

	it("outlives a reload of the tab", async () => {
		const kept = storage();
		const lost = hub(new Failure("offline"));
		createOutbox(lost.call, "ana", kept).add({ ...written, files: [] });
		await vi.waitFor(() => expect(lost.asked).toHaveLength(1));
		const back = hub("ok");
		createOutbox(back.call, "ana", kept).flush();
		await vi.waitFor(() => expect(back.asked).toHaveLength(1));
		expect(back.idOf(0)).toBe(lost.idOf(0));
	});

	it("is nobody else's who sits down at the same tab", async () => {
		const kept = storage();
		const lost = hub(new Failure("offline"));
		createOutbox(lost.call, "ana", kept).add({ ...written, files: [] });
		expect(createOutbox(hub("ok").call, "luis", kept).items.get()).toEqual([]);
	});

	it("says when it was refused, lets the rest go on, and tries again with the same id", async () => {
		const { call, asked, idOf } = hub(new Failure("forbidden"), "ok");
		const outbox = createOutbox(call, "ana", storage());
		outbox.add({ ...written, files: [] });
		await vi.waitFor(() => expect(outbox.items.get()[0]?.state).toBe("failed"));
		expect(outbox.items.get()[0]?.failure).toBe("forbidden");
		outbox.retry(idOf(0));
		await vi.waitFor(() => expect(outbox.items.get()[0]?.state).toBe("taken"));
		expect(idOf(1)).toBe(idOf(0));
		expect(asked).toHaveLength(2);
	});

	it("hands a refused one back for editing", async () => {
		const { call } = hub(new Failure("invalid"));
		const outbox = createOutbox(call, "ana", storage());
		outbox.add({ ...written, files: [] });
		await vi.waitFor(() => expect(outbox.items.get()[0]?.state).toBe("failed"));
		expect(outbox.remove(outbox.items.get()[0]?.id ?? "")?.text).toBe("hola");
		expect(outbox.items.get()).toEqual([]);
	});

	it("starts empty over unreadable storage", () => {
		const outbox = createOutbox(hub("ok").call, "ana", { getItem: () => "{[", setItem: () => {} });
		expect(outbox.items.get()).toEqual([]);
	});
});
