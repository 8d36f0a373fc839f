import { z } from "zod";

/** A visit is over after so long without a word, in ms, as what is proven in a conversation is. */
export const visitMs = 30 * 60_000;

/** Longest that a field of the page takes. */
export const longest = { document: 60, name: 120, mail: 254 } as const;

/** Who somebody says they are; with a mail address: who is not on file, and wants to be (B11). */
export const Claim = z.strictObject({
	document: z.string().trim().min(1).max(longest.document),
	name: z.string().trim().min(1).max(longest.name),
	mail: z.string().trim().max(longest.mail).optional(),
	language: z.enum(["es", "en"]),
});

/** A code was sent, if the data fit; whether they did shows in nothing. */
export const Sent = z.object({ until: z.iso.datetime() });

export const Code = z.strictObject({ code: z.string().trim().max(40) });

/** What came of a code. `review`: the contact is proven, but somebody with that document is on file: staff has to look. */
export const Tried = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("verified") }),
	z.object({ kind: z.literal("review") }),
	z.object({ kind: z.literal("wrong"), left: z.number().int() }),
	z.object({ kind: z.literal("locked"), until: z.iso.datetime() }),
	z.object({ kind: z.literal("over") }),
]);

/** One time that somebody was attended, on any channel. */
export const Matter = z.object({
	id: z.string(),
	channel: z.string(),
	openedAt: z.iso.datetime(),
	/** Null: still open. */
	endedAt: z.iso.datetime().nullable(),
});
export type Matter = z.infer<typeof Matter>;

/** Who is there; null: nobody who has proven it. */
export const Seen = z.object({ visit: z.object({ name: z.string(), matters: z.array(Matter) }).nullable() });
