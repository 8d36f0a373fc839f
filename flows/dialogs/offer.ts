import { z } from "zod";
import type { DialogDefinition } from "../botbuilder/dialogs.ts";
import type { Turn } from "../context.ts";
import { type Option, yesOrNo } from "../understand/choices.ts";
import { chosen, shown } from "./chosen.ts";
import { handOver } from "./hand-over.ts";
import { askMore } from "./more.ts";

const OfferState = z.object({ after: z.enum(["failure", "file"]) });
type OfferState = z.infer<typeof OfferState>;

/** The bot cannot: other words, or a person? After a file there is nothing to reword. */
export const offer: DialogDefinition<Turn, OfferState> = {
	id: "offer",
	state: OfferState,
	ask: (turn, { after }) =>
		turn.say(turn.words(after === "file" ? "offer.askFile" : "offer.ask"), { choices: shown(options(turn, after)) }),

	async take(turn, { after }) {
		const { heard } = turn;
		const picked = chosen(turn, options(turn, after));
		const typed = heard.option === null ? yesOrNo(heard.raw) : null;
		const plain = typed && !typed.more ? typed.yes : null;
		if (picked?.id === "offer.person" || (after === "file" && plain === true)) {
			await handOver(turn, "asked");
			return "done";
		}
		if (picked?.id === "offer.no" || (after === "file" && plain === false)) {
			turn.preface(turn.words("files.kept"));
			await askMore(turn);
			return "done";
		}
		if (picked?.id === "offer.reword") {
			turn.dialogs.drop();
			await turn.say(turn.words("offer.goOn"));
			return "done";
		}
		if (plain === true) {
			turn.preface(turn.words("notOption"));
			await turn.dialogs.askAgain();
			return "done";
		}
		if (plain === false) {
			await askMore(turn);
			return "done";
		}
		return "pass";
	},
};

function options(turn: Turn, after: OfferState["after"]): Option[] {
	const person = {
		id: "offer.person",
		label: turn.words("offer.person"),
		words: ["persona", "una persona", "con una persona", "person", "a person"],
	};
	if (after === "file") return [person, { id: "offer.no", label: turn.words("offer.noPerson") }];
	const reword = {
		id: "offer.reword",
		label: turn.words("offer.reword"),
		words: [
			"otra forma",
			"de otra forma",
			"otras palabras",
			"con otras palabras",
			"preguntar",
			"reword",
			"other words",
		],
	};
	return [reword, person];
}
