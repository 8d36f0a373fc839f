import { type Activity, BotAdapter, ConversationState, type ResourceResponse, TurnContext } from "botbuilder";
import type { Reply, TurnInput } from "../../src/conversations/index.ts";
import { incoming, toReply } from "./activities.ts";
import { TurnStorage } from "./storage.ts";

/** What the framework keeps of a turn while it runs. */
const turnKey = Symbol("turn");
interface Running {
	replies: Reply[];
	state: ConversationState;
}

/**
 * Joins botbuilder to our turns: an activity goes in with the conversation's own state, what is said and the new state
 * come out. One adapter serves all conversations at once; each turn has its own storage and replies.
 */
export class TurnAdapter extends BotAdapter {
	/**
	 * Runs one turn on a copy of `state`.
	 *
	 * @throws whatever the logic throws: the lane decides what becomes of a failed turn.
	 */
	async run(
		input: TurnInput,
		state: Record<string, unknown>,
		logic: (context: TurnContext) => Promise<void>,
	): Promise<{ state: Record<string, unknown>; replies: Reply[] }> {
		const storage = new TurnStorage(state);
		const running: Running = { replies: [], state: new ConversationState(storage) };
		const context = new TurnContext(this, incoming(input));
		context.turnState.set(turnKey, running);
		await this.runMiddleware(context, async (guarded) => {
			await logic(guarded);
			await running.state.saveChanges(guarded);
		});
		return { state: storage.state, replies: running.replies };
	}

	override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
		return activities.map((activity) => {
			const reply = toReply(activity);
			const { replies } = runningOf(context);
			if (reply) replies.push(reply);
			return { id: String(replies.length) };
		});
	}

	override async updateActivity(): Promise<void> {
		throw new Error("What was said stays said: the bot updates no message");
	}

	override async deleteActivity(): Promise<void> {
		throw new Error("What was said stays said: the bot deletes no message");
	}

	override async continueConversation(): Promise<void> {
		throw new Error("Turns are taken in a lane, through run()");
	}
}

/** The state of the conversation whose turn this is. */
export function stateOf(context: TurnContext): ConversationState {
	return runningOf(context).state;
}

function runningOf(context: TurnContext): Running {
	return context.turnState.get<Running>(turnKey);
}
