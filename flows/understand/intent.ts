import { asksForPerson } from "./person.ts";
import { isNearly, wordsOf } from "./words.ts";

/** What a message does besides asking something. */
export type Intent =
	| {
			kind:
				| "person"
				| "callback"
				| "identify"
				| "register"
				| "forget-me"
				| "cancel"
				| "leave"
				| "enough"
				| "thanks"
				| "greeting"
				| "robot"
				| "insult"
				| "help";
	  }
	| { kind: "language"; language: "es" | "en" }
	| { kind: "wordless"; of: "emoji" | "symbols" | "empty" }
	/** Nothing of the above: probably a question. */
	| { kind: "none" };

export interface Understood {
	intent: Intent;
	/** The text without the greeting before it. */
	text: string;
	/** It began with a greeting. */
	greeted: boolean;
}

/** Intents are short; what follows a long opening is a story. */
const looksAt = 400;

/**
 * What a citizen's text does: by plain lists of phrases, forgiving accents and slips (B1, B10). Pure.
 *
 * @example understand("hola, quiero ablar con una persona").intent // { kind: "person" }
 */
export function understand(text: string): Understood {
	const wordless = withoutWords(text);
	if (wordless) return { intent: { kind: "wordless", of: wordless }, text, greeted: false };

	const { rest, greeted } = withoutGreeting(text);
	const words = wordsOf(rest.slice(0, looksAt));
	if (greeted && isOnly(words, afterGreeting)) return { intent: { kind: "greeting" }, text: rest, greeted };
	return { intent: intentOf(words), text: rest, greeted };
}

function intentOf(words: string[]): Intent {
	const line = words.join(" ");
	const language = languageAsked(words);
	if (language) return { kind: "language", language };
	if (robot.some((pattern) => pattern.test(line))) return { kind: "robot" };
	if (asksForPerson(words)) return { kind: "person" };
	if (callback.some((pattern) => pattern.test(line))) return { kind: "callback" };
	if (says(words, identity.prove)) return { kind: "identify" };
	if (says(words, identity.register)) return { kind: "register" };
	if (says(words, identity.forget)) return { kind: "forget-me" };
	if (says(words, enough)) return { kind: "enough" };
	if (says(words, cancel)) return { kind: "cancel" };
	if (says(words, leave)) return { kind: "leave" };
	if (words.some((word) => thankful.has(word)) && isOnly(words, aroundThanks)) return { kind: "thanks" };
	if (isOnly(words, agreeing)) return { kind: "thanks" };
	if (says(words, help)) return { kind: "help" };
	if (words.length <= 6 && words.some((word) => rude.has(word))) return { kind: "insult" };
	if (rudePhrases.some((pattern) => pattern.test(line))) return { kind: "insult" };
	return { kind: "none" };
}

function list(text: string): Set<string> {
	return new Set(text.split(/\s+/));
}

/** Phrases to be said in full; those of one word may have a slip in it. */
interface Phrases {
	all: ReadonlySet<string>;
	single: readonly string[];
	longest: number;
}

function phrases(text: string): Phrases {
	const all = text.split("|").map((phrase) => phrase.trim());
	return {
		all: new Set(all),
		single: all.filter((phrase) => !phrase.includes(" ")),
		longest: Math.max(...all.map((phrase) => phrase.split(" ").length)),
	};
}

const greetingWords = list(
	"hola ola holi holis buenas buenos buen bueno dias dia tardes tarde noches noche saludos saludo hey hi hello good " +
		"morning afternoon evening disculpe disculpa disculpen oiga oigan estimados estimado estimada muy que tal",
);
/** "Que" or "muy" alone greets nobody. */
const greetingHeads = list(
	"hola ola holi holis buenas buenos buen saludos saludo hey hi hello good disculpe disculpa disculpen oiga oigan estimados estimado estimada",
);
const afterGreeting = list(
	"como esta estas estan le va se encuentra encuentran senor senora senorita senores amigo amiga amigos equipo usted " +
		"ustedes a todos todas que tal un gusto how are you there doing bot asistente",
);

/** Takes the greeting off the front, by words of the text as it was typed. */
function withoutGreeting(text: string): { rest: string; greeted: boolean } {
	const trimmed = text.trim();
	const pieces = trimmed.slice(0, looksAt).split(/(\s+)/);
	let taken = 0;
	let count = 0;
	for (const piece of pieces) {
		const [word, ...more] = wordsOf(piece);
		if (word !== undefined) {
			const greets = more.length === 0 && (count === 0 ? greetingHeads : greetingWords).has(word);
			// "Buen" and "good" greet only with what follows; "good reader?" asks.
			if (!greets) break;
			count += 1;
		}
		taken += piece.length;
	}
	const lone = wordsOf(trimmed.slice(0, taken));
	const greets = count > 0 && !(lone.length === 1 && ["buen", "good", "bueno", "buenos"].includes(lone[0] ?? ""));
	return greets
		? { rest: trimmed.slice(taken).replace(/^[\s,.;:!¡-]+/, ""), greeted: true }
		: { rest: trimmed, greeted: false };
}

