import type { Language } from "../core/wire.ts";

export interface Speech {
	/** Says it now; saying the same again stops it. */
	toggle(id: string, text: string, language: Language): void;
	/** Says it after what is being said. */
	queue(id: string, text: string, language: Language): void;
	stop(): void;
	/** Id of the message that is being said. */
	speaking(): string | null;
}

/** Reads messages aloud with the device's own voice (B10); null where there is none. */
export function createSpeech(changed: () => void): Speech | null {
	const voice = window.speechSynthesis;
	if (!voice || typeof SpeechSynthesisUtterance === "undefined") return null;
	let current: string | null = null;
	let turn = 0;

	const set = (id: string | null) => {
		current = id;
		changed();
	};
	const stop = () => {
		turn++;
		voice.cancel();
		set(null);
	};
	const say = (id: string, text: string, language: Language) => {
		const mine = turn;
		// By sentences: some browsers fall silent in the middle of long ones.
		const sentences = text.match(/[^.!?…]+[.!?…]*\s*/g) ?? [];
		sentences.forEach((sentence, index) => {
			const words = new SpeechSynthesisUtterance(sentence);
			words.lang = language;
			words.voice = voice.getVoices().find((one) => one.lang.toLowerCase().startsWith(language)) ?? null;
			words.rate = 0.95;
			words.onstart = () => mine === turn && current !== id && set(id);
			const done = () => mine === turn && index === sentences.length - 1 && current === id && set(null);
			words.onend = done;
			words.onerror = done;
			voice.speak(words);
		});
	};
	return {
		toggle(id, text, language) {
			const same = current === id;
			stop();
			if (same) return;
			set(id);
			say(id, text, language);
		},
		queue: say,
		stop,
		speaking: () => current,
	};
}
