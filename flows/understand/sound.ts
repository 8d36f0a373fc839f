import { isNearly, wordsOf } from "./words.ts";

/*
 * Whoever writes in fear writes by ear. Words are compared by how they sound ("kieren" and "quieren", "suisidio" and
 * "suicidio", "aogando" and "ahogando"), with the shorthand of chats written out and slips in the telling words mended.
 */

/** A text as one line of sounds, to look `spoken` patterns up in. */
export function soundsOf(text: string): string {
	return wordsOf(text)
		.map((word) => mended(written(word)))
		.join(" ");
}

/**
 * A pattern over sounds, in words: `(a|b)` either, `(a )?` perhaps, `suicid*` any ending, ` .. ` up to six words between.
 *
 * @example spoken("me (quiero|voy a) matar").test(soundsOf("me kiero matar")) // true
 */
export function spoken(...ways: string[]): RegExp {
	return new RegExp(ways.map(source).join("|"));
}

function source(way: string): string {
	const sounds = way.replace(/\\[a-z]|([a-z\d]+)(\*?)/g, (found, word?: string, ending?: string) =>
		word === undefined ? found : ending ? `${sound(word)}\\w*` : written(word),
	);
	const whole = sounds.replaceAll(" .. ", "(?: \\w+){0,6} ");
	return `${way.startsWith("^") ? "" : "\\b"}(?:${whole})${way.endsWith("$") ? "" : "\\b"}`;
}

const shorthand = new Map(
	(
		"q:que k:que x:por xfa:por favor xfavor:por favor porfa:por favor d:de m:me t:te c:se toy:estoy toi:estoy stoy:estoy " +
		"ta:esta sta:esta stan:estan tngo:tengo bb:bebe mijo:mi hijo mija:mi hija mijito:mi hijo mijita:mi hija kn:con " +
		"xq:porque pq:porque aorita:ahorita orita:ahorita ahorit:ahorita ahoritita:ahorita aiuda:ayuda aiudenme:ayudenme pa:para " +
		"im:i me ive:i ve dont:don te cant:can te wont:won te isnt:isn te doesnt:doesn te hes:he s shes:she s theyre:they re " +
		"theres:there s wanna:want to gonna:going to u:you ex:exnovio mevoy:me voy meboy:me voy sevan:se van mequiero:me quiero"
	)
		.split(/ (?=\w+:)/)
		.map((pair): [string, string] => [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)]),
);

/** A word's sound, shorthand written out. */
function written(word: string): string {
	return (shorthand.get(word) ?? word).split(" ").map(sound).join(" ");
}

function sound(word: string): string {
	return word
		.replace(/(?<!c)h/g, "")
		.replace(/qu(?=[ei])|q/g, "k")
		.replace(/sc(?=[ei])|c(?=[ei])|[zx]/g, "s")
		.replace(/c(?!h)/g, "k")
		.replace(/ll/g, "y")
		.replace(/v/g, "b")
		.replace(/g(?=[ei])/g, "j")
		.replace(/gu(?=[ei])/g, "g")
		.replace(/(.)\1+/g, "$1")
		.replace(/n(?=[bp])/g, "m")
		.replace(/y$/, "i");
}

/** Telling words, in which a slip is mended. */
const telling = (
	"suicidarme suicidar suicidarse suicidio matarme matarse secuestraron secuestrado secuestrada asaltando asaltaron incendio " +
	"incendiando infarto inconsciente desmayado desmayada desmayo convulsionando convulsiones sangrando desangrando amenazando " +
	"amenaza golpeando golpea pegando pistola cuchillo machete disparando balacera auxilio socorro ambulancia bomberos policia " +
	"atropellaron violando ahorcarme asfixiando respirar respira muriendo morirme ahogandose quemandose veneno pastillas " +
	"ladrones atrapados ensangrentado extorsionando encerrada inundando breathing suicidal kidnapped bleeding unconscious"
)
	.split(" ")
	.map(sound);
/** Words of their own that look like a slip of one above. */
const ownWords = new Set(
	"breaking subsidio subsidios subsidiar pagando pegado pegada pegados pegadas policias amenazas secuestro secuestros incendios respire respiro pasillas golpe matarle politica politicas policial poliza infante matarla marinado sangrado encerrado amenazado golpeado golpeada asaltado"
		.split(" ")
		.map(sound),
);

function mended(word: string): string {
	if (word.length < 6 || ownWords.has(word)) return word;
	return telling.find((meant) => beginsAlike(word, meant) && isNearly(word, meant)) ?? word;
}

/** Two letters alike, and a slip soon after: another ending of the same word is no slip. */
function beginsAlike(word: string, meant: string): boolean {
	return word.slice(0, 2) === meant.slice(0, 2) && word.slice(0, 5) !== meant.slice(0, 5);
}
