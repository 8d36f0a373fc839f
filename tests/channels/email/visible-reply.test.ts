import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visibleReply } from "../../../channels/email/index.ts";

const quote = "> Buenos días:\n> ¿Nos dice su número de cuenta?\n>\n> Soporte";

describe("the visible reply", () => {
	it.each([
		[
			"Gmail, Spanish",
			`Es la 42.\n\nEl lun, 3 nov 2025 a las 10:00, Soporte (<soporte@example.org>) escribió:\n\n${quote}`,
		],
		[
			"Gmail, wrapped",
			`Es la 42.\n\nEl lun, 3 nov 2025 a las 10:00, Soporte de Ejemplo\n<soporte@example.org> escribió:\n${quote}`,
		],
		[
			"Gmail, in three lines",
			`Es la 42.\n\nEl lun, 3 nov 2025 a las 10:00,\nSoporte <\nsoporte@example.org> escribió:\n${quote}`,
		],
		[
			"Gmail of Latin America",
			`Es la 42.\n\nEl lun, 3 de nov de 2025, 10:00 a. m., Soporte <soporte@example.org> escribió:\n${quote}`,
		],
		[
			"Gmail with narrow spaces",
			`Es la 42.\n\nEl lun, 3 de nov de 2025, 10:00\u202fa.\u00a0m., Soporte <soporte@example.org>\nescribió:\n${quote}`,
		],
		["Gmail, English", `Es la 42.\n\nOn Mon, Nov 3, 2025 at 10:00 AM Soporte <soporte@example.org> wrote:\n\n${quote}`],
		["Gmail, old", `Es la 42.\n\n2025-11-03 10:00 GMT-06:00 Soporte <soporte@example.org>:\n\n${quote}`],
		[
			"Gmail, Portuguese",
			`Es la 42.\n\nEm seg., 3 de nov. de 2025 às 10:00, Soporte <soporte@example.org> escreveu:\n${quote}`,
		],
		["Gmail, French", `Es la 42.\n\nLe lun. 3 nov. 2025 à 10:00, Soporte <soporte@example.org> a écrit :\n${quote}`],
		[
			"Gmail, Italian",
			`Es la 42.\n\nIl giorno lun 3 nov 2025 alle ore 10:00 Soporte <soporte@example.org> ha scritto:\n${quote}`,
		],
		[
			"Gmail, German",
			`Es la 42.\n\nAm Mo., 3. Nov. 2025 um 10:00 Uhr schrieb Soporte <soporte@example.org>:\n${quote}`,
		],
		[
			"the heading right below the answer",
			`Es la 42.\nEl lun, 3 nov 2025 a las 10:00, Soporte <soporte@example.org> escribió:\n${quote}`,
		],
		[
			"a quote without marks",
			"Es la 42.\n\nEl lun, 3 nov 2025 a las 10:00, Soporte <soporte@example.org> escribió:\n\nBuenos días:\n¿Nos dice su número?",
		],
		["Thunderbird", `Es la 42.\n\nEl 3/11/25 a las 10:00, Soporte escribió:\n${quote}`],
		["Thunderbird, English", `Es la 42.\n\nOn 03/11/2025 10:00, Soporte wrote:\n${quote}`],
		[
			"Apple Mail",
			`Es la 42.\n\n> El 3 nov 2025, a las 10:00, Soporte <soporte@example.org> escribió:\n> \n> Buenos días`,
		],
		[
			"Apple Mail, heading without a mark",
			`Es la 42.\n\nEl 3 nov 2025, a la(s) 10:00 a.m., Soporte <soporte@example.org> escribió:\n\n${quote}`,
		],
		[
			"Apple Mail, English",
			`Es la 42.\n\nOn Nov 3, 2025, at 10:00 AM, Soporte <soporte@example.org> wrote:\n\n${quote}`,
		],
		[
			"iPhone",
			`Es la 42.\n\nEnviado desde mi iPhone\n\n> El 3 nov 2025, a la(s) 10:00, Soporte <soporte@example.org> escribió:\n> \n> \ufeffBuenos días`,
		],
		[
			"Yahoo",
			"Es la 42.\n\n    El lunes, 3 de noviembre de 2025, 10:00:00 CST, Soporte <soporte@example.org> escribió:  \n \n Buenos días",
		],
		[
			"Yahoo, English",
			"Es la 42.\n\n    On Monday, November 3, 2025 at 10:00:00 AM CST, Soporte <soporte@example.org> wrote:  \n \n Buenos días",
		],
		[
			"K-9",
			`Es la 42.\n\nEl 3 de noviembre de 2025 10:00:00 GMT-06:00, Soporte <soporte@example.org> escribió:\n${quote}`,
		],
		["name first", `Es la 42.\n\nSoporte <soporte@example.org> escribió:\n\n${quote}`],
		["name first, then when", `Es la 42.\n\nSoporte escribió el 3/11/2025 a las 10:00:\n${quote}`],
		["Roundcube", `Es la 42.\n\nEl 2025-11-03 10:00, Soporte escribió:\n${quote}`],
		[
			"Outlook",
			"Es la 42.\n\nDe: Soporte <soporte@example.org>\nEnviado el: lunes, 3 de noviembre de 2025 10:00\nPara: Ana <ana@example.org>\nAsunto: RE: Mi cuenta\n\nBuenos días",
		],
		[
			"Outlook with a line",
			"Es la 42.\n________________________________\nDe: Soporte <soporte@example.org>\nEnviado: lunes, 3 de noviembre de 2025 10:00\nPara: Ana <ana@example.org>\nAsunto: RE: Mi cuenta\n\nBuenos días",
		],
		[
			"Outlook in bold",
			"Es la 42.\n\n*De:* Soporte <soporte@example.org>\n*Enviado:* lunes, 3 de noviembre de 2025 10:00\n*Para:* Ana <ana@example.org>\n*Asunto:* RE: Mi cuenta\n\nBuenos días",
		],
		[
			"Outlook, English",
			"Es la 42.\n\nFrom: Soporte <soporte@example.org>\nSent: Monday, November 3, 2025 10:00 AM\nTo: Ana <ana@example.org>\nSubject: RE: Mi cuenta\n\nBuenos días",
		],
		[
			"Outlook, Portuguese",
			"Es la 42.\n\nDe: Soporte <soporte@example.org>\nEnviada em: segunda-feira, 3 de novembro de 2025 10:00\nPara: Ana <ana@example.org>\nAssunto: RES: Mi cuenta\n\nBuenos días",
		],
		[
			"Outlook, French",
			"Es la 42.\n\nDe : Soporte <soporte@example.org>\nEnvoyé : lundi 3 novembre 2025 10:00\nÀ : Ana <ana@example.org>\nObjet : RE: Mi cuenta\n\nBuenos días",
		],
		[
			"Outlook, old",
			"Es la 42.\n\n-----Mensaje original-----\nDe: Soporte [mailto:soporte@example.org]\nEnviado el: lunes, 3 de noviembre de 2025 10:00\n\nBuenos días",
		],
		["Outlook, old, English", "Es la 42.\n\n-----Original Message-----\nFrom: Soporte\n\nBuenos días"],
		[
			"Outlook on Android",
			"Es la 42.\n\nObtener Outlook para Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Soporte <soporte@example.org>\nSent: Monday, November 3, 2025 10:00:00 AM\nTo: Ana <ana@example.org>\nSubject: Re: Mi cuenta\n\nBuenos días",
		],
		[
			"Samsung",
			"Es la 42.\n\n\nEnviado desde mi Galaxy\n\n\n-------- Mensaje original --------\nDe: Soporte <soporte@example.org>\nFecha: 3/11/25 10:00 a. m. (GMT-06:00)\nPara: ana@example.org\nAsunto: Re: Mi cuenta\n\nBuenos días",
		],
		[
			"Huawei",
			"Es la 42.\n\nEnviado desde mi HUAWEI P30 lite\n\n-------- Mensaje original --------\nDe: Soporte <soporte@example.org>\n",
		],
		["a signature", "Es la 42.\n\n-- \nAna López\nTel. 2222-2222"],
		["a signature whose space was lost", "Es la 42.\n\n--\nAna López"],
		["a signature above the quote", `Es la 42.\n-- \nAna López\n\nEl 3/11/25 a las 10:00, Soporte escribió:\n${quote}`],
		["an answer below the quote", `El 3/11/25 a las 10:00, Soporte escribió:\n${quote}\n\nEs la 42.`],
		["an answer below a bare quote", `${quote}\n\nEs la 42.`],
		["a virus scanner", "Es la 42.\n\nLibre de virus.www.avast.com <https://www.avast.com/sig-email>"],
		["Windows line ends", "Es la 42.\r\n\r\nEl 3/11/25 a las 10:00, Soporte escribió:\r\n> Buenos días\r\n"],
	])("C1: is found below or above the quote of %s", (_program, text) => {
		expect(visibleReply(text)).toBe("Es la 42.");
	});

	it.each([
		["a story with somebody's words", "El técnico me escribió:\nque no venía hasta el martes.\nGracias"],
		["a story with a date", "El 3 de mayo el técnico me escribió:\nque no venía."],
		["a story in English", "On Monday the technician wrote:\nhe would not come."],
		["words about a sender", "De: la oficina no me han dicho nada.\nGracias"],
		["a form", "De: San Salvador\nHasta: Santa Ana\nGracias"],
		["money sent", "Enviado desde mi banco el lunes.\nGracias"],
		["a list with dashes", "Necesito:\n--- agua\n--- luz"],
		["dashes before a long text", `Hola\n--\n${"Otra línea que escribí yo.\n".repeat(20)}`.trim()],
		["a line of underscores", "Uno\n________________________________\nDos"],
		["a greater-than within a line", "Mi saldo es > 100"],
		["several paragraphs", "Hola:\n\nNo tengo agua.\n\nAna"],
		[
			"what somebody forwards",
			"Miren esto:\n\n---------- Forwarded message ---------\nDe: Vecino <vecino@example.org>\nDate: lun, 3 nov 2025\nSubject: Agua\nTo: ana@example.org\n\nNo hay agua.",
		],
		[
			"what an iPhone forwards",
			"Miren:\n\nInicio del mensaje reenviado:\n\nDe: Vecino <vecino@example.org>\nAsunto: Agua\nFecha: 3 nov\n\nNo hay agua.",
		],
	])("C1: keeps %s", (_what, text) => {
		expect(visibleReply(text)).toBe(text);
	});

	it("C1: keeps answers within the quote, each below what it answers", () => {
		const text =
			"Respondo abajo.\n\nEl lun, 3 nov 2025 a las 10:00, Soporte <soporte@example.org> escribió:\n> Buenos días:\n> ¿Su nombre?\nAna López\n> ¿Su número?\n42\n> Gracias";
		expect(visibleReply(text)).toBe("Respondo abajo.\n\n> Buenos días:\n> ¿Su nombre?\nAna López\n> ¿Su número?\n42");
	});

	it("C1: shows the end of a long quote above the answer within it", () => {
		const long = Array.from({ length: 30 }, (_, at) => `> línea ${at}`).join("\n");
		expect(visibleReply(`${long}\nSí\n> ¿Y esto?\nNo`)).toBe(
			"> línea 25\n> línea 26\n> línea 27\n> línea 28\n> línea 29\nSí\n> ¿Y esto?\nNo",
		);
	});

	it.each([
		["only a quote", quote],
		["only a heading and a quote", `El 3/11/25 a las 10:00, Soporte escribió:\n${quote}`],
		["only what the program signs with", "Enviado desde mi iPhone"],
		["only a signature", "-- \nAna"],
	])("C2: is the whole text where that is %s", (_what, text) => {
		expect(visibleReply(text)).toBe(text);
	});

	it("C2: keeps what comes after the part that is looked at", () => {
		const long = "Una línea de un registro que alguien pega.\n".repeat(6_000);
		expect(visibleReply(long)).toBe(long.trim());
		expect(visibleReply("x".repeat(300_000))).toHaveLength(300_000);
	});

	it.each([
		["line feeds", "\n"],
		["quotes", "> a\n"],
		["quotes in turn", "> a\nb\n"],
		["headings", "El 3 10:00\n"],
		["headings without an end", "El 3/11 10:00 x "],
		["foreign headings", "Op schreef x schrieb:\n"],
		["signatures", "-- \nx\n"],
		["header blocks", "De: x\n"],
		["lines", "____________\n\n"],
		["spaces", " "],
	])("C2: takes no time for a megabyte of %s", (_what, piece) => {
		const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
		const started = process.cpuUsage();
		visibleReply(text);
		const { user } = process.cpuUsage(started);
		// What backtracks takes minutes.
		expect(user / 1_000).toBeLessThan(2_000);
	});

	it("C2: never fails, and finds something wherever something is written", () => {
		const lines = fc.constantFrom(
			"> a",
			"",
			"-- ",
			"De: x <a@b.c>",
			"Enviado: hoy",
			"Para: y",
			"El 3/11/25 a las 10:00, X escribió:",
			"hola",
			"-----Mensaje original-----",
			"________________________________",
			"Enviado desde mi iPhone",
			"---------- Forwarded message ---------",
		);
		fc.assert(
			fc.property(
				fc.array(fc.oneof(lines, fc.string({ unit: "binary", maxLength: 80 })), { maxLength: 30 }),
				(written) => {
					const text = written.join("\n");
					expect(visibleReply(text) === "").toBe(text.trim() === "");
				},
			),
		);
	});
});
