/** The lines that mail programs write around an answer, in Spanish and English, and in their neighbours' languages. */
import EmailReplyParser from "email-reply-parser";

/** Longer lines are nobody's mark. */
const longestLine = 300;
/** A heading may be wrapped. */
const headingLines = 3;

/**
 * How many lines from here are the heading of a quote ("El lun, 3 nov 2025 a las 10:00, X <x@y> escribió:"); 0 for
 * none. It has an address or a time in it: "El técnico me escribió:" is what somebody tells.
 */
export function attributionAt(lines: string[], at: number): number {
	const first = plain(lines[at]);
	// Whoever wrote right above a heading keeps their line: the heading's first line looks like one.
	const begins = opening.test(first) || first.includes("@") || foreign.test(first) || isAttribution(first);
	if (first === "" || !begins) return 0;
	let joined = "";
	for (let length = 1; length <= headingLines; length++) {
		const text = plain(lines[at + length - 1]);
		if (text === "") return 0;
		joined = joined === "" ? text : `${joined} ${text}`;
		if (isAttribution(joined)) return length;
	}
	return 0;
}

function isAttribution(text: string): boolean {
	if (!/[:：]$/.test(text)) return false;
	const address = /<[^<>\s]+@[^<>\s]+>/.test(text);
	const time = /\d\d?[:.h]\d\d/.test(text);
	if (wrote.test(text)) return address || (time && opening.test(text));
	if (address && /^\d{4}-\d\d-\d\d /.test(text)) return true;
	if (time && wroteOn.test(text)) return true;
	// Of other languages the library knows the headings; its patterns are safe on so little text.
	return foreign.test(text) && library.parseReply(`${text}\n> -`).trim() === "";
}

const library = new EmailReplyParser();
const opening = /^-{0,3}\s*(El|On|Em|No dia|Le|Il giorno|Il|En)\s/i;
const verb = /(?:ha escrito|escribi[óo]|wrote|escreveu|(?:a )?[ée]crit|ha scritto)/;
const wrote = new RegExp(`(?:${verb.source})\\s?(?:lo siguiente|the following)?\\s?[:：]$`, "i");
/** "Ana López escribió el 3/11/25 a las 10:00:" */
const wroteOn = new RegExp(`^.{1,80} ${verb.source} (el|on|le|em) .{4,60}[:：]$`, "i");
const foreign = /schrieb|schreef|napisał|pisze|skrev|kirjoitti|写道|작성|のメッセージ|г\. в/;

/**
 * Whether what is answered begins here and goes on to the end: Outlook's block of "De: / Enviado: / Para: / Asunto:",
 * "-----Mensaje original-----" or the line above either.
 */
export function replyBlockAt(lines: string[], at: number): boolean {
	const text = plain(lines[at]);
	if (text === "") return false;
	if (original.test(text)) return true;
	if (/^_{10,}$/.test(text)) return headersFollow(lines, nextFull(lines, at + 1));
	return headersFollow(lines, at);
}

const original =
	/^[-_*\s]{2,40}(mensaje original|original message|mensagem original|message d['’]origine|messaggio originale|ursprüngliche nachricht)[-_*\s]{2,40}$/i;
const from = /^[*_]{0,2}\s?(de|from|da|von|expéditeur)\s?:[*_]{0,2}\s?\S/i;
const others =
	/^[*_]{0,2}\s?(enviado el|enviado|enviada|enviada em|fecha|sent|date|data|envoyé|inviato|gesendet|para|to|a|à|an|cc|asunto|subject|assunto|objet|oggetto|betreff)\s?:[*_]{0,2}(\s|$)/i;

/** "De:" and at least two of the others in the lines below it. */
function headersFollow(lines: string[], at: number): boolean {
	if (!from.test(plain(lines[at]))) return false;
	let found = 0;
	for (const line of lines.slice(at + 1, at + 7)) {
		if (others.test(plain(line))) found += 1;
	}
	return found >= 2;
}

function nextFull(lines: string[], at: number): number {
	return plain(lines[at]) === "" ? at + 1 : at;
}

/** Below it stands what somebody passes on. */
export function isForwardMark(line: string): boolean {
	return forward.test(plain(line));
}

const forward =
	/^[-_*\s]{0,20}(forwarded message|mensaje reenviado|mensagem encaminhada|message transféré|begin forwarded message|inicio del mensaje reenviado|in[ií]cio da mensagem reencaminhada)\s?(:|[-_*\s]{2,20})$/i;

/** "-- ", also after a program took the space. */
export function isSignatureMark(line: string): boolean {
	return /^(--|—|–) ?$/.test(line);
}

/** What a program signs with: "Enviado desde mi iPhone". */
export function isAppLine(line: string): boolean {
	const text = plain(line);
	return text !== "" && text.length <= 160 && apps.some((app) => app.test(text));
}

const device =
	/(i ?phone|i ?pad|ipod|apple|mac\b|samsung|galaxy|huawei|honor\b|xiaomi|redmi|poco\b|motorola|moto\b|nokia|oppo|vivo\b|lg\b|zte|tcl|alcatel|sony|xperia|blackberry|android|windows|outlook|yahoo|gmail|hotmail|correo|mail\b|proton|bluemail|aquamail|spark|tel[ée]fono|m[óo]vil|celular|cel\b|smartphone|tablet|dispositivo|mobile|phone|device)/
		.source;
const apps = [
	`^(enviado|enviada|sent|envoyé|inviato) (desde|from|do|da|de|depuis|con|with|via|através de|mediante|a través de|dal) (?:(?:mi|my|meu|minha|un|una|a|an|el|la|the|o|mon|il|mio|aplicación|app) ){0,2}\\S{0,12} ?${device}.{0,90}$`,
	`^(obtener|obtenga|get|descarga|obter|obtenez|télécharger) (outlook|bluemail|typeapp|yahoo mail) (para|for|pour) .{1,110}$`,
	"^(libre de virus|virus-free)\\.? ?(www\\.avast|www\\.avg|<http|\\[?http).{0,120}$",
].map((source) => new RegExp(source, "i"));

/** A line without what surrounds it; an overlong one is none. */
function plain(line = ""): string {
	return line.length > longestLine ? "" : line.trim();
}
