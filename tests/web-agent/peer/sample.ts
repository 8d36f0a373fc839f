import type { AgentRow, ConversationRow, DeskMessage, OpenConversation, QueueRow } from "../../../src/desk/wire.ts";

const minute = 60_000;

/** A small office as of `now`: people at the desk, queues, conversations in every stage. */
export interface Office {
	agents: AgentRow[];
	queues: QueueRow[];
	conversations: Map<string, Kept>;
}

export interface Kept {
	row: ConversationRow;
	handoff: OpenConversation["handoff"];
	messages: DeskMessage[];
	readSeq: number;
	interactions: OpenConversation["card"]["interactions"];
}

type Line = [
	author: "citizen" | "bot" | "agent" | "system" | "note",
	minutesAgo: number,
	text: string,
	more?: Partial<DeskMessage>,
];

export const ana = { id: "staff-ana", name: "Ana Rivas" };
export const luis = { id: "staff-luis", name: "Luis Peña" };

const proven: ConversationRow["identity"] = {
	citizen: "p1",
	name: "Marta Villalobos",
	method: "code",
	at: new Date(Date.now() - 60_000).toISOString(),
	verifiedUntil: new Date(Date.now() + 1_800_000).toISOString(),
};

export function sampleOffice(now: number): Office {
	const ago = (minutes: number) => new Date(now - minutes * minute).toISOString();
	const conversations = new Map<string, Kept>();

	function add(id: string, row: Partial<ConversationRow>, lines: readonly Line[], kept: Partial<Kept> = {}): void {
		const messages = lines.map(([author, minutesAgo, text, more], index): DeskMessage => {
			const person = author === "agent" || author === "note";
			return {
				id: `${id}-${index + 1}`,
				conversation: id,
				seq: index + 1,
				at: ago(minutesAgo),
				author: person
					? { kind: "agent", id: row.assignee?.id ?? ana.id, name: row.assignee?.name ?? ana.name }
					: { kind: author },
				direction: author === "note" ? "note" : author === "citizen" ? "in" : "out",
				parts: [{ type: "text", text }],
				delivery: author === "citizen" || author === "note" ? null : "delivered",
				deliveryError: null,
				interaction: `${id}-i1`,
				withheld: false,
				mail: false,
				...more,
			};
		});
		const last = messages.findLast((message) => message.direction !== "note");
		const lastText = last?.parts.find((part) => part.type === "text")?.text ?? "";
		conversations.set(id, {
			row: {
				id,
				channel: "webchat",
				name: null,
				address: `v-${id}-7f3a`,
				language: "es",
				stage: "queued",
				queue: "firma",
				assignee: null,
				queuedSince: null,
				queueRank: 1,
				danger: null,
				lastMessage: last ? { text: lastText, from: last.author.kind, at: last.at } : null,
				unread: 0,
				callback: null,
				identity: null,
				repliesUntil: null,
				block: null,
				changedAt: last?.at ?? ago(60),
				...row,
			},
			handoff: null,
			messages,
			readSeq: 0,
			interactions: [],
			...kept,
		});
	}

	add(
		"c1",
		{ name: "Marta Villalobos", stage: "agent", assignee: ana, unread: 2, identity: proven },
		[
			["citizen", 1502, "Buenas, ayer me dijeron que hoy tendría respuesta"],
			["bot", 1501, "Le paso con una persona de la oficina. Ya tiene lo que me contó, no necesita repetirlo."],
			["citizen", 34, "Hola, se me venció la firma electrónica y tengo que entregar una declaración mañana."],
			[
				"bot",
				34,
				"Para renovar la firma necesita su documento y el token. El trámite toma unos 20 minutos.",
				{
					parts: [
						{
							type: "text",
							text: "Para renovar la firma necesita su documento y el token. El trámite toma unos 20 minutos.\n\nPuede empezar en https://portal.example/renovar",
						},
						{ type: "citation", article: "renovar", title: "Renovar la firma electrónica" },
						{
							type: "choices",
							options: [
								{ id: "s", label: "Sí, me sirvió" },
								{ id: "n", label: "No" },
							],
						},
					],
				},
			],
			["citizen", 33, "Quiero hablar con una persona"],
			["system", 32, "Ana Rivas se unió a la conversación."],
			[
				"agent",
				31,
				"Buenos días, Marta. Soy Ana, de Soporte. ¿El token le muestra algún mensaje?",
				{ delivery: "read" },
			],
			["agent", 31, "Si puede, envíeme una foto de la pantalla.", { delivery: "read" }],
			[
				"citizen",
				12,
				"",
				{
					parts: [
						{
							type: "file",
							file: "f1",
							name: "pantalla.png",
							mime: "image/png",
							size: 48_200,
							width: 640,
							height: 400,
						},
						{ type: "text", text: "Dice «certificado no válido», y no me deja pasar." },
					],
				},
			],
			["note", 10, "Revisé en el sistema: el certificado venció el viernes. Falta el pago de la renovación."],
			[
				"agent",
				9,
				"",
				{
					parts: [
						{ type: "text", text: "Gracias. Aquí tiene la guía de renovación." },
						{ type: "file", file: "f2", name: "guia-renovacion.pdf", mime: "application/pdf", size: 1_258_291 },
					],
				},
			],
			["citizen", 2, "Ya la descargué, gracias"],
			["citizen", 1, "¿Cuánto cuesta y dónde pago?"],
		],
		{
			readSeq: 8,
			handoff: {
				at: ago(33),
				reason: "asked",
				topic: "Renovar la firma electrónica",
				summary:
					"Se le venció la firma y debe entregar una declaración mañana. El asistente le dio los requisitos de renovación. No le sirvió: pide hablar con una persona. Usa Windows 11 y un token de la marca anterior, que todavía se acepta.",
				comment: null,
			},
			interactions: [
				{
					id: "i2",
					channel: "webchat",
					outcome: null,
					queue: "firma",
					agentName: ana.name,
					topic: "Renovar la firma",
					openedAt: ago(34),
					endedAt: null,
					survey: null,
				},
				{
					id: "i1",
					channel: "webchat",
					outcome: "resolved-by-agent",
					queue: "portal",
					agentName: luis.name,
					topic: "No puede entrar al portal",
					openedAt: ago(50_000),
					endedAt: ago(49_970),
					survey: { overall: 4, attention: 5, comment: "Muy amable, aunque esperé bastante." },
				},
			],
		},
	);
	add(
		"c2",
		{
			name: "José Antonio Hernández Quintanilla",
			channel: "telegram",
			address: "5551234",
			stage: "agent",
			assignee: ana,
		},
		[
			["citizen", 50, "Perdí mi token"],
			[
				"agent",
				44,
				"Ya quedó bloqueado. Puede pasar mañana por uno nuevo.",
				{ delivery: "failed", deliveryError: "403" },
			],
		],
	);
	add(
		"c3",
		{ queuedSince: ago(14), unread: 3 },
		[["citizen", 14, "Necesito ayuda con el portal, llevo toda la mañana y no me deja entrar"]],
		{
			handoff: {
				at: ago(14),
				reason: "failed-twice",
				topic: "Portal ciudadano",
				summary: "No puede entrar al portal. Probó dos veces el cambio de contraseña.",
				comment: null,
			},
		},
	);
	add("c4", { name: "Carmen Flores", queuedSince: ago(7), channel: "telegram", address: "5559876", unread: 1 }, [
		["citizen", 7, "¿A qué hora abren el sábado?"],
	]);
	add("c5", { queuedSince: ago(1), queue: "portal", language: "en" }, [
		["citizen", 1, "Hello, I need to talk to somebody"],
	]);
	add("c6", { name: "Rosa Elena Campos", stage: "bot" }, [
		["citizen", 3, "¿Qué necesito para sacar la firma?"],
		["bot", 3, "Necesita su documento de identidad y una cita."],
	]);
	add("c7", { name: "Pedro Molina", stage: "agent", assignee: luis, queue: "portal" }, [
		["citizen", 20, "No me llega el código"],
		["agent", 18, "Le acabo de enviar otro. ¿Le llegó?"],
	]);
	add(
		"c8",
		{
			name: "Silvia Aguilar",
			stage: "closed",
			callback: {
				at: ago(600),
				contact: "7788-1122",
				when: "mañana por la mañana",
				topic: "Renovar la firma",
				summary: "Quiere saber si puede renovar sin cita.",
			},
		},
		[
			["citizen", 605, "¿Puedo renovar sin cita?"],
			["bot", 604, "La oficina está cerrada. ¿Quiere que le llamen?"],
			["citizen", 603, "Sí, al 7788-1122, mañana por la mañana"],
		],
	);
	add("c9", { name: "Elena Martínez", stage: "closed", assignee: null }, [
		["citizen", 3000, "Gracias por todo"],
		["agent", 2999, "Con gusto. Que tenga buen día."],
		["system", 2998, "La conversación terminó."],
	]);
	const block = { at: ago(2000), until: null, by: luis, reason: "spam", comment: "Insiste cada hora" } as const;
	add("b1", { stage: "closed", block }, [
		["citizen", 2001, "Préstamos al instante"],
		["citizen", 1990, "Préstamos sin requisitos", { withheld: true }],
	]);
	add("h1", { name: "Julia Paz", stage: "closed", channel: "in-person", address: "77778888" }, [
		["note", 2500, "Trajo el documento que faltaba. Se le entregó su certificado."],
	]);
	for (let index = 1; index <= 60; index += 1) {
		add(`p${index}`, { name: `Persona ${index}`, stage: "closed" }, [
			["citizen", 4000 + index, `Consulta número ${index}`],
		]);
	}
	const long: Line[] = Array.from({ length: 120 }, (_, index) => [
		index % 2 === 0 ? "citizen" : "agent",
		400 - index * 3,
		`Mensaje ${index + 1} de una conversación larga`,
	]);
	add("c10", { name: "Ramón Larios", stage: "agent", assignee: ana }, long);

	return {
		agents: [
			{ ...ana, presence: "available", chats: 3, capacity: 5 },
			{ ...luis, presence: "available", chats: 1, capacity: 5 },
			{ id: "staff-eva", name: "Eva Cruz", presence: "busy", chats: 4, capacity: 4 },
			{ id: "staff-tom", name: "Tomás Ortiz", presence: "offline", chats: 0, capacity: 4 },
		],
		queues: [
			{ id: "firma", name: { es: "Firma electrónica", en: "Electronic signature" }, waiting: 2, oldest: ago(14) },
			{ id: "portal", name: { es: "Portal ciudadano", en: "Citizen portal" }, waiting: 1, oldest: ago(1) },
			{ id: "general", name: { es: "Consultas generales", en: "General questions" }, waiting: 0, oldest: null },
		],
		conversations,
	};
}
