import { randomUUID } from "node:crypto";
import { z } from "zod";
import { record } from "../events/index.ts";
import { cleanLine } from "../platform/clean-text.ts";
import { DomainError } from "../platform/errors.ts";
import { releaseLease, takeLease } from "../platform/lease.ts";
import { isDuplicateKey } from "../platform/store/duplicate-key.ts";
import { requireUnits } from "../units/index.ts";
import { type Staff, StaffAccounts } from "./model.ts";
import { hashPassword, NewPassword } from "./password.ts";
import { type Role, roles } from "./permissions.ts";
import { closeSessionsOf } from "./sessions.ts";
import { Email } from "./sign-in.ts";

const name = z.string().overwrite(cleanLine).min(1, "A name is needed").max(80);
const held = z
	.array(z.enum(roles))
	.min(1, "At least one role is needed")
	.transform((list) => [...new Set(list)]);
const languages = z.array(z.enum(["es", "en"])).min(1, "At least one language is needed");
const capacity = z.number().int().min(1).max(50);
const queues = z.array(z.string().min(1).max(64)).max(50);
const units = z.array(z.string().min(1).max(64)).max(50);

export const NewStaff = z.strictObject({
	email: Email.pipe(z.email("This is not an e-mail address")),
	name,
	roles: held,
	languages: languages.default(["es"]),
	capacity: capacity.default(4),
	queues: queues.default([]),
	units: units.default([]),
	password: NewPassword,
});

export const StaffChange = z.strictObject({
	name: name.optional(),
	roles: held.optional(),
	languages: languages.optional(),
	capacity: capacity.optional(),
	queues: queues.optional(),
	units: units.optional(),
	password: NewPassword.optional(),
	disabled: z.boolean().optional(),
});

/** Whom to tell that sessions are over, so that open desks close; the desk implements it. */
export interface Revocations {
	sessionsRevoked(revoked: { staff: string; sessions: string[] }): Promise<void>;
}

/**
 * Opens an account (P1); on record.
 *
 * @throws DomainError `conflict` (email) when the address has one already; `invalid` (units) for one that is not there.
 */
export async function createStaff(draft: z.output<typeof NewStaff>, by: string, now: Date): Promise<Staff> {
	await requireUnits(draft.units);
	const account = await insertAccount(randomUUID(), draft, now);
	await record({
		id: `${account._id}.created`,
		type: "staff.created",
		at: now,
		actor: { kind: "staff", id: by },
		subject: { kind: "staff", id: account._id },
		data: { roles: account.roles.join(",") },
	});
	return account;
}

/**
 * Changes an account (P1); on record. New roles, a new password and disabling end the person's sessions.
 *
 * @throws DomainError `not-found`; `invalid` (units) for a new one that is not there; `conflict` when nobody would be left to administer, or another such change is going on.
 */
export async function changeStaff(
	id: string,
	change: z.output<typeof StaffChange>,
	by: string,
	parts: { revocations: Revocations; now: Date },
): Promise<Staff> {
	const { now } = parts;
	const before = await StaffAccounts.findById(id).lean();
	if (!before) throw new DomainError("not-found", "There is no such account");
	const { password, disabled, ...plain } = change;
	const kept = new Set(before.units);
	await requireUnits((plain.units ?? []).filter((unit) => !kept.has(unit)));
	const set: Partial<Staff> = { ...plain };
	if (password !== undefined) set.passwordHash = await hashPassword(password);
	if (disabled !== undefined) set.disabledAt = disabled ? (before.disabledAt ?? now) : null;

	const after = administers(before)
		? await keepingAnAdmin(id, { ...before, ...set }, now, () => applyChange(id, set))
		: await applyChange(id, set);

	const reRoled = after.roles.join() !== before.roles.join();
	const switched = (after.disabledAt === null) !== (before.disabledAt === null);
	await recordChange({ before, after, reRoled, switched, newPassword: password !== undefined, by, now });
	if (reRoled || password !== undefined || (switched && after.disabledAt)) {
		await parts.revocations.sessionsRevoked({ staff: id, sessions: await closeSessionsOf(id) });
	}
	return after;
}

