/** About what a phone shows without scrolling, in characters. */
const comfortable = 1_000;
const mostMessages = 3;

/**
 * An article's paragraphs as chat messages: whole paragraphs, each message up to about 1,000 characters, three messages
 * at most; a longer article gets longer messages rather than more (B2, B10). Pure.
 */
export function messagesOf(paragraphs: readonly string[]): string[] {
	for (let limit = comfortable; ; limit += comfortable) {
		const messages = pack(paragraphs, limit);
		if (messages.length <= mostMessages) return messages;
	}
}

function pack(paragraphs: readonly string[], limit: number): string[] {
	const messages: string[] = [];
	for (const paragraph of paragraphs) {
		const last = messages.at(-1);
		if (last !== undefined && last.length + 2 + paragraph.length <= limit) {
			messages[messages.length - 1] = `${last}\n\n${paragraph}`;
		} else messages.push(paragraph);
	}
	return messages;
}
