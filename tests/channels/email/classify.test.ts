import { describe, expect, it } from "vitest";
import { parseInbound } from "../../../channels/email/index.ts";
import { automatic, bounces, byPeople } from "./mails.ts";

describe("who wrote a mail", () => {
	it.each(bounces)("C2: a bounce by %s", async (_name, raw, bounced) => {
		expect(await parseInbound(raw)).toMatchObject({ kind: "bounce", bounced });
	});

	it.each(automatic)("C2: a program: %s", async (_name, raw) => {
		const mail = await parseInbound(raw);
		expect(mail.kind).toBe("auto-reply");
		expect(mail).not.toHaveProperty("bounced");
	});

	it.each(byPeople)("C2: a person: %s", async (_name, raw) => {
		expect((await parseInbound(raw)).kind).toBe("message");
	});
});