function withoutWords(text: string): "emoji" | "symbols" | "empty" | null {
	if (/[\p{L}\p{N}]/u.test(text.replace(/[\u{fe0f}\u{20e3}]/gu, "").replace(/\p{Extended_Pictographic}/gu, "")))
		return null;
	if (/\p{Extended_Pictographic}/u.test(text)) return "emoji";
	return text.trim() === "" ? "empty" : "symbols";
}

const spanish = list("espanol castellano spanish");
const inEnglish = list("english ingles");
const aroundLanguage = list(
	"please por favor en in speak spoken habla hablas hablan hablar hable do does you can could we i want only change " +
		"to the language idioma cambiar cambie cambia switch quiero quisiera prefiero puede puedo podemos le pueden would like " +
		"continue seguir write escribir is there version",
);

function languageAsked(words: string[]): "es" | "en" | null {
	if (words.length > 8) return null;
	const named = words.filter((word) => spanish.has(word) || inEnglish.has(word));
	const [name] = named;
	if (named.length !== 1 || !name) return null;
	if (!words.every((word) => word === name || aroundLanguage.has(word))) return null;
	return spanish.has(name) ? "es" : "en";
}

const robot = [
	/\b(?:eres|es|sos|es usted|esto es|hablo con|hablando con|usted es|este es) (?:un |una )?(?:robot|bot|maquina|humano|humana|persona|programa|chatbot|ia|inteligencia artificial|real|computadora|chatgpt)(?: de verdad| real| o .*)?$/,
	/\bare you (?:an? )?(?:real )?(?:robot|bot|machine|human|person|real|ai|chatbot|program)(?: or .*| person)?$/,
	/\b(?:am i|i am|im) (?:talking|speaking|chatting) (?:to|with) (?:an? )?(?:real )?(?:robot|bot|machine|human|person|ai)\b/,
	/^(?:robot|bot|quien eres|quien es usted|con quien hablo|como te llamas|como se llama|who are you|what are you|what is your name)$/,
];

const callback = [
	/\b(?:que me|me pueden|me puede|pueden|podrian|me podrian) (?:llamen|llamar|llamarme|llame|devuelvan la llamada|regresen la llamada|contacten|contactarme)\b/,
	/\b(?:llamenme|llameme|llamame|devuelvanme la llamada)\b/,
	/\b(?:quiero|necesito|prefiero|solicito|pido|deseo) (?:que me llamen|una llamada|la llamada|que me contacten)\b/,
	/\b(?:call me(?: back)?|callback|call back|give me a call|get a call|have (?:someone|somebody) call me)\b/,
];

