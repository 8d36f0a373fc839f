import { ChannelError, type Conversation, type Message, type Part } from "../../../src/conversations/index.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { texts } from "../../../src/texts/index.ts";
import { capabilities } from "../../capabilities.ts";
import { createPieces } from "../../in-pieces.ts";
import type { Notice } from "../../notice.ts";
import type { Piece } from "../../render.ts";
import { type Shipment as AnyShipment, shipmentsOf } from "../../shipments.ts";
import type { CloudApi } from "./api.ts";
import { interactiveContent, longestBody } from "./interactive.ts";
import { sendStoredFile, takesCaption } from "./send-file.ts";
import { templateContent } from "./templates.ts";

/** All pieces of a message together; the hub takes it for cut off after a minute. */
const sendMs = 45_000;

type TemplatePart = Extract<Part, { type: "template" }>;
type Shipment = AnyShipment | { template: TemplatePart };

/**
 * Sends messages to WhatsApp, as far as the channel can carry them. A day after the citizen's last message it carries
 * templates alone; anything else is refused before the service is asked (`window-closed`). The first message that a
 * citizen is sent carries the privacy notice.
 */
export function createSender(parts: { api: Pick<CloudApi, "send" | "upload">; notice: Notice; clock: Clock }) {
	const { api, notice, clock } = parts;
	const inPieces = createPieces();

	/**
	 * @returns the service's id of the last piece.
	 * @throws ChannelError
	 */
	return async (conversation: Conversation, message: Message): Promise<{ externalId: string }> => {
		const templates = message.parts.filter(isTemplate);
		const others = message.parts.filter((part) => !isTemplate(part));
		const { repliesUntil } = conversation;
		if (repliesUntil !== null && repliesUntil <= clock.now()) {
			if (others.length > 0) throw new ChannelError("refused", "window-closed", "Only templates may be sent by now");
			return ship(conversation, message, templates);
		}
		// A template says what was approved; the notice goes with the words that follow.
		if (others.length === 0) return ship(conversation, message, templates);
		return notice.goesWith(conversation, others, (parts) => ship(conversation, message, [...templates, ...parts]));
	};

	async function ship(conversation: Conversation, message: Message, parts: readonly Part[]) {
		const signal = AbortSignal.timeout(sendMs);
		const externalId = await inPieces(message._id, shipments(parts, conversation), (one) =>
			shipOne(one, conversation.address, message.seq ?? 0, conversation.contact.language, signal),
		);
		return { externalId };
	}

	function shipOne(
		shipment: Shipment,
		to: string,
		seq: number,
		language: Conversation["contact"]["language"],
		signal: AbortSignal,
	): Promise<string> {
		if ("template" in shipment) return api.send(to, templateContent(shipment.template), signal);
		if ("part" in shipment) return sendStoredFile({ to, signal, ...shipment }, api);
		const { piece } = shipment;
		const content =
			piece.options.length > 0
				? interactiveContent(piece, seq, language)
				: { type: "text", text: { preview_url: false, body: piece.text } };
		return api.send(to, content, signal);
	}
}

function isTemplate(part: Part): part is TemplatePart {
	return part.type === "template";
}

/** In the order in which they are sent. Pure. */
function shipments(parts: readonly Part[], { contact: { language } }: Conversation): Shipment[] {
	const templates = parts.filter(isTemplate).map((template) => ({ template }));
	const others = parts.filter((part) => !isTemplate(part));
	const rest = shipmentsOf(others, capabilities["whatsapp-cloud"], language, takesCaption);
	return [
		...templates,
		...rest.flatMap((shipment): Shipment[] =>
			"piece" in shipment ? withinBody(shipment.piece, language).map((piece) => ({ piece })) : [shipment],
		),
	];
}

/** What options stand under has less room than a text: a longer one goes before them. */
function withinBody(piece: Piece, language: Conversation["contact"]["language"]): Piece[] {
	if (piece.options.length === 0 || piece.text.length <= longestBody) return [piece];
	return [
		{ text: piece.text, options: [], list: false },
		{ ...piece, text: texts(language, "channels").say("choose") },
	];
}
