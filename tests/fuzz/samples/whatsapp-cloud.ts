export const phoneNumberId = "106540352242922";

const metadata = { display_phone_number: "15550783881", phone_number_id: phoneNumberId };
const contacts = [{ profile: { name: "Rosa Paz" }, wa_id: "50371234567" }];
const base = { from: "50371234567", id: "wamid.HBgLNTAzNzEyMzQ1NjcVAgASGBQzQTdCNTg", timestamp: "1793600000" };
const file = {
	id: "1003383421387256",
	mime_type: "application/pdf",
	sha256: "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
};

function call(value: object): object {
	return {
		object: "whatsapp_business_account",
		entry: [
			{
				id: "102290129340398",
				changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } }],
			},
		],
	};
}

const said = (content: object) => call({ contacts, messages: [{ ...base, ...content }] });
const status = { id: base.id, timestamp: base.timestamp, recipient_id: "50371234567" };

/** Calls as Meta documents them, one of each kind. */
export const cloudCalls: readonly object[] = [
	said({ type: "text", text: { body: "¿Cuánto cuesta la firma?" } }),
	said({ type: "image", image: { ...file, caption: "mi recibo" } }),
	said({ type: "audio", audio: { ...file, voice: true } }),
	said({ type: "video", video: file }),
	said({ type: "document", document: { ...file, filename: "dui.pdf" } }),
	said({ type: "sticker", sticker: { ...file, animated: false } }),
	said({ type: "location", location: { latitude: 13.69, longitude: -89.19, name: "Oficina", address: "1.ª calle" } }),
	said({
		type: "contacts",
		contacts: [
			{ name: { formatted_name: "Luis", first_name: "Luis" }, phones: [{ phone: "+503 7777-8888", type: "CELL" }] },
		],
	}),
	said({
		type: "interactive",
		context: { from: "15550783881", id: "wamid.x" },
		interactive: { type: "button_reply", button_reply: { id: "2.0", title: "Sí" } },
	}),
	said({ type: "interactive", interactive: { type: "list_reply", list_reply: { id: "2.3", title: "5 Muy buena" } } }),
	said({ type: "button", button: { payload: "si", text: "Sí" } }),
	said({ type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } }),
	said({
		type: "order",
		order: { catalog_id: "1", text: "gracias", product_items: [{ product_retailer_id: "a", quantity: 2 }] },
	}),
	said({ type: "system", system: { body: "Rosa changed", wa_id: "50379999999", type: "user_changed_number" } }),
	said({ type: "unsupported", errors: [{ code: 131_051, title: "Message type unknown" }] }),
	call({
		contacts: [{ profile: { name: "Rosa", username: "@rosa" }, user_id: "SV.1349120865" }],
		messages: [{ ...base, from: undefined, from_user_id: "SV.1349120865", type: "text", text: { body: "hola" } }],
	}),
	call({ statuses: [{ ...status, status: "delivered", conversation: { id: "c", origin: { type: "service" } } }] }),
	call({ statuses: [{ ...status, status: "read" }] }),
	call({ statuses: [{ ...status, status: "failed", errors: [{ code: 131_047, title: "Re-engagement message" }] }] }),
	call({ errors: [{ code: 130_429, title: "Rate limit hit" }] }),
];
