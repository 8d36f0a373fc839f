import type { Taken } from "./botbuilder/dialogs.ts";
import type { Turn } from "./context.ts";
import { answer } from "./dialogs/answer.ts";
import { callback, dropCallback, openCallback } from "./dialogs/callback.ts";
import { raiseAlarm } from "./dialogs/danger.ts";
import { farewell } from "./dialogs/farewell.ts";
import { handOver } from "./dialogs/hand-over.ts";
import { forgetIdentity, identify, openIdentify } from "./dialogs/identify.ts";
import { askMore } from "./dialogs/more.ts";
import { articleOfOption } from "./dialogs/near.ts";
import { offer } from "./dialogs/offer.ts";
import { openArticle } from "./dialogs/open-article.ts";
import { takeQuestion } from "./dialogs/question.ts";
import { answersLate, isOpen, survey } from "./dialogs/survey.ts";
import { rememberText } from "./memory.ts";
import { plainlyOther } from "./understand/language.ts";

/**
 * A message while the bot has the word: before all else danger (B12), then the dialog that asked something, then what interrupts any dialog, and
 * last the question that it probably is. What was interrupted is come back to.
 */
export async function takeMessage(turn: Turn): Promise<void> {
	followLanguage(turn);
	if (turn.heard.danger) return raiseAlarm(turn, turn.heard.danger);
	if (await takeLateAnswer(turn, "click")) return;
	const taken = await takeInDialog(turn);
	if (taken === "done") return;
	if (taken === "pass" && (await takeLateAnswer(turn, "typed"))) return;

	introduce(turn);
	if (taken !== "pass") return takeQuestion(turn, taken.asks);
	if (turn.heard.option !== null) return takeStaleClick(turn, turn.heard.option);
	return takeIntent(turn);
}

/** Whoever plainly writes in the other language is answered in it (B1). */
function followLanguage(turn: Turn): void {
	const { heard } = turn;
	const other = heard.option === null ? plainlyOther(heard.raw, turn.language) : null;
	if (other && heard.intent.kind !== "language") turn.speak(other);
}

/** An answer to a survey that was put aside counts (B8): a click at once, words only where nothing else takes them. */
async function takeLateAnswer(turn: Turn, how: "click" | "typed"): Promise<boolean> {
	const { memory, heard } = turn;
	const late = memory.survey;
	if (!late || !isOpen(late, turn.now) || (how === "click") !== (heard.option !== null) || !answersLate(turn, late))
		return false;
	memory.survey = null;
	turn.dialogs.put(survey, late);
	if ((await turn.dialogs.take()) === "done") return true;
	memory.survey = late;
	turn.dialogs.drop();
	return false;
}

async function takeInDialog(turn: Turn): Promise<Taken> {
	const taken = await turn.dialogs.take();
	const late = turn.dialogs.stateOf(survey);
	if (taken === "done" || !late) return taken;
	// It went on to something else: the survey is put aside again, and what it had interrupted is asked.
	turn.memory.survey = late;
	turn.dialogs.drop();
	return turn.dialogs.take();
}

/** The first time in an interaction the bot says what it is (B10); who asks at once is greeted in one line. */
function introduce(turn: Turn): void {
	const { memory, heard, parts } = turn;
	if (memory.greeted || greetsInFull(turn) || heard.intent.kind === "leave" || heard.intent.kind === "robot") return;
	memory.greeted = true;
	// Which language it is may turn out only when the answer is found.
	turn.preface(() => turn.words("greeting.line", { office: parts.office.name[turn.language] }));
}

function greetsInFull({ heard, memory }: Turn): boolean {
	const { kind } = heard.intent;
	return (
		!memory.greeted && heard.files.length === 0 && ["greeting", "help", "wordless", "thanks", "cancel"].includes(kind)
	);
}

async function greet(turn: Turn): Promise<void> {
	const { memory, parts, language } = turn;
	memory.greeted = true;
	const office = parts.office.name[language];
	await turn.say([turn.words("greeting.first", { office }), turn.words("greeting.otherLanguage")].join("\n\n"));
}

/** A click on a question that has passed: what still makes sense is done. */
async function takeStaleClick(turn: Turn, option: string): Promise<void> {
	const article = articleOfOption(turn, option);
	if (article && turn.dialogs.active() !== callback.id) return openArticle(turn, article);
	if (option === "offer.person") return handOver(turn, "asked");
	turn.preface(turn.words("stale"));
	if (turn.dialogs.active()) return turn.dialogs.askAgain();
	await turn.say(turn.words("staleAsk"));
}

async function takeIntent(turn: Turn): Promise<void> {
	const { heard, dialogs } = turn;
	const { intent } = heard;
	if (greetsInFull(turn)) return greet(turn);
	if (heard.files.length > 0 && (intent.kind === "wordless" || heard.text === "")) return takeFiles(turn);

	switch (intent.kind) {
		case "language":
			return switchLanguage(turn, intent.language);
		case "person":
			return handOver(turn, "asked");
		case "callback":
			return dialogs.active() === callback.id ? dialogs.askAgain() : openCallback(turn, { wanted: true });
		case "identify":
			return dialogs.active() === identify.id ? dialogs.askAgain() : openIdentify(turn);
		case "register":
			return openIdentify(turn, { registers: true });
		case "forget-me":
			return forgetIdentity(turn);
		case "cancel":
			return cancel(turn);
		case "leave":
		case "enough":
			return farewell(turn);
		case "thanks":
			turn.preface(turn.words("thanks"));
			return dialogs.active() ? dialogs.askAgain() : askMore(turn);
		case "greeting":
			return dialogs.active() ? again(turn, "greeting.whilePending") : turn.say(turn.words("greeting.again"));
		case "robot":
			turn.memory.greeted = true;
			return again(turn, "robot");
		case "help":
			return again(turn, "help");
		case "wordless":
			return again(turn, `wordless.${intent.of}`);
		case "insult":
		case "none":
			// A new question after an answer that nobody complained of: the failures before it are not in a row any more.
			if (dialogs.active() === answer.id) turn.memory.failures = 0;
			return takeQuestion(turn, heard.text);
	}
}

/** Says something short, and what was pending again. */
async function again(turn: Turn, key: string): Promise<void> {
	if (!turn.dialogs.active()) return turn.say(turn.words(key));
	turn.preface(turn.words(key));
	await turn.dialogs.askAgain();
}

export async function switchLanguage(turn: Turn, language: "es" | "en"): Promise<void> {
	turn.speak(language);
	turn.preface(turn.words("language.switched"));
	if (turn.dialogs.active()) return turn.dialogs.askAgain();
	await turn.say(turn.words("language.ask"));
}

async function cancel(turn: Turn): Promise<void> {
	const { dialogs } = turn;
	if (dialogs.active() === callback.id) return dropCallback(turn);
	if (!dialogs.active()) return turn.say(turn.words("cancel.nothing"));
	turn.preface(turn.words("cancel.done"));
	await askMore(turn);
}

async function takeFiles(turn: Turn): Promise<void> {
	const { files } = turn.heard;
	const [first] = files;
	for (const { name } of files) rememberText(turn.memory, turn.words("summary.file", { name }));
	const received =
		files.length === 1 && first
			? turn.words("files.one", { name: first.name })
			: turn.words("files.many", { count: files.length });
	turn.preface(received);
	if (turn.dialogs.active() === callback.id) return turn.dialogs.askAgain();
	turn.dialogs.clear();
	await turn.dialogs.open(offer, { after: "file" });
}
