import type { Language } from "./model.ts";

// Words that say nothing about the subject, already folded. Negations and prepositions of direction stay out of the
// list where they change the question ("sin token", "no reconoce").
const spanish =
	"a al algo algun alguna alguno ante aqui asi aun aunque bien cada como con cual cuales cualquier de del desde dice dicen e el ella ellas " +
	"ellos en entonces era eran eres es esa esas ese eso esos esta estaba estan estar estas este esto estos estoy fue fueron " +
	"ha haber habia han hasta hay he hola la las le les lo los mas me mi mia mis mucho muy ni nos nosotros o otra otro " +
	"para pero por porfa porfavor porque pues que quien quienes se sea ser si sido sobre soy su sus tan te tenia tiene tienen " +
	"toda todas todo todos tu tus u un una unas uno unos usted ustedes va vamos van vez y ya yo " +
	"buenas buenos dias tardes noches favor gracias disculpe disculpen oiga mire consulta q xq pq " +
	"quiero kiero quisiera necesito nesesito ocupo puedo puede pueden podria podrian debo hago hacer hace hacen saco saca sacar queda quedan dan hoy ayer manana";
const english =
	"a about am an and any are as at be been but by can could did do does for from had has have hello hi how i if in into is it its " +
	"just me my of on or our please so some that the their them then there these they this those to us was we were what " +
	"when which who will with would you your thanks thank want need get today tomorrow yesterday don doesn didn isn m s t ve ll re d";

const lists: Record<Language, ReadonlySet<string>> = {
	es: new Set(spanish.split(" ")),
	en: new Set(english.split(" ")),
};

/** Whether a folded word says nothing about the subject of a question. */
export function isStopWord(word: string, language: Language): boolean {
	return lists[language].has(word);
}
