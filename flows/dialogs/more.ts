import { z } from "zod";
import type { DialogDefinition } from "../botbuilder/dialogs.ts";
import type { Turn } from "../context.ts";
import { yesOrNo } from "../understand/choices.ts";
import { chosen } from "./chosen.ts";
import { farewell } from "./farewell.ts";

/** "¿Necesita algo más?" */
export const more: DialogDefinition<Turn, Record<string, never>> = {
	id: "more",
	state: z.strictObject({}),
	ask: (turn) => turn.say(turn.words("more.ask"), { choices: options(turn) }),

	async take(turn) {
		const { heard } = turn;
		const picked = chosen(turn, options(turn));
		const typed = heard.option === null ? yesOrNo(heard.raw) : null;
		if (picked?.id === "more.no" || (typed && !typed.yes && !typed.more)) return end(turn);
		if (["enough", "thanks", "leave", "cancel"].includes(heard.intent.kind)) return end(turn);
		if (picked || (typed?.yes && !typed.more)) {
			turn.dialogs.drop();
			await turn.say(turn.words("more.go"));
			return "done";
		}
		return "pass";
	},
};

async function end(turn: Turn): Promise<"done"> {
	await farewell(turn);
	return "done";
}

/** Asks whether anything else is needed, after what was prefaced. */
export async function askMore(turn: Turn): Promise<void> {
	turn.dialogs.clear();
	await turn.dialogs.open(more, {});
}

function options(turn: Turn): { id: string; label: string }[] {
	return [
		{ id: "more.yes", label: turn.words("more.yes") },
		{ id: "more.no", label: turn.words("more.no") },
	];
}
