import { expect, it } from "vitest";
import { readContact } from "../../../flows/understand/contact.ts";

it.each([
	["7777-8888", "7777-8888"],
	["7777 8888", "7777 8888"],
	["+503 7777 8888", "+503 7777 8888"],
	["(591) 71234567", "(591) 71234567"],
	["mi cel es 77778888, gracias", "77778888"],
	["llámeme al 2222-3333.", "2222-3333"],
	["ana.perez@correo.com", "ana.perez@correo.com"],
	["mi correo: ana@correo.gob.sv", "ana@correo.gob.sv"],
	["ana @ correo.com", "ana@correo.com"],
	["<ana@correo.com>", "ana@correo.com"],
])("B7: takes the contact out of %s", (text, contact) => {
	expect(readContact(text)).toEqual({ contact });
});

it.each([
	["", { problem: "nothing" }],
	["no tengo", { problem: "nothing" }],
	["1234", { problem: "phone-short", digits: 4 }],
	["12345678901234567", { problem: "phone-long", digits: 17 }],
	["ana@correo", { problem: "email-domain" }],
	["ana@", { problem: "email-domain" }],
	["@correo.com", { problem: "email-name" }],
	["ana.correo.com", { problem: "email-at" }],
	["ana1990 gmail", { problem: "email-at" }],
])("B7: says what is missing in «%s»", (text, problem) => {
	expect(readContact(text)).toEqual(problem);
});
