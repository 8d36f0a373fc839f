import { model, Schema } from "mongoose";
import type { CheckedCitizen, Problem } from "../check.ts";

/** What a column may hold. */
export const columnFields = [
	"name",
	"firstNames",
	"surnames",
	"country",
	"type",
	"number",
	"birthDate",
	"email",
	"phone",
	"whatsapp",
	"language",
	"notes",
] as const;
export type ColumnField = (typeof columnFields)[number];

/** How a file is to be read. */
export interface Reading {
	/** By column; null: not read. */
	mapping: (ColumnField | null)[];
	/** Of documents whose column is missing or empty. */
	country: string;
	type: string;
	/** What is done with whom is on file already. */
	existing: "update" | "skip";
}

/**
 * uploaded → checking → checked → applying → updating → applied. Until `updating` it may be cancelled, which leaves
 * nothing behind; from there on it is brought to its end.
 */
export const importStates = [
	"uploading",
	"uploaded",
	"checking",
	"checked",
	"applying",
	"updating",
	"applied",
	"cancelling",
	"cancelled",
] as const;

/** A table of people on its way to the file. */
export interface CitizenImport {
	_id: string;
	by: string;
	at: Date;
	state: (typeof importStates)[number];
	columns: string[];
	reading: Reading | null;
	rows: number;
	/** Up to which row the present step has come. */
	done: number;
	counts: { create: number; update: number; same: number; wrong: number };
}

/** One row of it. */
export interface ImportRow {
	_id: string;
	import: string;
	/** From 1, without the header. */
	row: number;
	cells: string[];
	/** By which the person is told from others; "": the row is wrong. */
	key: string;
	/** The record that it makes or changes. */
	citizen: string | null;
	checked: CheckedCitizen | null;
	action: "create" | "update" | "same" | "wrong" | null;
	problems: RowProblem[];
}

/** Of columns, since a person is made of them. */
export interface RowProblem {
	field: string;
	reason: Problem["reason"] | "unreadable";
}

const mixed = Schema.Types.Mixed;

const importSchema = new Schema<CitizenImport>(
	{
		_id: { type: String, required: true },
		by: { type: String, required: true },
		at: { type: Date, required: true },
		state: { type: String, required: true },
		columns: { type: [String], required: true },
		reading: { type: mixed, default: null },
		rows: { type: Number, required: true },
		done: { type: Number, required: true },
		counts: { type: mixed, required: true },
	},
	{ collection: "citizen-imports", versionKey: false },
);
importSchema.index({ state: 1, at: 1 });
importSchema.index({ at: 1 });

const rowSchema = new Schema<ImportRow>(
	{
		_id: { type: String, required: true },
		import: { type: String, required: true },
		row: { type: Number, required: true },
		cells: { type: [String], required: true },
		key: { type: String, default: "" },
		citizen: { type: String, default: null },
		checked: { type: mixed, default: null },
		action: { type: String, default: null },
		problems: { type: mixed, default: [] },
	},
	{ collection: "citizen-import-rows", versionKey: false, minimize: false },
);
rowSchema.index({ import: 1, row: 1 });
rowSchema.index({ import: 1, action: 1, row: 1 });
rowSchema.index({ import: 1, key: 1 }, { partialFilterExpression: { key: { $gt: "" } } });

export const CitizenImports = model("CitizenImport", importSchema);
export const ImportRows = model("CitizenImportRow", rowSchema);
