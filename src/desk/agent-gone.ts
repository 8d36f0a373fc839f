import { type ConversationEngine, Conversations } from "../conversations/index.ts";
import { texts } from "../texts/index.ts";
import { Presences } from "./model.ts";
import { staleMs } from "./presence.ts";

/**
 * Chats of agents whose connection has been gone for `goneMs` go back to the head of their queue; the citizen is told,
 * the next agent finds a note. Nobody's chat is lost when an agent drops (A2). Whoever is connected is not gone between
 * two heartbeats, however short `goneMs` is.
 *
 * @returns how many chats went back
 */
export async function takeBackFromTheGone(engine: ConversationEngine, now: Date, goneMs: number): Promise<number> {
	const holders = await Conversations.distinct("assignee", { stage: "agent" });
	if (holders.length === 0) return 0;
	const seenSince = (ms: number) => ({ seenAt: { $gt: new Date(now.getTime() - ms) } });
	const here = await Presences.find(
		{ _id: { $in: holders }, $or: [seenSince(goneMs), { connected: true, ...seenSince(staleMs) }] },
		{ _id: 1 },
	).lean();
	const present = new Set(here.map(({ _id }) => _id));
	const gone = holders.filter((holder) => holder !== null && !present.has(holder));
	const chats = await Conversations.find({ stage: "agent", assignee: { $in: gone } }, { _id: 1, assignee: 1 }).lean();
	await Promise.all(chats.map(({ _id, assignee }) => takeBack(engine, _id, assignee)));
	return chats.length;
}

async function takeBack(engine: ConversationEngine, conversation: string, from: string | null): Promise<void> {
	await engine.change(conversation, (draft) => {
		const { stage, assignee, assigneeName, handoff, contact } = draft.next;
		// Meanwhile it may have been passed on.
		if (stage !== "agent" || assignee !== from) return;
		const words = texts(contact.language, "counter");
		const name = assigneeName ?? "";
		draft.note({ kind: "system" }, [{ type: "text", text: words.say("noteAgentGone", { name }) }]);
		draft.toQueue({
			queue: draft.interaction.queue ?? "",
			head: true,
			handoff: {
				reason: "agent-gone",
				topic: handoff?.topic ?? null,
				summary: handoff?.summary ?? "",
				comment: handoff?.comment ?? null,
			},
		});
		draft.say({ kind: "system" }, [{ type: "text", text: words.say("agentGone", { name }) }]);
		draft.event("conversation.agent-gone", { kind: "system", id: null }, { agent: assignee });
	});
}
