import { ActionTypes, type Activity, ActivityTypes } from "botbuilder";
import { z } from "zod";
import type { Part, Reply, TurnInput } from "../../src/conversations/index.ts";

/** What one reply says: a text, with what may go along with it. */
export interface Utterance {
	text: string;
	citation?: { article: string; title: string };
	choices?: { id: string; label: string }[];
}

const citationType = "application/vnd.ventanilla.citation";
const Citation = z.object({ article: z.string(), title: z.string() });

/** An utterance as the framework's own message, so that its dialogs and middleware see nothing foreign. */
export function toActivity({ text, citation, choices }: Utterance): Partial<Activity> {
	return {
		type: ActivityTypes.Message,
		text,
		...(citation && { attachments: [{ contentType: citationType, content: citation }] }),
		...(choices && {
			suggestedActions: {
				to: [],
				actions: choices.map(({ id, label }) => ({ type: ActionTypes.ImBack, title: label, value: id })),
			},
		}),
	};
}

/** And back: the parts of a message of ours. Null for what is not said, such as traces and typing. */
export function toReply(activity: Partial<Activity>): Reply | null {
	if (activity.type !== ActivityTypes.Message) return null;
	const parts: Part[] = [];
	if (activity.text) parts.push({ type: "text", text: activity.text });
	for (const { contentType, content } of activity.attachments ?? []) {
		if (contentType === citationType) parts.push({ type: "citation", ...Citation.parse(content) });
	}
	const actions = activity.suggestedActions?.actions ?? [];
	if (actions.length > 0) {
		parts.push({
			type: "choices",
			options: actions.map(({ title, value }) => ({ id: z.string().parse(value), label: title })),
		});
	}
	return { parts };
}

/** What happened, as the framework's incoming activity. */
export function incoming({ conversation, interaction, cause, now }: TurnInput): Partial<Activity> {
	const said = cause.kind === "message";
	return {
		type: said ? ActivityTypes.Message : ActivityTypes.Event,
		id: said ? cause.message._id : `${interaction._id}.${cause.kind}`,
		...(said ? {} : { name: cause.kind }),
		channelId: conversation.channel,
		serviceUrl: "urn:ventanilla",
		conversation: { id: conversation._id, name: "", isGroup: false, conversationType: "", tenantId: "" },
		from: { id: conversation.address, name: "" },
		recipient: { id: "bot", name: "" },
		locale: conversation.contact.language,
		timestamp: now,
	};
}
