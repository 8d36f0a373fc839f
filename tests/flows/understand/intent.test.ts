import { describe, expect, it } from "vitest";
import { understand } from "../../../flows/understand/intent.ts";

describe("B7: asking for a person", () => {
	it.each([
		"quiero hablar con una persona",
		"Quiero hablar con una persona, por favor",
		"kiero ablar con una persona",
		"QUIERO HABLAR CON ALGUIEN",
		"necesito que me atienda alguien",
		"me puede atender una persona?",
		"pásame con un asesor",
		"paseme con un agente por favor",
		"páseme a un operador",
		"comuníqueme con un ejecutivo",
		"me comunica con soporte",
		"agente",
		"un agente",
		"humano",
		"humano por favor",
		"operador",
		"opeardor",
		"asesora",
		"persona",
		"con una persona",
		"persona real",
		"prefiero una persona",
		"necesito un humano ya",
		"quisiera chatear con alguien de la oficina",
		"hay alguien?",
		"hay alguien ahi que me ayude una persona de verdad",
		"atención humana",
		"quiero ablar con un representante",
		"me gustaria hablar con un funcionario",
		"hola, buenas tardes, quisiera hablar con una persona",
		"puedo hablar con alguien?",
		"talk to a human",
		"I want to speak with an agent",
		"can I talk to a real person please",
		"human please",
		"agent",
		"connect me to someone",
		"I need a person",
		"get me a representative",
		"speak to a person",
		"Hablar con una persona",
		"Talk to a person",
	])("%s", (text) => {
		expect(understand(text).intent.kind).toBe("person");
	});

	it.each([
		"requisitos para persona natural",
		"requisitos persona jurídica",
		"¿puede otra persona recoger mi firma?",
		"una persona usó mi firma sin permiso",
		"¿qué datos personales guardan?",
		"quiero poner una queja contra un funcionario que me trató mal",
		"no quiero hablar con una persona",
		"¿el token sirve para firmar por otra persona?",
		"cómo agendo una cita",
		"firmar en nombre de una persona mayor",
		"quiero sacar la firma de una persona natural",
		"mi agenda no carga en el portal",
	])("but not: %s", (text) => {
		expect(understand(text).intent.kind).not.toBe("person");
	});
});

describe("B10: what a message does besides asking", () => {
	it.each([
		["hola", "greeting"],
		["Holaaa!!", "greeting"],
		["buenas", "greeting"],
		["Buenos días, ¿cómo está?", "greeting"],
		["hello", "greeting"],
		["good morning", "greeting"],
		["gracias", "thanks"],
		["muchas gracias por su ayuda", "thanks"],
		["ok", "thanks"],
		["thank you so much", "thanks"],
		["adiós", "leave"],
		["chao", "leave"],
		["hasta luego, gracias", "leave"],
		["salir", "leave"],
		["terminar", "leave"],
		["bye", "leave"],
		["eso es todo", "enough"],
		["no gracias", "enough"],
		["eso es todo, muchas gracias", "enough"],
		["nada más", "enough"],
		["that's all", "enough"],
		["cancelar", "cancel"],
		["cancelar por favor", "cancel"],
		["olvídelo", "cancel"],
		["never mind", "cancel"],
		["¿eres un robot?", "robot"],
		["hablo con una persona?", "robot"],
		["es usted una persona", "robot"],
		["are you human?", "robot"],
		["ayuda", "help"],
		["tengo una pregunta", "help"],
		["qué puedes hacer", "help"],
		["que me llamen", "callback"],
		["prefiero que me llamen", "callback"],
		["llámenme por favor", "callback"],
		["call me back", "callback"],
		["son unos idiotas", "insult"],
		["no sirves para nada", "insult"],
		["😀", "wordless"],
		["👍🏽", "wordless"],
		["...", "wordless"],
		["", "wordless"],
		["   \n ", "wordless"],
		["¿cómo renuevo mi firma?", "none"],
		["quiero cancelar mi certificado", "none"],
		["cancelar mi cita de mañana", "none"],
		["no me funciona el token", "none"],
		["cómo salgo del portal", "none"],
		["gracias pero no me funciona", "none"],
		["me llaman pidiendo mi código, ¿es una estafa?", "none"],
		["buen navegador para firmar", "none"],
	])("%s → %s", (text, kind) => {
		expect(understand(text).intent.kind).toBe(kind);
	});

	it.each([
		["english please", "en"],
		["In English", "en"],
		["do you speak english?", "en"],
		["inglés", "en"],
		["en español por favor", "es"],
		["spanish", "es"],
	])("asks for a language: %s → %s", (text, language) => {
		expect(understand(text).intent).toEqual({ kind: "language", language });
	});

	it("leaves a question that names a language alone", () => {
		expect(understand("¿el portal está en inglés o solo en español?").intent.kind).toBe("none");
		expect(understand("necesito un certificado en ingles para una beca").intent.kind).toBe("none");
	});

	it("takes the greeting off a question", () => {
		expect(understand("Hola, buenas tardes. ¿Cómo renuevo mi firma?")).toMatchObject({
			intent: { kind: "none" },
			text: "¿Cómo renuevo mi firma?",
			greeted: true,
		});
	});
});
