import type { Span } from "./span.ts";

/** Passwords and PINs, where a word says that one follows: "mi contraseña es …", "clave: …", "pin 1234". */
export function findPasswords(plain: string): Span[] {
	const spans: Span[] = [];
	let free = 0;
	for (const { index, 0: lead, groups } of plain.matchAll(passwordLead)) {
		const start = index + lead.length;
		if (start < free) continue;
		const tokens = tokensAt(plain, start);
		const secret = groups?.numeric ? numeric(tokens) : secretOf(tokens, groups ?? {});
		if (!secret) continue;
		spans.push({ ...secret, shown: 0 });
		free = secret.to;
	}
	return spans;
}

/** What leads to a password: the word, whose it is, and what joins it to what follows. */
export const passwordLead = new RegExp(
	[
		String.raw`(?<![\p{L}\d•])(?<own>(?:mi|my) )?`,
		String.raw`(?:(?<strong>contrase(?:ñ|n\u0303?)a|password|passwd|passphrase|passcode|pwd)|(?<weak>clave|pass)|(?<numeric>pin|cvv2?|cvc2?))`,
		"(?:[ _-]{1,2}(?:de|del|para|en|la|el|mi|su|tu|of|for|the|my|to|wi-?fi|internet|correo|cuenta|usuario|acceso|ingreso",
		"|banco|bancaria|app|aplicacion|portal|pagina|sistema|secreta|personal|temporal|actual|nueva|anterior|vieja|email",
		String.raw`|mail|account|facebook|gmail|whatsapp|card|tarjeta|cajero)(?![\p{L}\d])){0,4}`,
		String.raw`(?:\s{0,3}(?<assigned>[:=]|->)\s{0,3}|\s{1,3}(?<stated>es|is|era|was|sera|will be)(?:\s{0,2}:)?\s{1,3}|\s{1,3})(?=[^\s•])`,
	].join(""),
	"gu",
);

interface Token {
	from: number;
	to: number;
	text: string;
}

/** The words that follow, up to where the sentence ends; three tell enough. */
function tokensAt(plain: string, start: number): Token[] {
	const clause = /^[^\n,;]{0,100}/.exec(plain.slice(start, start + 100))?.[0] ?? "";
	const tokens: Token[] = [];
	for (const { index, 0: word } of clause.matchAll(/\S{1,100}/g)) {
		const text = word.replace(/^["'«“‘(¿¡]{1,3}/, "").replace(/[.:!?)"'»”’]{1,4}$/, "");
		const from = start + index + word.indexOf(text);
		if (text !== "") tokens.push({ from, to: from + text.length, text });
		if (tokens.length === 3 || /[.!?]["'»”’)]?$/.test(word)) break;
	}
	return tokens;
}

function numeric([first]: Token[]): Token | null {
	return first && /^\d{3,8}$/.test(first.text) ? first : null;
}

function secretOf(
	[first, second, ...more]: Token[],
	lead: Record<string, string | undefined>,
): Omit<Span, "shown"> | null {
	if (!first) return null;
	if (!lead.assigned && !lead.stated) return isOdd(first.text) && first.text.length > 3 ? first : null;
	if (isOdd(first.text)) return first;
	// "Mi clave es la 1234", "es Juan 2024".
	if (second && isOdd(second.text) && more.length === 0)
		return harmless.has(first.text) ? second : { from: first.from, to: second.to };
	if (harmless.has(first.text)) return null;
	if (lead.assigned) return first;
	// "La clave es paciencia" is a saying.
	return !second && (lead.strong || lead.own) ? first : null;
}

/** What no word looks like: a digit in it, or a sign. The time of day is none. */
function isOdd(text: string): boolean {
	return text.length > 2 && /\d|[a-z][@#$%&*!_+=?][a-z]/.test(text) && !/^\d{1,2}:\d\d$/.test(text);
}

/** What is said of a password, rather than being it. */
const harmless = new Set(
	`incorrecta incorrecto invalida invalido correcta obligatoria requerida necesaria segura insegura debil fuerte larga corta
	facil dificil erronea mala mal igual distinta diferente nueva vieja otra alguna secreta privada personal confidencial temporal
	vencida caducada bloqueada olvidada perdida misma mismo no ya muy mas la el los las un una mi su tu que de del para por cuando
	como donde si se me lo le solo demasiado siempre nunca sensible importante valida esta este tener ser
	not wrong incorrect invalid too the a an my your required expired weak strong long short correct secret private same still
	being what why where when how forgotten lost broken good bad in on never always case locked blocked valid important needed
	nada ninguna pendiente none missing unknown`.split(/\s+/),
);
