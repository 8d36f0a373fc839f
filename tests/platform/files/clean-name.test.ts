import { describe, expect, it } from "vitest";
import { formatOf } from "../../../src/platform/files/allowed.ts";
import { cleanName } from "../../../src/platform/files/clean-name.ts";

const now = new Date("2026-11-04T15:06:07Z");

describe("C3: a file's name is clean and says what it is", () => {
	it.each([
		["informe.pdf", "pdf", "informe.pdf"],
		["Informe Final.PDF", "pdf", "Informe Final.pdf"],
		["foto.jpeg", "jpg", "foto.jpeg"],
		["foto.png", "jpg", "foto.jpg"],
		["foto", "png", "foto.png"],
		["informe.v2", "docx", "informe.v2.docx"],
		["notas.md", "txt", "notas.md.txt"],
		["../../etc/passwd", "txt", "passwd.txt"],
		["C:\\Users\\ana\\foto.png", "png", "foto.png"],
		["/", "png", "20261104150607.png"],
		["", "png", "20261104150607.png"],
		[".png", "png", "png.png"],
		["...", "png", "20261104150607.png"],
		[".htaccess", "txt", "htaccess.txt"],
		["a\r\nSet-Cookie: x=1.txt", "txt", "aSet-Cookie_ x=1.txt"],
		["foto\u0000.png", "png", "foto.png"],
		["factura\u202Efdp.png", "png", "facturafdp.png"],
		["fo\u200Bto\uFEFF\u2066.png", "png", "foto.png"],
		["a\u2028b\u00A0c  d.png", "png", "a b c d.png"],
		['¿qué? "sí" <b>|*:.png', "png", "¿qué_ _sí_ _b____.png"],
		["sen\u0303al.png", "png", "señal.png"],
		["  espacios  .png", "png", "espacios.png"],
		["puntos...png", "png", "puntos.png"],
		["CON.txt", "txt", "_CON.txt"],
		["lpt1.png", "png", "_lpt1.png"],
		["contrato.txt", "txt", "contrato.txt"],
		["日本語 🙂.png", "png", "日本語 🙂.png"],
		["suelto\uD83D.png", "png", "suelto.png"],
	])("%j as %s is %j", (given, extension, expected) => {
		const format = formatOf({ extension });
		expect(format && cleanName(given, format, now)).toBe(expected);
	});

	it.each(["a".repeat(500), "🙂".repeat(300), `${"ñ ".repeat(200)}.png`, `x.${"y".repeat(400)}`])(
		"is at most 120 long, without cutting a character: %s",
		(given) => {
			const format = formatOf({ extension: "png" });
			const name = format ? cleanName(given, format, now) : "";
			expect(name.length).toBeLessThanOrEqual(120);
			expect(name.length).toBeGreaterThan(115);
			expect(name).toMatch(/[^\uD800-\uDBFF]\.png$/);
		},
	);
});
