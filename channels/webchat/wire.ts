import { z } from "zod";
import type { Author, DeliveryState, Language, Part, Stage } from "../../src/conversations/index.ts";
import { cleanText } from "../../src/platform/clean-text.ts";
import type { Ack } from "../../src/platform/realtime/ack.ts";

export { privacyVersion } from "../privacy.ts";

/**
 * What goes over `/webchat`, in both directions. The widget imports the types only.
 *
 * A client connects with `auth: { token?, resume?, language, site? }`, then calls `begin`. `resume` is what a link in a
 * mail carries: while it is valid, it opens the conversation that the mail is about, unless the token opens another one. Without a valid token it gets a new
 * visitor and a new token. The token is kept by the client: in sessionStorage by default (this session only), in
 * localStorage after "recordar en este equipo".
 */

/** Longest text of one message, in characters (code points). */
export const maxTextLength = 4_000;
/** Most files in one message. */
export const maxFiles = 5;

export const BeginInput = z.strictObject({
	/** Highest `seq` that the client has; messages after it come back. 0 for all recent. */
	after: z.number().int().min(0).default(0),
});

export const SendInput = z.strictObject({
	/** Made by the client; sending again with the same id is sending once. */
	id: z.uuid(),
	text: z.string().max(maxTextLength).default(""),
	files: z.array(z.string().min(1).max(64)).max(maxFiles).default([]),
	/** The option that was clicked, of the last message that offered choices. */
	choice: z
		.strictObject({
			option: z.string().overwrite(cleanText).min(1).max(100),
			label: z.string().overwrite(cleanText).min(1).max(200),
		})
		.optional(),
	/** The privacy notice that was shown; required on the first message of a visitor. */
	privacy: z.string().max(40).optional(),
});

export const SyncInput = z.strictObject({ after: z.number().int().min(0) });
export const SeenInput = z.strictObject({ delivered: z.number().int().min(0), read: z.number().int().min(0) });
export const TypingInput = z.strictObject({ on: z.boolean() });
export const RememberInput = z.strictObject({ on: z.boolean() });
export const LanguageInput = z.strictObject({ language: z.enum(["es", "en"]) });
/** Longest address, as the mail's own standards have it (RFC 5321). */
export const maxAddressLength = 254;
export const MailInput = z.strictObject({
	/** Null: nothing by mail any more. */
	address: z.string().trim().toLowerCase().max(maxAddressLength).pipe(z.email()).nullable(),
});
export const EmptyInput = z.strictObject({});

/** A message as its citizen sees it. `id` of the citizen's own is the id that the client sent. */
export interface WireMessage {
	id: string;
	/** Place in the conversation; grows, with gaps where staff wrote notes. */
	seq: number;
	/** `seq` of the visible message before it (0: none). When the client's last is lower, something is missing: `sync`. */
	after: number;
	/** ISO 8601. */
	at: string;
	from: Pick<Author, "kind" | "name">;
	parts: Part[];
	delivery?: DeliveryState;
	/** For the verified citizen alone: without parts when they are not; to be hidden when they are not any more. */
	confidential?: true;
}

export interface WireStatus {
	stage: Stage;
	/**
	 * While in the queue: place from 1, and the expected wait (null when there is nothing to reckon it from); `urgent`:
	 * they told of danger, and are not offered to be called back (B12).
	 */
	queue: { position: number; waitMinutes: number | null; urgent?: true } | null;
	agent: { name: string } | null;
	/** Somebody is on duty now. */
	peopleNow: boolean;
	language: Language;
	remembered: boolean;
	/** Proven to be who they are, which half an hour without a word from them ends. */
	verified: boolean;
	/** What they do not see in time goes to this address, null: they left none. Null: the office has no mail to send by. */
	mail: { address: string | null } | null;
}

/** `no`: it opens nothing (any more). `another`: the token opens another conversation; without the token, it opens its own. */
export type Resumed = "yes" | "no" | "another";

export interface Begun {
	token: string;
	/** True when this is not whom the token names (none, one that lapsed, a link instead): the widget empties its view. */
	fresh: boolean;
	/** What became of the `resume` that it came with; null: it came with none. */
	resumed: Resumed | null;
	/** The privacy notice was accepted in this version already. */
	privacyAccepted: boolean;
	office: { name: string };
	/** Quick questions to begin with. */
	suggestions: string[];
	status: WireStatus;
	messages: WireMessage[];
	/** There is more after the last of `messages`: call `sync`. */
	more: boolean;
}

export interface ClientEvents {
	begin(input: z.input<typeof BeginInput>, ack: (answer: Ack<Begun>) => void): void;
	/** Acknowledged once it is stored for good. */
	send(input: z.input<typeof SendInput>, ack: (answer: Ack<{ id: string }>) => void): void;
	sync(
		input: z.input<typeof SyncInput>,
		ack: (answer: Ack<{ messages: WireMessage[]; more: boolean; status: WireStatus }>) => void,
	): void;
	/** Highest seq that reached the screen, and that was read. Throttle it: at most twice a second. */
	seen(input: z.input<typeof SeenInput>, ack: (answer: Ack<null>) => void): void;
	typing(input: z.input<typeof TypingInput>, ack: (answer: Ack<null>) => void): void;
	/** "Recordar en este equipo": a token that lasts 30 days instead of 12 hours. */
	remember(input: z.input<typeof RememberInput>, ack: (answer: Ack<{ token: string }>) => void): void;
	language(input: z.input<typeof LanguageInput>, ack: (answer: Ack<WireStatus>) => void): void;
	/** Leaves an address for what is not seen in time, changes it, or takes it away; only once something was written. */
	mail(input: z.input<typeof MailInput>, ack: (answer: Ack<WireStatus>) => void): void;
	/** "Terminar": ends the open interaction; the survey follows. */
	end(input: z.input<typeof EmptyInput>, ack: (answer: Ack<null>) => void): void;
	/**
	 * "Terminar y borrar de este equipo": ends it and revokes the visitor's tokens; the client forgets all. The office
	 * answers by closing the visitor's sockets, on whichever devices.
	 */
	forget(input: z.input<typeof EmptyInput>, ack: (answer: Ack<null>) => void): void;
}

export interface ServerEvents {
	/** In order of `seq`; on a gap (`after` is newer than what the client has) it calls `sync`. May repeat one: same `seq`, same content or newer delivery. */
	message(message: WireMessage): void;
	status(status: WireStatus): void;
	typing(typing: { from: "bot" | "agent"; name: string | null; on: boolean }): void;
	/** Staff has read the citizen's messages up to this seq. */
	read(read: { seq: number }): void;
}

/*
 * HTTP beside the socket, both with `Authorization: Bearer <token>`:
 *   POST /api/v1/webchat/files       multipart, one field "file"  → 201 { id, name, mime, size } | 400 (`reason`: infected, …)
 *   GET  /api/v1/webchat/files/:id   the file, only for its own citizen (fetch it and show the blob); 403 when it is infected
 */
