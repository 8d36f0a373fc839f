import { describe, expect, it } from "vitest";
import { addressOf, identityOf, isPhone, jidOf } from "../../../channels/whatsapp/address.ts";

describe("C1: who somebody is on WhatsApp", () => {
	it.each<[string, unknown[], string | null, string | null]>([
		["a number", ["50371234567@s.whatsapp.net"], "50371234567", null],
		["one of their devices", ["50371234567:12@s.whatsapp.net"], "50371234567", null],
		["the old form", ["50371234567@c.us"], "50371234567", null],
		["a LID", ["123456789012345@lid"], null, "123456789012345@lid"],
		["a LID's device", ["123456789012345_1:3@lid"], null, "123456789012345@lid"],
		["both", ["123@lid", "50371234567@s.whatsapp.net"], "50371234567", "123@lid"],
		["a business' host", ["50371234567:99@hosted", "123@hosted.lid"], "50371234567", "123@lid"],
		["nothing said along", ["50371234567@s.whatsapp.net", undefined], "50371234567", null],
	])("%s", (_what, jids, phone, lid) => {
		expect(identityOf(...jids)).toEqual({ phone, lid });
	});

	it.each([
		"120363000000000000@g.us",
		"status@broadcast",
		"123@newsletter",
		"123@bot",
		"@s.whatsapp.net",
		"0@s.whatsapp.net",
		"a\n50371234567@s.whatsapp.net",
		"50371234567@s.whatsapp.net.example",
		"",
		null,
		{},
	])("nobody: %j", (jid) => {
		expect(identityOf(jid)).toBeNull();
	});

	it("the address is the number when it is known, else the LID, and leads back", () => {
		expect(addressOf({ phone: "50371234567", lid: "1@lid" })).toBe("50371234567");
		expect(addressOf({ phone: null, lid: "1@lid" })).toBe("1@lid");
		expect(jidOf("50371234567")).toBe("50371234567@s.whatsapp.net");
		expect(jidOf("1@lid")).toBe("1@lid");
		expect([isPhone("50371234567"), isPhone("+50371234567"), isPhone("071234567"), isPhone("1")]).toEqual([
			true,
			false,
			false,
			false,
		]);
	});
});
