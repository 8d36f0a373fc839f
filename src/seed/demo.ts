import { CALENDAR_12X5, CALENDAR_24X7, type Calendar, calendarSchema } from "../calendars/index.ts";
import { createCitizen } from "../citizens/index.ts";
import { type Queue, Queues } from "../desk/index.ts";
import { type Role, type StaffSeed, seedStaff } from "../staff/index.ts";
import { seedCentre } from "./centre.ts";

/** One password for all demo accounts; production has no demo (see config). */
export const demoPassword = "ventanilla-demo";

const office: Calendar = calendarSchema.parse({
	id: "office",
	zone: "America/El_Salvador",
	weekly: Object.fromEntries(
		["monday", "tuesday", "wednesday", "thursday", "friday"].map((day) => [
			day,
			[
				["08:00", "12:00"],
				["13:00", "16:30"],
			],
		]),
	),
	holidays: { country: "SV" },
});

/** The chat is attended around the clock, so that the demo works at any hour; complaints keep the office's hours. */
const queues: Queue[] = [
	{
		_id: "general",
		name: { es: "Atención general", en: "General enquiries" },
		topics: [],
		languages: ["es", "en"],
		calendar: CALENDAR_24X7,
		assignment: "auto",
		unit: "demo-unit-service",
		order: 1,
	},
	{
		_id: "soporte",
		name: { es: "Soporte técnico", en: "Technical support" },
		topics: ["token", "equipo", "portal"],
		languages: ["es", "en"],
		calendar: CALENDAR_24X7,
		assignment: "auto",
		unit: "demo-unit-support",
		order: 2,
	},
	{
		_id: "quejas",
		name: { es: "Quejas", en: "Complaints" },
		topics: ["quejas"],
		languages: ["es", "en"],
		calendar: office,
		assignment: "auto",
		unit: "demo-unit-quality",
		order: 3,
	},
];

function account(id: string, name: string, role: Role): StaffSeed {
	const email = `${name.toLowerCase()}@demo.example`;
	return { id, name, email, roles: [role], languages: ["es", "en"], capacity: 4, queues: [], password: demoPassword };
}

/** The demo's accounts: one for each role, two agents. */
export const demoStaff: StaffSeed[] = [
	account("demo-agent-1", "Ana", "agent"),
	account("demo-agent-2", "Luis", "agent"),
	account("demo-supervisor", "Marta", "supervisor"),
	account("demo-editor", "Elena", "editor"),
	account("demo-admin", "Pablo", "admin"),
];

/** Some people on file, so that somebody can prove who they are. */
const demoCitizens: [name: string, dui: string, mail: string][] = [
	["Rosa Elena Menjívar Ayala", "01234567-8", "rosa@citizens.example"],
	["José Antonio Portillo Cruz", "02345678-3", "jose@citizens.example"],
];

async function seedCitizens(now: Date): Promise<void> {
	for (const [place, [name, number, address]] of demoCitizens.entries()) {
		await createCitizen(
			{
				documents: [{ country: "SV", type: "dui", number }],
				name,
				contacts: [{ kind: "email", address }],
				language: "es",
				proof: "seen",
				source: "import",
			},
			{ by: { kind: "system", id: null }, now, id: `demo-citizen-${place + 1}` },
		);
	}
}

/** A centre cannot hand over without a queue: a new one begins with one for everything, at twelve hours on workdays. */
export async function seedFirstQueue(): Promise<void> {
	const [first] = queues;
	if (!first || (await Queues.exists({}))) return;
	await Queues.insertMany([{ ...first, calendar: CALENDAR_12X5, unit: null }]);
}

/**
 * Fills an empty store with the demo office. Whoever has queues has a store in use: nothing is touched then.
 *
 * @returns whether the store was empty.
 */
export async function seedDemo(now: Date): Promise<boolean> {
	if (await Queues.exists({})) return false;
	await seedStaff(demoStaff, now);
	await seedCitizens(now);
	await seedCentre(now);
	// Last, since it is what marks the store as in use; a seeding that was cut off begins again.
	await Queues.insertMany(queues, { ordered: false });
	return true;
}
