import { CALENDAR_12X5, CALENDAR_24X7, type Calendar } from "../calendars/index.ts";
import { type Organisation, Organisations, type Unit, Units } from "../units/index.ts";

type Seed<T> = Omit<T, "createdAt" | "archivedAt" | "revision">;

/** The demo's units; which queues are theirs stands with the queues. */
const units: Seed<Unit>[] = [
	{
		_id: "demo-unit-service",
		name: { es: "Atención ciudadana", en: "Citizen service" },
		head: "demo-supervisor",
		areas: [
			{ es: "Información y trámites", en: "Information and procedures" },
			{ es: "Citas", en: "Appointments" },
		],
		parent: null,
	},
	{
		_id: "demo-unit-support",
		name: { es: "Soporte técnico", en: "Technical support" },
		head: "demo-agent-2",
		areas: [
			{ es: "Firma electrónica", en: "Electronic signature" },
			{ es: "Portal y equipos", en: "Portal and devices" },
		],
		parent: "demo-unit-service",
	},
	{
		_id: "demo-unit-quality",
		name: { es: "Calidad y quejas", en: "Quality and complaints" },
		head: "demo-admin",
		areas: [{ es: "Quejas y sugerencias", en: "Complaints and suggestions" }],
		parent: null,
	},
];

function organisation(
	id: string,
	type: Organisation["type"],
	name: string,
	calendar: Calendar,
	contacts: Organisation["contacts"],
): Seed<Organisation> {
	return { _id: `demo-organisation-${id}`, type, name, calendar, contacts, notes: "" };
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const mornings: Calendar = {
	...CALENDAR_12X5,
	id: "own",
	weekly: { ...CALENDAR_12X5.weekly, ...Object.fromEntries(weekdays.map((day) => [day, [["08:00", "12:00"]]])) },
};

const organisations: Seed<Organisation>[] = [
	organisation("town", "public-institution", "Alcaldía de San Benito (demo)", CALENDAR_12X5, [
		{ name: "Rosa Menjívar", role: "Registro familiar", mail: "rosa@alcaldia.example", phone: "+503 2222 0001" },
	]),
	organisation("bank", "company", "Banco del Valle (demo)", CALENDAR_24X7, [
		{ name: "Óscar Lemus", role: "Mesa de servicio", mail: "mesa@banco.example", phone: "+503 2222 0002" },
		{ name: "Julia Paz", role: "Contrato", mail: "julia@banco.example", phone: "" },
	]),
	organisation("notaries", "association", "Asociación de Notarios (demo)", mornings, [
		{ name: "Iván Cruz", role: "Secretaría", mail: "", phone: "+503 2222 0003" },
	]),
];

/** Sets up the demo's units and organisations, those that are not there yet. */
export async function seedCentre(now: Date): Promise<void> {
	const common = { createdAt: now, archivedAt: null, revision: 1 };
	for (const unit of units) {
		await Units.updateOne({ _id: unit._id }, { $setOnInsert: { ...unit, ...common } }, { upsert: true });
	}
	for (const one of organisations) {
		await Organisations.updateOne({ _id: one._id }, { $setOnInsert: { ...one, ...common } }, { upsert: true });
	}
}
