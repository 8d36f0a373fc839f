import { describe, expect, it } from "vitest";
import { cardStart } from "../../src/citizens/mask/cards.ts";
import { codePattern } from "../../src/citizens/mask/code.ts";
import { documentForms, documentNamed } from "../../src/citizens/mask/documents.ts";
import { maskSecrets } from "../../src/citizens/mask/index.ts";
import { passwordLead } from "../../src/citizens/mask/passwords.ts";

describe("P2: a document is masked but for its last three characters", () => {
	it.each([
		["Mi DUI es 00016297-5", "Mi DUI es ••••••97-5"],
		["00016297-5", "••••••97-5"],
		["soy Ana Pérez, 00016297-5.", "soy Ana Pérez, ••••••97-5."],
		["dui: 000162975", "dui: ••••••975"],
		["DUI 0001 6297 5 y mi tel 7000-1234", "DUI •••• ••97 5 y mi tel 7000-1234"],
		["dui 00016297-9", "dui ••••••97-9"],
		["０００１６２９７－５", "••••••９７－５"],
		["NIT 0614-050707-104-8", "NIT ••••-••••••-•04-8"],
		["0614-050707-104-8", "••••-••••••-•04-8"],
		["mi CI es 1234567 LP", "mi CI es ••••567 LP"],
		["CI 1234567-1A", "CI ••••••7-1A"],
		["C.I. 4567890", "C.I. ••••890"],
		["Cédula de identidad No. 1.020.304.050", "Cédula de identidad No. •.•••.•••.050"],
		["ce\u0301dula 79123456", "ce\u0301dula •••••456"],
		["mi documento es 20123456", "mi documento es •••••456"],
		["DNI 20.123.456", "DNI ••.•••.456"],
		["12345678Z", "••••••78Z"],
		["mi nie: X1234567L", "mi nie: ••••••67L"],
		["X-1234567-L", "•-•••••67-L"],
		["CURP HEGG560427MVZRRL04", "CURP •••••••••••••••L04"],
		["hegg560427mvzrrl04", "•••••••••••••••l04"],
		["mi RFC GODE561231GR8 gracias", "mi RFC ••••••••••GR8 gracias"],
		["12.531.909-2", "••.•••.•09-2"],
		["12531909-2", "••••••09-2"],
		["1.000.005-k", "•.•••.•05-k"],
		["20-05536168-2", "••-••••••68-2"],
		["mi cuit 20055361682", "mi cuit ••••••••682"],
		["RUC 20512333797", "RUC ••••••••797"],
		["cedula 1714307103", "cedula •••••••103"],
		["1.234.567-2", "•.•••.•67-2"],
		["V-11470283-4", "•-••••••83-4"],
		["cédula V-12.345.678", "cédula •-••.•••.678"],
		["cédula 1-0123-0456", "cédula •-••••-•456"],
		["1587 56444 0904", "•••• ••••• •904"],
		["DPI 1587564440904", "DPI ••••••••••904"],
		["576937-K", "••••37-K"],
		["001-1391820-5", "•••-•••••20-5"],
		["mi pasaporte es A12345678", "mi pasaporte es ••••••678"],
		["My passport number is C01234567", "My passport number is ••••••567"],
		["my ID number is 12345678", "my ID number is •••••678"],
		["DUI de mi hijo 00016297-5", "DUI de mi hijo ••••••97-5"],
	])("%s", (text, masked) => {
		expect(maskSecrets(text)).toEqual({ text: masked, found: ["document"] });
	});
});

describe("P2: a payment card is masked but for its last four digits", () => {
	it.each([
		["4111111111111111", "••••••••••••1111"],
		["4111 1111 1111 1111", "•••• •••• •••• 1111"],
		["tarjeta 5555-5555-5555-4444 vence 12/28", "tarjeta ••••-••••-••••-4444 vence 12/28"],
		["3782 822463 10005", "•••• •••••• •0005"],
		["my card: 6011000990139424.", "my card: ••••••••••••9424."],
		["30569309025904", "••••••••••5904"],
		["3530111333300000", "••••••••••••0000"],
		["4222222222222", "•••••••••2222"],
		["2223003122003222", "••••••••••••3222"],
		["pagué 4111.1111.1111.1111 ayer", "pagué ••••.••••.••••.1111 ayer"],
		["٤١١١١١١١١١١١١١١١", "••••••••••••١١١١"],
		["orden 1234 y 4111 1111 1111 1111 y 5555555555554444", "orden 1234 y •••• •••• •••• 1111 y ••••••••••••4444"],
	])("%s", (text, masked) => {
		expect(maskSecrets(text)).toEqual({ text: masked, found: ["card"] });
	});
});

