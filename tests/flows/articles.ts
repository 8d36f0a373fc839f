import { type Article, type ArticleSearch, createSearch } from "../../kb/index.ts";

/** A small library with the real search over it: what these tests say of articles does not change with the office's. */
export function library(): ArticleSearch<Article> {
	return createSearch(articles);
}

function article(
	id: string,
	language: "es" | "en",
	topic: Article["topic"],
	title: string,
	phrasings: string[],
	body: string,
): Article {
	return { id, language, topic, title, phrasings, body, updated: "2026-10-01", assurance: "none" };
}

const longParagraph = "Este paso se hace en la ventanilla de la oficina, con su documento a la vista y sin prisa. "
	.repeat(7)
	.trim();

const articles: Article[] = [
	article(
		"renovar-firma",
		"es",
		"firma",
		"Cómo renovar la firma electrónica",
		[
			"quiero renovar mi firma",
			"mi firma va a vencer",
			"renovación de la firma electrónica",
			"renovar certificado de firma",
			"cómo renuevo mi firma",
		],
		"Puede renovar desde 30 días antes de que venza.\n\n1. Entre en el portal.\n2. Elija **Renovar**.\n3. Pague.\n\nCuesta 15 dólares.",
	),
	article(
		"token-perdido",
		"es",
		"token",
		"Perdí mi token",
		["perdí mi token", "se me extravió el token", "me robaron el token", "no encuentro mi token", "token perdido"],
		"Revoque su certificado hoy mismo.\n\nLuego pida un token nuevo en la oficina.",
	),
	article(
		"token-windows",
		"es",
		"token",
		"Instalar el token en Windows",
		[
			"instalar token en windows",
			"controlador del token para windows",
			"configurar token windows",
			"driver token windows 11",
			"cómo instalo el token en mi pc",
		],
		"Descargue el controlador y reinicie el equipo.",
	),
	article(
		"token-macos",
		"es",
		"token",
		"Instalar el token en macOS",
		[
			"instalar token en mac",
			"controlador del token para macos",
			"configurar token macbook",
			"driver token mac",
			"cómo instalo el token en mi mac",
		],
		"Descargue el paquete y dé permiso en Ajustes.",
	),
	article(
		"horario",
		"es",
		"oficina",
		"Horario de la oficina",
		["a qué hora abren", "horario de atención", "qué días atienden", "hasta qué hora atienden", "abren los sábados"],
		"La oficina atiende de lunes a viernes, de 8:00 a 16:00.",
	),
	article(
		"tramite-largo",
		"es",
		"quejas",
		"Cómo presentar una queja",
		["presentar una queja", "quiero quejarme", "poner una queja", "dónde me quejo", "queja por mal servicio"],
		Array.from({ length: 5 }, () => longParagraph).join("\n\n"),
	),
	{
		...article(
			"mis-datos",
			"es",
			"portal",
			"Sus datos confidenciales registrados",
			[
				"ver mis datos confidenciales",
				"qué datos confidenciales tienen",
				"consultar expediente confidencial",
				"mi expediente confidencial",
				"datos confidenciales",
			],
			"Solo para quien verificó su identidad.",
		),
		assurance: "verified",
	},
	article(
		"renovar-firma",
		"en",
		"firma",
		"How to renew your electronic signature",
		[
			"renew my signature",
			"my signature expires",
			"renewal of the electronic signature",
			"renew certificate",
			"how do I renew my signature",
		],
		"You can renew from 30 days before it expires.",
	),
	article(
		"token-perdido",
		"en",
		"token",
		"I lost my token",
		["lost my token", "my token was stolen", "cannot find my token", "missing token", "token lost"],
		"Revoke your certificate today.",
	),
];
