import { describe, expect, it } from "vitest";
import { pickTyped, yesOrNo } from "../../../flows/understand/choices.ts";

const options = [
	{ id: "renew", label: "Cómo renovar la firma electrónica" },
	{ id: "revoke", label: "Revocar un certificado" },
	{ id: "none", label: "Ninguna", words: ["otra cosa", "ninguno"] },
];

describe("B10: an option is chosen by number or word", () => {
	it.each([
		["1", "renew"],
		["la 2", "revoke"],
		["opción 2", "revoke"],
		["uno", "renew"],
		["la primera", "renew"],
		["el segundo, por favor", "revoke"],
		["2da", "revoke"],
		["la última", "none"],
		["the first one", "renew"],
		["number 2", "revoke"],
		["Revocar un certificado", "revoke"],
		["revocar un certifcado", "revoke"],
		["revocar", "revoke"],
		["renovar", "renew"],
		["la de renovar", "renew"],
		["COMO RENOVAR LA FIRMA ELECTRONICA", "renew"],
		["ninguna", "none"],
		["ningun", "none"],
		["otra cosa", "none"],
	])("%s → %s", (text, id) => {
		expect(pickTyped(text, options)?.id).toBe(id);
	});

	it.each([
		"4",
		"0",
		"99",
		"1 o 2",
		"perdí mi token hace 2 días",
		"",
		"😀",
		"la",
		"quiero saber el horario de la oficina",
	])("none of them: %s", (text) => {
		expect(pickTyped(text, options)).toBeNull();
	});
});

describe("B10: yes and no as people say them", () => {
	it.each([
		["sí", true, false],
		["si gracias", true, false],
		["claro que sí", true, false],
		["Sí, me sirvió mucho", true, false],
		["yes", true, false],
		["yep", true, false],
		["por supuesto", true, false],
		["👍", true, false],
		["👍🏾", true, false],
		["no", false, false],
		["no me sirvió", false, false],
		["No, para nada", false, false],
		["nop", false, false],
		["not really", false, false],
		["👎", false, false],
		["no entiendo", false, false],
		["no, quiero renovar mi certificado", false, true],
		["sí, ¿y cuánto cuesta renovar?", true, true],
	])("%s", (text, yes, more) => {
		expect(yesOrNo(text)).toEqual({ yes, more });
	});

	it.each(["", "tal vez", "renovar", "cómo renuevo", "…"])("neither: %s", (text) => {
		expect(yesOrNo(text)).toBeNull();
	});
});
