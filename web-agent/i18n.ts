import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "../src/texts/en/desk.json" with { type: "json" };
import es from "../src/texts/es/desk.json" with { type: "json" };
import type { Language } from "./shell/language.ts";

declare module "i18next" {
	interface CustomTypeOptions {
		defaultNS: "desk";
		resources: { desk: typeof es };
	}
}

/** Makes the texts ready; Spanish unless this computer chose English. */
export function startTexts(language: Language): void {
	i18next.use(initReactI18next).init({
		lng: language,
		fallbackLng: "es",
		defaultNS: "desk",
		ns: ["desk"],
		resources: { es: { desk: es }, en: { desk: en } },
		interpolation: { escapeValue: false },
		initAsync: false,
	});
	document.documentElement.lang = language;
}