describe("P2: a password is masked whole", () => {
	it.each([
		["mi contraseña es Perro123", "mi contraseña es ••••••••"],
		["Mi contrasena es perro", "Mi contrasena es •••••"],
		["mi contrasen\u0303a es gato99", "mi contrasen\u0303a es ••••••"],
		["MI CONTRASEÑA ES: Secreto#1", "MI CONTRASEÑA ES: •••••••••"],
		["clave: abc", "clave: •••"],
		["clave de acceso: hola2024, gracias", "clave de acceso: ••••••••, gracias"],
		["Clave=Xy9", "Clave=•••"],
		["mi clave es la 1234", "mi clave es la ••••"],
		["mi clave es Juan 2024", "mi clave es •••••••••"],
		["usuario juan clave 12345", "usuario juan clave •••••"],
		["password: hunter2", "password: •••••••"],
		["my password is hunter", "my password is ••••••"],
		["the password for my account is: S3cret!x", "the password for my account is: ••••••••"],
		["contraseña del correo: flores", "contraseña del correo: ••••••"],
		['contraseña: "abre"', 'contraseña: "••••"'],
		["pin 1234", "pin ••••"],
		["mi PIN es 987654", "mi PIN es ••••••"],
		["pin de la tarjeta: 4321.", "pin de la tarjeta: ••••."],
		["cvv 123", "cvv •••"],
	])("%s", (text, masked) => {
		expect(maskSecrets(text)).toEqual({ text: masked, found: ["password"] });
	});
});

describe("P2: a code that is the whole message is masked whole", () => {
	it.each([
		["123456", "••••••"],
		["123 456", "•••••••"],
		[" 123-456. ", " •••••••. "],
		["1 2 3 4 5 6", "•••••••••••"],
		["el código es 123456", "el código es ••••••"],
		["Código: 654321", "Código: ••••••"],
		["my code is 123 456", "my code is •••••••"],
		["Mi código de verificación es 000123", "Mi código de verificación es ••••••"],
		["verification code 123456", "verification code ••••••"],
	])("%s", (text, masked) => {
		expect(maskSecrets(text)).toEqual({ text: masked, found: ["code"] });
	});
});

describe("P2: what only looks like a secret stays", () => {
	it.each([
		"mi caso es 2026-000123-4",
		"documento 2026-000123-4",
		"2026-000123-4",
		"llámeme al 7000-1234",
		"mi teléfono es +503 7000 1234",
		"+5491123456789",
		"tel. 2250-1234 o 2260-5678",
		"0034 612 345 678",
		"nací el 31/05/1990",
		"mi cédula vence el 31-12-2027",
		"mi DUI vence 31-12-2027",
		"la cita es el 2026-11-25 a las 10:30",
		"pagué $1,234,567.89",
		"son 1.234.567 guaraníes",
		"pedido 123456789",
		"orden 12345678",
		"order #000123456789",
		"factura 001-001-000123456",
		"guía 1234567890123",
		"IMEI 490154203237518",
		"hora 1764067200000",
		"4111111111111112",
		"41111111111111111111111",
		"olvidé mi contraseña",
		"¿cuál es mi contraseña?",
		"mi contraseña es incorrecta",
		"la contraseña no es válida",
		"la contraseña es obligatoria",
		"password: no funciona",
		"my password is not working",
		"my password is wrong",
		"the password policy: 8 characters",
		"la clave es tener paciencia",
		"la clave es paciencia",
		"clave catastral: 123-456-789",
		"la contraseña debe tener 8 caracteres",
		"los pines son 3",
		"pinté 1234 casas",
		"tengo 123456 colones",
		"llame al 12345678 z 7",
		"código postal 1101",
		"12345",
		"1234567",
		"12-03-26",
		"¿qué es el DUI?",
		"necesito el DUI y 2 fotos",
		"DUI: 12",
		"00016297-4",
		"12345678A",
		"0614-050707-104-9",
		"carnet de 3 x 4",
		"IP 192.168.100.200",
		"https://example.com/a/00016297",
		"Ana, 45 años, 2 hijos",
		"",
		"•••••••97-5",
	])("%s", (text) => {
		expect(maskSecrets(text)).toEqual({ text, found: [] });
	});
});

it("P2: several in one text are all masked, each kind named once", () => {
	expect(
		maskSecrets("DUI 00016297-5, CURP HEGG560427MVZRRL04\ntarjeta 4111 1111 1111 1111; clave: abc. Caso 2026-000123-4"),
	).toEqual({
		text: "DUI ••••••97-5, CURP •••••••••••••••L04\ntarjeta •••• •••• •••• 1111; clave: •••. Caso 2026-000123-4",
		found: ["document", "card", "password"],
	});
});

it("P2: a masked text is masked no further", () => {
	const { text } = maskSecrets("mi clave es Juan 2024, DUI 00016297-5, 4111 1111 1111 1111");
	expect(maskSecrets(text)).toEqual({ text, found: [] });
});

describe("P2: the work grows with the text and no faster", () => {
	const patterns = [cardStart, codePattern, passwordLead, documentNamed, ...documentForms.map(({ form }) => form)];

	it.each(patterns.map((pattern) => [pattern.source.slice(0, 60), pattern.source]))(
		"%s… never looks further than a bounded way",
		(_name, source) => {
			const outside = source.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
			expect(outside).not.toMatch(/[*+]|\{\d*,\}/);
		},
	);

	it.each([
		"1",
		"1 ",
		"4111 ",
		"dui ",
		"dui:dui ",
		"clave ",
		"mi clave de ",
		"clave:a",
		"0614-",
		"a1",
		"•",
		"\ud800",
		"(",
		"es ",
	])("100 KB of %j", (piece) => {
		const text = piece.repeat(100_000 / piece.length);
		expect(maskSecrets(text).text).toHaveLength(text.length);
	});
});
