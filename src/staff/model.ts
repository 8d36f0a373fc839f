import { model, Schema } from "mongoose";
import type { Role } from "./permissions.ts";

/** Somebody who serves. Accounts are never deleted, since the record names them; they are disabled. */
export interface Staff {
	_id: string;
	/** Lower case; unique. */
	email: string;
	name: string;
	roles: Role[];
	/** Languages that this person attends in. */
	languages: ("es" | "en")[];
	/** How many chats at once. */
	capacity: number;
	/** Queues that this person attends; none: all of them. */
	queues: string[];
	/** Units whose conversations this person sees, of those who see all; none: those of all units (T13). */
	units: string[];
	/** argon2id, PHC string. */
	passwordHash: string;
	createdAt: Date;
	disabledAt: Date | null;
}

/** A browser that is signed in. The token itself is nowhere but in its cookie. */
export interface Session {
	_id: string;
	staff: string;
	/** SHA-256 of the token, hex. */
	token: string;
	/** The token before the last rotation: requests under way with it still pass for a short while. */
	previous: { token: string; until: Date } | null;
	createdAt: Date;
	rotatedAt: Date;
	seenAt: Date;
}

/** Wrong passwords for one e-mail address, known or not, so that the answer does not tell which are known. */
export interface Lockout {
	/** SHA-256 of the address. */
	_id: string;
	failures: number;
	lastAt: Date;
	lockedUntil: Date | null;
}

const staffSchema = new Schema<Staff>(
	{
		_id: { type: String, required: true },
		email: { type: String, required: true },
		name: { type: String, required: true },
		roles: { type: [String], required: true },
		languages: { type: [String], required: true },
		capacity: { type: Number, required: true },
		queues: { type: [String], default: [] },
		units: { type: [String], default: [] },
		passwordHash: { type: String, required: true },
		createdAt: { type: Date, required: true },
		disabledAt: { type: Date, default: null },
	},
	{ collection: "staff", versionKey: false },
);
staffSchema.index({ email: 1 }, { unique: true });

const sessionSchema = new Schema<Session>(
	{
		_id: { type: String, required: true },
		staff: { type: String, required: true },
		token: { type: String, required: true },
		previous: { type: Schema.Types.Mixed, default: null },
		createdAt: { type: Date, required: true },
		rotatedAt: { type: Date, required: true },
		seenAt: { type: Date, required: true },
	},
	{ collection: "sessions", versionKey: false },
);
sessionSchema.index({ token: 1 }, { unique: true });
// Sparse, not partial: an equality does not match the condition `$type: "string"`, so that index would go unused.
sessionSchema.index({ "previous.token": 1 }, { sparse: true });
sessionSchema.index({ staff: 1 });
// The sweep of what lapsed.
sessionSchema.index({ seenAt: 1 });

const lockoutSchema = new Schema<Lockout>(
	{
		_id: { type: String, required: true },
		failures: { type: Number, required: true },
		lastAt: { type: Date, required: true },
		lockedUntil: { type: Date, default: null },
	},
	{ collection: "lockouts", versionKey: false },
);
lockoutSchema.index({ lastAt: 1 });

export const StaffAccounts = model("Staff", staffSchema);
export const Sessions = model("Session", sessionSchema);
export const Lockouts = model("Lockout", lockoutSchema);