const identity = {
	prove: phrases(
		"verificar mi identidad|verifique mi identidad|verificar identidad|confirmar mi identidad|comprobar mi identidad|" +
			"validar mi identidad|identificarme|quiero identificarme|acreditar mi identidad|verify my identity|verify identity|" +
			"confirm my identity|prove my identity|identify myself",
	),
	register: phrases(
		"registrarme|quiero registrarme|registrarme aqui|registreme|registrame|no estoy registrado|no estoy registrada|" +
			"register me|register myself|i want to register|sign me up|i am not registered|im not registered",
	),
	forget: phrases(
		"olvide quien soy|olvideme|olvidame|no soy yo|ya no soy yo|no soy esa persona|esa no soy yo|ese no soy yo|" +
			"cierre mi identidad|cerrar mi identidad|forget me|forget who i am|its not me|it s not me|that s not me|thats not me",
	),
};
const enough = phrases(
	"nada mas|no gracias|no nada|no nada mas|eso es todo|es todo|eso era todo|era todo|eso seria todo|seria todo|todo bien|" +
		"por ahora no|de momento no|ya no|ya no necesito nada|no necesito nada|no necesito nada mas|ya esta|ya quedo|ya lo resolvi|" +
		"ya pude|ninguna otra|ninguna mas|ninguna otra consulta|nothing else|nothing more|thats all|that s all|that is all|thats it|" +
		"no thanks|no thank you|im done|i m done|all good|im good|not now|no that s all|no eso es todo|nada",
);
const cancel = phrases(
	"cancelar|cancela|cancele|cancelalo|cancelelo|cancel|cancelar todo|anular|olvidalo|olvidelo|dejalo|dejelo|dejemoslo|" +
		"ya no quiero|mejor no|never mind|nevermind|forget it|stop|parar|detener|volver|atras|regresar|empezar de nuevo|" +
		"empezar otra vez|volver a empezar|comenzar de nuevo|reiniciar|start over|go back|back|restart|undo",
);
const leave = phrases(
	"adios|chao|chau|bye|bye bye|goodbye|good bye|hasta luego|hasta pronto|hasta manana|nos vemos|me voy|salir|terminar|finalizar|" +
		"exit|quit|end|cerrar|cerrar chat|terminar chat|cerrar el chat|terminar el chat|terminar la conversacion|end chat|end the chat|" +
		"see you|see you later|see ya|que le vaya bien|que este bien|buenas noches adios|feliz dia|buen dia adios|salir del chat|close chat",
);
const help = phrases(
	"ayuda|ayudame|ayudeme|auxilio|help|help me|necesito ayuda|quiero ayuda|i need help|can you help me|can you help|me puede ayudar|" +
		"me puedes ayudar|puede ayudarme|podria ayudarme|me ayuda|me ayudas|tengo una pregunta|tengo una duda|tengo una consulta|" +
		"tengo un problema|tengo dudas|una consulta|una pregunta|consulta|pregunta|duda|quiero hacer una consulta|" +
		"quiero hacer una pregunta|quisiera hacer una consulta|necesito informacion|quiero informacion|informacion|info|" +
		"i have a question|a question|question|i have a problem|que puedes hacer|que puede hacer|que sabes hacer|que sabe hacer|" +
		"en que me puedes ayudar|en que me puede ayudar|como funciona esto|como funciona|what can you do|how does this work|menu|" +
		"opciones|options|inicio|start|no se que hacer|que hago|no entiendo|no entiendo nada|i dont understand|i don t understand",
);
/** What people put around any of these without changing them. */
const filler = list(
	"por favor porfa porfavor please pls gracias muchas mil thanks thank you ok okay vale bueno pues entonces ya ahora " +
		"si no y muy amable se lo agradezco quiero quisiera deseo necesito esto eso todo this it senor senorita solo es",
);

/** Says one of the phrases, in full, with nothing but filler around it. */
function says(words: string[], wanted: Phrases): boolean {
	if (words.length > 10) return false;
	for (let start = 0; start < words.length; start++) {
		if (start > 0 && !filler.has(words[start - 1] ?? "")) return false;
		const ends = Math.min(words.length, start + wanted.longest);
		for (let end = start + 1; end <= ends; end++) {
			if (!words.slice(end).every((word) => filler.has(word))) continue;
			if (wanted.all.has(words.slice(start, end).join(" "))) return true;
			const [word] = words.slice(start, end);
			if (end === start + 1 && word && wanted.single.some((single) => isNearly(word, single))) return true;
		}
	}
	return false;
}

const thankful = list("gracias grasias grax thanks thank thx ty agradezco agradecido agradecida agradezca bendiciones");
const aroundThanks = new Set([
	...thankful,
	...list(
		"muchas muchisimas mil muy amable amables se lo le les ok okay vale perfecto excelente bien genial listo you so much very " +
			"great perfect a lot de acuerdo todo super por su sus la el ayuda informacion atencion tan que si ya entiendo entendido " +
			"claro bueno usted ustedes dios bendiga for your the help me sirvio mucho for that era es fue clara clarisimo aclarar " +
			"igualmente ha sido eso resolvio quedo un dia buen buena tarde noche and nice good yes y esta",
	),
]);
const agreeing = list(
	"ok okay okey oki vale perfecto listo entendido entiendo excelente genial bien great perfect fine cool understood got it de acuerdo ya",
);

function isOnly(words: string[], allowed: ReadonlySet<string>): boolean {
	return words.every((word) => allowed.has(word));
}

const rude = list(
	"idiota idiotas imbecil imbeciles estupido estupida estupidos inutil inutiles mierda pendejo pendeja pendejos cabron cabrona " +
		"puta puto putos hijueputa hijoputa hp hdp carajo cojudo cojuda huevon basura maldito maldita malditos tarado tarada " +
		"fuck fucking shit stupid idiot useless asshole bitch bastard moron dumb crap",
);
const rudePhrases = [
	/\b(?:no sirves|no sirven|no sirve) (?:de|para) nada$/,
	/\b(?:vete|vayanse|vayase) (?:al|a la)\b/,
	/\b(?:go to hell|screw you|you suck)\b/,
	/^(?:que )?(?:mal|pesimo|horrible|terrible) servicio$/,
];
