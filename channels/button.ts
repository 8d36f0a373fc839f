import { messagesAfter, type Part } from "../src/conversations/index.ts";

type ChoicePart = Extract<Part, { type: "choice" }>;

/** Where a button stands: the place of its message in the conversation, and its own place among the options. */
export interface ButtonPlace {
	seq: number;
	index: number;
}

/**
 * Services give back only so much with a pressed button, too little for some option ids. So a button carries where it
 * stands, and the option is looked up in our own transcript, where its label is whole as well.
 */
export function buttonData({ seq, index }: ButtonPlace): string {
	return `${seq}.${index}`;
}

/** Null for data that no button of ours carries. */
export function parseButton(data: string): ButtonPlace | null {
	const match = /^(\d{1,9})\.(\d{1,3})$/.exec(data);
	return match ? { seq: Number(match[1]), index: Number(match[2]) } : null;
}

/** The option of a button in a conversation; null when it is not there any more. */
export async function choiceAt({ seq, index }: ButtonPlace, conversation: string): Promise<ChoicePart | null> {
	const { messages } = await messagesAfter(conversation, seq - 1, { limit: 1, notes: false });
	const [message] = messages;
	if (message?.seq !== seq || message.direction !== "out") return null;
	const options = message.parts.flatMap((part) => (part.type === "choices" ? part.options : []));
	const option = options[index];
	return option ? { type: "choice", option: option.id, label: option.label } : null;
}
