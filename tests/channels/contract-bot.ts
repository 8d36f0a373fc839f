import type { Bot, Choice, Part } from "../../src/conversations/index.ts";

/** Their ids are longer than what some services give back with a button. */
export const twoOptions: Choice[] = [
	{ id: `survey.${"x".repeat(70)}.si`, label: "Sí, está bien" },
	{ id: `survey.${"x".repeat(70)}.no`, label: "No" },
];

export const manyOptions: Choice[] = Array.from({ length: 14 }, (_, index) => ({
	id: `option.${index}`,
	label: `Opción ${index}, con un nombre que casi no cabe en el botón de un teléfono pequeño`,
}));

const paragraph = "Entre en el portal con su documento. Elija «Renovar» y pague en línea o en la ventanilla. ".repeat(
	12,
);
export const longAnswer = Array.from({ length: 12 }, (_, index) => `Paso ${index}. ${paragraph}`.trim()).join("\n\n");

export interface ContractBot extends Bot {
	/** What it was asked to answer, in order. */
	heard: string[];
	/** It does not come back from this text until it is let go. */
	hangOn: string | null;
	letGo(): void;
}

/** Echoes, and offers what the contract wants to see. */
export function contractBot(): ContractBot {
	let letGo = () => {};
	const held = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	return {
		heard: [],
		hangOn: null,
		letGo,
		wantsCallback: () => false,
		danger: () => null,
		async turn({ cause }) {
			const [part] = cause.kind === "message" ? cause.message.parts : [];
			const heard =
				part?.type === "text" ? part.text : part?.type === "choice" ? part.label : (part?.type ?? cause.kind);
			this.heard.push(heard);
			if (heard === this.hangOn) await held;
			return { state: {}, replies: [{ parts: answerTo(heard, part) }], effects: [] };
		},
	};
}

function answerTo(heard: string, part: Part | undefined): Part[] {
	if (part?.type === "choice") return [{ type: "text", text: `elegido: ${part.option}` }];
	if (heard === "largo") return [{ type: "text", text: longAnswer }];
	if (heard === "botones") {
		return [
			{ type: "text", text: "¿Está bien así?" },
			{ type: "choices", options: twoOptions },
		];
	}
	if (heard === "muchas opciones") {
		return [
			{ type: "text", text: "¿Cuál es?" },
			{ type: "choices", options: manyOptions },
		];
	}
	return [{ type: "text", text: `eco: ${heard}` }];
}

export function lastOption(shown: readonly { text: string }[]): string | undefined {
	return shown.at(-1)?.text;
}
