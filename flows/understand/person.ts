import { isNearly } from "./words.ts";

/*
 * "Quiero hablar con una persona" in the many ways it is typed. Each word that is nearly one of these is taken for it,
 * so the patterns below need not know of typos.
 */
const known = (
	"persona personas humano humana humanos agente agentes operador operadora asesor asesora asesores ejecutivo " +
	"ejecutiva representante funcionario funcionaria tecnico alguien hablar comunicar comunicarme conversar chatear " +
	"contactar atender atienda atiendan ayude quiero necesito quisiera prefiero deseo person human agent operator " +
	"representative someone advisor speak talk connect transfer"
).split(" ");

/** Words of their own that look like a slip of one above. */
const ownWords = new Set(
	"personal personales gente puedo atiende atienden agenda operar operado humo atencion".split(" "),
);
const shorthand = new Map([
	["kiero", "quiero"],
	["qiero", "quiero"],
	["kisiera", "quisiera"],
	["nesesito", "necesito"],
	["ocupo", "necesito"],
	["ablar", "hablar"],
	["personita", "persona"],
	["c", "con"],
	["1", "un"],
	["x", "por"],
]);

const person =
	"(?:persona|personas|humanos?|humana|agentes?|operador|operadora|asesor|asesora|asesores|ejecutivo|ejecutiva|" +
	"representante|funcionario|funcionaria|alguien|tecnico|gente|empleado|empleada|encargado|encargada|supervisor|" +
	"supervisora|ser humano|soporte|servicio al cliente|atencion al cliente|mesa de ayuda|la oficina|ustedes)";
const strong =
	"(?:persona|humano|humana|agente|operador|operadora|asesor|asesora|ejecutivo|ejecutiva|representante|" +
	"person|human|agent|operator|representative)";
const english =
	"(?:person|people|human|humans|agent|operator|representative|rep|someone|somebody|advisor|member of staff|staff|support)";
const article = "(?:un|una|uno|el|la|los|algun|alguna|otra|otro|su|sus|cualquier)";
const politeness =
	"(?:por favor|porfa|porfavor|pls|please|ya|ahora|mismo|urgente|gracias|de verdad|real|fisica|viva|now)";

const patterns = [
	`\\b(?:hablar|hable|hablo|comunicar|comunicarme|comuniqueme|comunicame|comuniquen|comunica|comunico|conversar|chatear|chat|contactar|contactarme|contacto|pasar|pasarme|paseme|pasame|pasen|paso|transferir|transfieran?|transfierame|conectar|conecteme|conectame|tratar|mandeme|deriveme|dirijame|escribir)(?: \\w+){0,2} (?:con|a|hacia)(?: ${article})? ${person}\\b`,
	`\\b(?:que|me|puede|podria)(?: me)? (?:atienda|atiendan|atender|ayude|ayudar|responda|conteste|explique|revise)(?: ${article})? ${person}\\b`,
	`\\b(?:quiero|necesito|deseo|prefiero|quisiera|busco|dame|deme|ponme|pongame|exijo|hay|habra)(?: a)?(?: ${article})? ${person}(?: ${politeness}| humana| humano| que me| para que me| disponible|$)`,
	"\\b(?:atencion|asistencia|ayuda|soporte|apoyo) (?:humana|humano|de una persona|de un humano|personal de alguien)\\b",
	"\\b(?:persona|ser|agente|operador|asesor) (?:humano|humana|real|de verdad|de carne y hueso)\\b",
	`\\b(?:talk|speak|chat|connect|transfer|pass|put|get)(?: me| us)?(?: through| over)? (?:to|with)(?: an?| the| some| your)?(?: real| live| actual| human)? ${english}\\b`,
	`\\b(?:want|need|prefer|get me|give me|like)(?: an?| some)?(?: real| live| actual| human)* (?:person|human|agent|operator|representative|human being)\\b`,
	"\\b(?:real|live|actual|human) (?:person|human|agent|being|operator|representative|support)\\b",
	`^(?:(?:con|a|to|an?|hola|${article}) )*${strong}(?: ${politeness}| humano| humana)*$`,
	`^(?:${politeness} )*(?:con )?(?:${article} )?${strong}(?: ${politeness})*$`,
].map((pattern) => new RegExp(pattern));

/** What a "person" in the law's sense is followed by, and what turns the wish round. */
const notThat = [
	/\bpersonas? (?:natural|naturales|juridica|juridicas|mayor|mayores|fallecida|con discapacidad)\b/,
	/\bno (?:quiero|deseo|necesito|hace falta|quisiera|me (?:pase|comunique|pases|comuniques))\b.*\b(?:hablar|persona|humano|agente|asesor|operador)\b/,
	/\b(?:don t|dont|do not) (?:want|need)\b.*\b(?:person|human|agent|talk|speak)\b/,
];

/**
 * Whether the citizen asks for a person (B7), with or without accents and typos, in Spanish or English.
 *
 * @param words as `wordsOf` gives them.
 */
export function asksForPerson(words: readonly string[]): boolean {
	const line = words.map(meant).join(" ");
	return patterns.some((pattern) => pattern.test(line)) && !notThat.some((pattern) => pattern.test(line));
}

function meant(word: string): string {
	const short = shorthand.get(word);
	if (short) return short;
	if (word.length < 5 || ownWords.has(word) || known.includes(word)) return word;
	const before = guessed.get(word);
	if (before !== undefined) return before;
	const guess = known.find((candidate) => isNearly(word, candidate)) ?? word;
	// The same words come again and again; the memory is bounded, since anything may be typed.
	if (guessed.size >= 20_000) guessed.clear();
	guessed.set(word, guess);
	return guess;
}

const guessed = new Map<string, string>();
