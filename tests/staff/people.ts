import type { StaffSeed } from "../../src/staff/index.ts";

/** One of each role; the password of all. */
export const password = "una clave muy larga";

export const ana = {
	id: "ana",
	email: "ana@oficina.example",
	name: "Ana",
	roles: ["agent"],
	password,
} satisfies StaffSeed;
const eva = {
	id: "eva",
	email: "eva@oficina.example",
	name: "Eva",
	roles: ["editor"],
	password,
} satisfies StaffSeed;
export const sol = {
	id: "sol",
	email: "sol@oficina.example",
	name: "Sol",
	roles: ["supervisor"],
	password,
} satisfies StaffSeed;
export const adam = {
	id: "adam",
	email: "adam@oficina.example",
	name: "Adam",
	roles: ["admin"],
	password,
} satisfies StaffSeed;
export const everybody: StaffSeed[] = [ana, eva, sol, adam];