/** Opens an account with a given id, once: for the demo, and for who sets up a centre. */
export interface StaffSeed extends z.input<typeof NewStaff> {
	id: string;
}

/** Opens the accounts that are not there yet; the others stay as they are. */
export async function seedStaff(seeds: readonly StaffSeed[], now: Date): Promise<void> {
	for (const { id, ...draft } of seeds) {
		const known = await StaffAccounts.exists({ $or: [{ _id: id }, { email: Email.parse(draft.email) }] });
		if (!known) await insertAccount(id, NewStaff.parse(draft), now);
	}
}

/**
 * The account with which a new centre begins: an administrator, opened only while there is no account at all.
 *
 * @returns false when nobody can sign in, since there is no account and none was given.
 */
export async function openFirstAccount(given: { email: string; password: string } | null, now: Date): Promise<boolean> {
	if (await StaffAccounts.exists({})) return true;
	if (given === null) return false;
	await seedStaff([{ id: "first-admin", name: "Admin", roles: ["admin"], ...given }], now);
	return true;
}

async function insertAccount(id: string, draft: z.output<typeof NewStaff>, now: Date): Promise<Staff> {
	const { password, ...plain } = draft;
	const account: Staff = {
		...plain,
		_id: id,
		passwordHash: await hashPassword(password),
		createdAt: now,
		disabledAt: null,
	};
	try {
		await StaffAccounts.create(account);
	} catch (error) {
		if (!isDuplicateKey(error)) throw error;
		throw new DomainError("conflict", "This e-mail address has an account already", { field: "email" });
	}
	return account;
}

function applyChange(id: string, set: Partial<Staff>): Promise<Staff> {
	return StaffAccounts.findByIdAndUpdate(id, { $set: set }, { returnDocument: "after" }).lean().orFail();
}

function administers(account: Pick<Staff, "roles" | "disabledAt">): boolean {
	return account.roles.includes("admin") && account.disabledAt === null;
}

/** One such change at a time, in all processes: else the last two administrators could remove each other. */
async function keepingAnAdmin(id: string, wanted: Staff, now: Date, apply: () => Promise<Staff>): Promise<Staff> {
	const owner = randomUUID();
	if (!(await takeLease("staff.admins", owner, 10_000, now))) {
		throw new DomainError("conflict", "Another administrator is being changed; try again");
	}
	try {
		const admin: Role = "admin";
		const others = await StaffAccounts.exists({ _id: { $ne: id }, roles: admin, disabledAt: null });
		if (!others && !administers(wanted)) {
			const field = wanted.disabledAt ? "disabled" : "roles";
			throw new DomainError("conflict", "Somebody must be left to administer", { field });
		}
		return await apply();
	} finally {
		await releaseLease("staff.admins", owner);
	}
}

async function recordChange(change: {
	before: Staff;
	after: Staff;
	reRoled: boolean;
	switched: boolean;
	newPassword: boolean;
	by: string;
	now: Date;
}): Promise<void> {
	const { before, after, now } = change;
	const common = {
		at: now,
		actor: { kind: "staff", id: change.by },
		subject: { kind: "staff", id: after._id },
	} as const;
	if (change.reRoled) {
		const data = { before: before.roles.join(","), after: after.roles.join(",") };
		await record({ ...common, id: randomUUID(), type: "staff.role-changed", data });
	}
	if (change.switched) {
		await record({ ...common, id: randomUUID(), type: after.disabledAt ? "staff.disabled" : "staff.enabled" });
	}
	if (change.newPassword) await record({ ...common, id: randomUUID(), type: "staff.password-changed" });
	if (!change.reRoled && !change.switched && !change.newPassword) {
		await record({ ...common, id: randomUUID(), type: "staff.changed" });
	}
}
