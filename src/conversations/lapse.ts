import type { TurnCause } from "./bot.ts";
import type { Draft } from "./draft.ts";
import { type Conversation, Conversations } from "./model.ts";

interface Engine {
	change(id: string, make: (draft: Draft) => void | Promise<void>, cause?: string): Promise<Conversation>;
	letBotSpeak(draft: Draft, cause: TurnCause): Promise<void>;
}

/** Ends what has lapsed by `now`: bot episodes nobody went on with (then the survey), surveys nobody answered (B8). */
export async function expireLapsed(engine: Engine, now: Date, limit: number): Promise<number> {
	const lapsed = await Conversations.find({ dueAt: { $lte: now, $type: "date" } }, { _id: 1 })
		.sort({ dueAt: 1 })
		.limit(limit)
		.lean();
	await Promise.all(
		lapsed.map(({ _id }) =>
			engine.change(_id, async (draft) => {
				// Somebody may have written since the list was made.
				if (!draft.next.dueAt || draft.next.dueAt > now) return;
				if (draft.next.stage === "survey") draft.close();
				if (draft.next.stage !== "bot") return;
				draft.end("expired");
				await engine.letBotSpeak(draft, { kind: "ended", outcome: "expired", by: "idle" });
			}),
		),
	);
	return lapsed.length;
}
