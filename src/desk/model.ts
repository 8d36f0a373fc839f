import { model, Schema } from "mongoose";
import type { Calendar } from "../calendars/index.ts";
import type { Language } from "../conversations/index.ts";
import type { PresenceState } from "./wire.ts";

/** Where citizens wait for a person. */
export interface Queue {
	_id: string;
	name: Record<Language, string>;
	/** Topics of the knowledge base whose handoffs come here; the queue with none takes the rest. */
	topics: string[];
	/** Languages that its agents speak. */
	languages: Language[];
	/** When people attend it. */
	calendar: Calendar;
	/** `auto`: given to the least loaded available agent; `manual`: agents pick. */
	assignment: "auto" | "manual";
	/** The unit that it belongs to. */
	unit: string | null;
	/** Place in lists. */
	order: number;
}

/** Whether somebody of staff is at the desk. */
export interface Presence {
	/** Staff id. */
	_id: string;
	state: PresenceState;
	/** An open connection, held by this hub process. */
	connected: boolean;
	hub: string;
	/** Last sign of life of the connection; a hub process that fell gives none. */
	seenAt: Date;
}

const queueSchema = new Schema<Queue>(
	{
		_id: { type: String, required: true },
		name: { type: Schema.Types.Mixed, required: true },
		topics: { type: [String], default: [] },
		languages: { type: [String], required: true },
		calendar: { type: Schema.Types.Mixed, required: true },
		assignment: { type: String, required: true },
		unit: { type: String, default: null },
		order: { type: Number, required: true },
	},
	{ collection: "queues", versionKey: false, minimize: false },
);

const presenceSchema = new Schema<Presence>(
	{
		_id: { type: String, required: true },
		state: { type: String, required: true },
		connected: { type: Boolean, required: true },
		hub: { type: String, required: true },
		seenAt: { type: Date, required: true },
	},
	{ collection: "presences", versionKey: false },
);

export const Queues = model("Queue", queueSchema);
export const Presences = model("Presence", presenceSchema);

/** The queues, in their order: few, and needed at every handoff. */
export async function allQueues(): Promise<Queue[]> {
	return Queues.find().sort({ order: 1 }).lean();
}
