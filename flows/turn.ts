import { languages, type TurnInput, type TurnOutcome } from "../src/conversations/index.ts";
import { toActivity } from "./botbuilder/activities.ts";
import { stateOf, TurnAdapter } from "./botbuilder/adapter.ts";
import { anyDefinition, dialogSet } from "./botbuilder/dialogs.ts";
import { type BotParts, type Turn, turnOf, warmUpTexts } from "./context.ts";
import { answer } from "./dialogs/answer.ts";
import { callback, openCallback } from "./dialogs/callback.ts";
import { findAnswer } from "./dialogs/find.ts";
import { identify } from "./dialogs/identify.ts";
import { more } from "./dialogs/more.ts";
import { near } from "./dialogs/near.ts";
import { offer } from "./dialogs/offer.ts";
import { openArticle } from "./dialogs/open-article.ts";
import { isOpen, startSurvey, survey } from "./dialogs/survey.ts";
import { hear, silence } from "./hear.ts";
import { freshMemory, Memory } from "./memory.ts";
import { switchLanguage, takeMessage } from "./route.ts";
import { danger } from "./understand/danger.ts";

/** Makes the function that takes turns. What is dear to make is made here, once. */
export function turnTaker(parts: BotParts): (input: TurnInput) => Promise<TurnOutcome> {
	for (const language of languages) warmUpTexts(language);
	// It learns what danger sounds like now, rather than while somebody waits.
	danger("hola");
	const adapter = new TurnAdapter();
	const set = dialogSet<Turn>([
		anyDefinition(answer),
		anyDefinition(callback),
		anyDefinition(identify),
		anyDefinition(more),
		anyDefinition(near),
		anyDefinition(offer),
		anyDefinition(survey),
	]);

	return async (input) => {
		const effects: TurnOutcome["effects"] = [];
		const before = { ...input.conversation.bot };
		const ran = await adapter.run(input, before, async (context) => {
			const remembered = stateOf(context).createProperty<unknown>("memory");
			const dialogs = await set.openIn(context);
			const memory = openMemory(await remembered.get(context), input, dialogs);
			const heard = input.cause.kind === "message" ? hear(input.cause.message) : silence;
			const turn = turnOf({ parts, input, heard, memory, dialogs }, async (utterance) => {
				await context.sendActivity(toActivity(utterance));
			});
			set.serve(context, turn);
			await take(turn);
			effects.push(...turn.effects);
			await remembered.set(context, turn.memory);
		});
		// The next interaction begins from the state as it was: nothing of this try is kept.
		if (effects.some(({ kind }) => kind === "reopen"))
			return { state: before, replies: [], effects: [{ kind: "reopen" }] };
		return { state: ran.state, replies: ran.replies, effects };
	};
}

/** A new interaction gets a clean page; a survey left open by the one before is put aside, for a late answer (B8). */
function openMemory(found: unknown, { interaction, now }: TurnInput, dialogs: Turn["dialogs"]): Memory {
	const parsed = Memory.safeParse(found);
	const before = parsed.success ? parsed.data : null;
	if (before?.interaction === interaction._id) return before;
	const memory = freshMemory(interaction._id, before);
	memory.survey = dialogs.stateOf(survey) ?? memory.survey;
	if (memory.survey && !isOpen(memory.survey, now)) memory.survey = null;
	dialogs.clear();
	return memory;
}

function take(turn: Turn): Promise<void> {
	const { cause, interaction } = turn.input;
	if (cause.kind === "ended") return ended(turn, cause.by);
	if (cause.kind === "callback-wanted") return openCallback(turn, { wanted: true });
	if (cause.kind === "returned") return returned(turn, cause.instruction);
	return interaction.endedAt ? afterTheEnd(turn) : takeMessage(turn);
}

/** The interaction is over and its survey may be open; what is no answer to it belongs to a new interaction. */
async function afterTheEnd(turn: Turn): Promise<void> {
	const state = turn.dialogs.stateOf(survey);
	const { intent } = turn.heard;
	if (!turn.heard.danger && state && isOpen(state, turn.now)) {
		if (intent.kind === "language") return switchLanguage(turn, intent.language);
		if ((await turn.dialogs.take()) === "done") return;
	}
	turn.effects.push({ kind: "reopen" });
}

async function ended(turn: Turn, by: "agent" | "idle" | "citizen"): Promise<void> {
	const { agentName } = turn.input.interaction;
	if (by !== "agent") turn.preface(turn.words(`ended.${by}`));
	else turn.preface(agentName ? turn.words("ended.agent", { name: agentName }) : turn.words("ended.agentUnnamed"));
	await startSurvey(turn);
}

/** Back from a person: the bot says so, and follows the instruction where it leads to an article (A2, B7). */
async function returned(turn: Turn, instruction: string | null): Promise<void> {
	const { memory } = turn;
	turn.dialogs.clear();
	memory.failures = 0;
	memory.greeted = true;
	turn.preface(turn.words("returned.back"));
	const found = instruction ? findAnswer(turn, instruction) : null;
	if (found?.kind === "answer") {
		turn.preface(turn.words("returned.about"));
		return openArticle(turn, found.article);
	}
	await turn.say(turn.words("returned.goOn"));
}
