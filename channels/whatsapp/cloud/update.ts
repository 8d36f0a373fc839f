import { z } from "zod";

/** Ids and addresses become ids of ours, so their length has an end. */
const id = z.string().min(1).max(256);
const address = z.string().min(1).max(140);
const words = z.string().optional();

/** A file that WhatsApp keeps for a week. */
const CloudFile = z.looseObject({
	id: words,
	caption: words,
	filename: words,
	/** Of audio: recorded in the chat. */
	voice: z.boolean().optional(),
});
export type CloudFile = z.infer<typeof CloudFile>;

const Picked = z.looseObject({ id: words, title: words });

/** A file or content that is not as it should be is as one that is not there: the message is then named in words. */
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/**
 * A message of a citizen with the contents that are told apart.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export const CloudMessage = z
	.looseObject({
		id,
		/** Their number in digits; absent for who hides it behind a user name. */
		from: address.optional(),
		/** What names them to this business alone: `SV.1349120865530274191`. */
		from_user_id: address.optional(),
		/** Seconds, as text. */
		timestamp: words.catch(undefined),
		type: z.string().catch("unknown"),
		text: lenient(z.looseObject({ body: z.string() })),
		image: lenient(CloudFile),
		audio: lenient(CloudFile),
		video: lenient(CloudFile),
		document: lenient(CloudFile),
		sticker: lenient(CloudFile),
		location: lenient(z.looseObject({ latitude: z.number(), longitude: z.number(), name: words, address: words })),
		contacts: lenient(
			z.array(
				z.looseObject({
					name: z.looseObject({ formatted_name: words }).optional(),
					phones: z.array(z.looseObject({ phone: words })).optional(),
				}),
			),
		),
		interactive: lenient(z.looseObject({ button_reply: Picked.optional(), list_reply: Picked.optional() })),
		/** The answer to a template's own button. */
		button: lenient(z.looseObject({ text: z.string() })),
		reaction: lenient(z.looseObject({ emoji: words })),
		order: lenient(z.looseObject({ text: words, product_items: z.array(z.unknown()).optional() })),
		/** Their number changed. */
		system: lenient(z.looseObject({ wa_id: words, type: words })),
	})
	.refine(({ from, from_user_id }) => from !== undefined || from_user_id !== undefined);
export type CloudMessage = z.infer<typeof CloudMessage>;

/** What became of a message of ours. */
export const CloudStatus = z.looseObject({
	id,
	status: z.string(),
	errors: z
		.array(z.looseObject({ code: z.number() }))
		.optional()
		.catch(undefined),
});
export type CloudStatus = z.infer<typeof CloudStatus>;

/** One thing that a call tells, as it is kept until it is dealt with. */
export const Told = z.union([
	z.object({ message: CloudMessage, name: z.string().nullable() }),
	z.object({ status: CloudStatus }),
]);
export type Told = z.infer<typeof Told>;

const Value = z.looseObject({
	metadata: z.looseObject({ phone_number_id: z.string() }),
	contacts: z
		.array(
			z.looseObject({
				wa_id: words,
				user_id: words,
				profile: z.looseObject({ name: words }).optional(),
			}),
		)
		.catch([]),
	messages: z.array(z.unknown()).catch([]),
	statuses: z.array(z.unknown()).catch([]),
});
type Value = z.infer<typeof Value>;

const Call = z.looseObject({
	entry: z.array(z.looseObject({ changes: z.array(z.looseObject({ value: z.unknown() })).catch([]) })),
});

/**
 * What a call tells of one of the centre's numbers; a call may speak of several, in several entries. What is not as it
 * should be is left out, one by one. Pure; never throws.
 */
export function toldTo(phoneNumberId: string, body: unknown): unknown[] {
	const call = Call.safeParse(body);
	if (!call.success) return [];
	return call.data.entry
		.flatMap(({ changes }) => changes)
		.flatMap(({ value }) => {
			const parsed = Value.safeParse(value);
			if (!parsed.success || parsed.data.metadata.phone_number_id !== phoneNumberId) return [];
			const { messages, statuses } = parsed.data;
			return [
				...messages.map((message) => ({ message, name: nameOf(message, parsed.data) })),
				...statuses.map((status) => ({ status })),
			];
		});
}

/** The name that its sender gave themselves. */
function nameOf(message: unknown, { contacts }: Value): string | null {
	const from = z.looseObject({ from: words, from_user_id: words }).safeParse(message).data;
	const contact = contacts.find(
		({ wa_id, user_id }) =>
			(wa_id !== undefined && wa_id === from?.from) || (user_id !== undefined && user_id === from?.from_user_id),
	);
	return contact?.profile?.name ?? null;
}
