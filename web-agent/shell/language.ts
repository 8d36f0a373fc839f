import i18next from "i18next";
import { useTranslation } from "react-i18next";
import type { Language } from "./languages.ts";

export type { Language };

const key = "ventanilla.language";

/** The language that this computer chose; Spanish when it chose none. */
export function storedLanguage(): Language {
	try {
		return localStorage.getItem(key) === "en" ? "en" : "es";
	} catch {
		return "es";
	}
}

export function chooseLanguage(language: Language): void {
	try {
		localStorage.setItem(key, language);
	} catch {
		// It then lasts as long as the page.
	}
	document.documentElement.lang = language;
	void i18next.changeLanguage(language);
}

export function useLanguage(): Language {
	const { i18n } = useTranslation();
	return i18n.language === "en" ? "en" : "es";
}
