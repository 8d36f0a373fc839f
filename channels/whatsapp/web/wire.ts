import type { proto } from "@whiskeysockets/baileys";
import { z } from "zod";

/** One that is of another shape than expected is taken for missing, so that a strange part does not stop the others. */
function loose<T extends z.ZodType>(shape: T) {
	return shape.nullish().catch(undefined);
}

const Text = loose(z.string());
const Bytes = loose(z.instanceof(Uint8Array));
/** Whole numbers beyond 2^53 come as objects that print as numbers. */
const Whole = z
	.unknown()
	.optional()
	.transform((given) => {
		const value = typeof given === "number" ? given : Number.parseInt(String(given), 10);
		return Number.isSafeInteger(value) && value >= 0 ? value : null;
	});
const Angle = loose(z.number());

/** A file that WhatsApp keeps, encrypted with the key that comes along. */
const File = z.object({
	mimetype: Text,
	fileName: Text,
	caption: Text,
	fileLength: Whole,
	directPath: Text,
	mediaKey: Bytes,
	fileSha256: Bytes,
	ptt: loose(z.boolean()),
	gifPlayback: loose(z.boolean()),
});
export type WireFile = z.output<typeof File>;

const Place = z.object({ degreesLatitude: Angle, degreesLongitude: Angle, name: Text, address: Text });
const Contact = z.object({ displayName: Text, vcard: Text });
const Poll = z.object({ name: Text, options: loose(z.array(z.object({ optionName: Text }))) });
const Key = z.object({ id: Text, fromMe: loose(z.boolean()) });
const Body = z.object({ text: Text });

/** The contents of a message that are told apart; the names are WhatsApp's. */
export const Content = z.object({
	conversation: Text,
	extendedTextMessage: loose(Body),
	imageMessage: loose(File),
	videoMessage: loose(File),
	ptvMessage: loose(File),
	audioMessage: loose(File),
	documentMessage: loose(File),
	stickerMessage: loose(File),
	locationMessage: loose(Place),
	liveLocationMessage: loose(Place),
	contactMessage: loose(Contact),
	contactsArrayMessage: loose(z.object({ contacts: loose(z.array(Contact)) })),
	pollCreationMessage: loose(Poll),
	pollCreationMessageV2: loose(Poll),
	pollCreationMessageV3: loose(Poll),
	eventMessage: loose(z.object({ name: Text })),
	buttonsResponseMessage: loose(z.object({ selectedDisplayText: Text })),
	templateButtonReplyMessage: loose(z.object({ selectedDisplayText: Text })),
	listResponseMessage: loose(z.object({ title: Text })),
	interactiveResponseMessage: loose(z.object({ body: loose(Body) })),
	reactionMessage: loose(z.object({ text: Text, key: loose(Key) })),
	protocolMessage: loose(z.object({ type: loose(z.number()), key: loose(Key), editedMessage: z.unknown().optional() })),
});
export type Content = z.output<typeof Content>;

/** The contents of any message, still to be looked at. */
export const AnyMessage = z.custom<proto.IMessage>((value) => typeof value === "object" && value !== null);

/** A message as Baileys gives it; what is in it is looked at afterwards. */
export const Arrived = z.object({
	key: z.object({
		remoteJid: z.string(),
		remoteJidAlt: Text,
		id: z.string().min(1),
		fromMe: loose(z.boolean()),
		isViewOnce: loose(z.boolean()),
	}),
	pushName: Text,
	messageStubType: loose(z.number()),
	message: z.unknown().optional(),
});
export type Arrived = z.output<typeof Arrived>;
