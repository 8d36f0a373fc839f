import { model, Schema } from "mongoose";
import type { Calendar } from "../calendars/index.ts";

/** The languages in which the centre's own names are kept. */
export type Names = Record<"es" | "en", string>;

export const organisationTypes = ["public-institution", "company", "association", "other"] as const;
export type OrganisationType = (typeof organisationTypes)[number];

/** Somebody to turn to at an organisation. What is not known is empty. */
export interface OrganisationContact {
	name: string;
	role: string;
	mail: string;
	phone: string;
}

/** An organisation that the centre serves (T13). Never deleted, since citizens and cases name it; archived. */
export interface Organisation {
	_id: string;
	type: OrganisationType;
	name: string;
	/** The hours that its contract covers. */
	calendar: Calendar;
	contacts: OrganisationContact[];
	notes: string;
	createdAt: Date;
	archivedAt: Date | null;
	/** Grows with every change; who writes names the one that was read. */
	revision: number;
}

/** A unit of the centre (T13). Never deleted, since the record names it; archived. */
export interface Unit {
	_id: string;
	name: Names;
	/** Staff id of who answers for it. */
	head: string | null;
	/** What it deals with. */
	areas: Names[];
	/** The unit above it. */
	parent: string | null;
	createdAt: Date;
	archivedAt: Date | null;
	/** As of an organisation; it also grows when another unit takes a queue away. */
	revision: number;
}

const mixed = Schema.Types.Mixed;

const organisationSchema = new Schema<Organisation>(
	{
		_id: { type: String, required: true },
		type: { type: String, required: true },
		name: { type: String, required: true },
		calendar: { type: mixed, required: true },
		contacts: { type: mixed, required: true },
		notes: { type: String, default: "" },
		createdAt: { type: Date, required: true },
		archivedAt: { type: Date, default: null },
		revision: { type: Number, required: true },
	},
	{ collection: "organisations", versionKey: false, minimize: false },
);

const unitSchema = new Schema<Unit>(
	{
		_id: { type: String, required: true },
		name: { type: mixed, required: true },
		head: { type: String, default: null },
		areas: { type: mixed, required: true },
		parent: { type: String, default: null },
		createdAt: { type: Date, required: true },
		archivedAt: { type: Date, default: null },
		revision: { type: Number, required: true },
	},
	{ collection: "units", versionKey: false, minimize: false },
);

export const Organisations = model("Organisation", organisationSchema);
export const Units = model("Unit", unitSchema);
