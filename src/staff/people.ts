import { identityOf, type StaffIdentity } from "./identity.ts";
import { type Staff, StaffAccounts } from "./model.ts";
import { permissionsOf } from "./permissions.ts";

/** Somebody who can be given chats. */
export type Agent = Pick<Staff, "name" | "capacity" | "queues" | "units" | "languages"> & { id: string };

/** These people, as many as there are, disabled ones too: names on old transcripts stay readable. */
export async function findStaff(ids: readonly string[]): Promise<StaffIdentity[]> {
	const accounts = await StaffAccounts.find({ _id: { $in: [...ids] } }).lean();
	return accounts.map(identityOf);
}

/** Everybody who may attend conversations, by name. */
export async function listAgents(): Promise<Agent[]> {
	const accounts = await StaffAccounts.find({ disabledAt: null }).sort({ name: 1 }).lean();
	return accounts
		.filter((account) => permissionsOf(account.roles).has("conversations.attend"))
		.map(({ _id, name, capacity, queues, units, languages }) => ({
			id: _id,
			name,
			capacity,
			queues,
			units,
			languages,
		}));
}

/** Every account, by name; for who administers. */
export function listStaff(): Promise<Staff[]> {
	return StaffAccounts.find().sort({ name: 1, _id: 1 }).lean();
}

/** One account. Null: there is none. */
export function findAccount(id: string): Promise<Staff | null> {
	return StaffAccounts.findById(id).lean();
}

/** Whether somebody's account is in use. */
export async function isServing(id: string): Promise<boolean> {
	return (await StaffAccounts.exists({ _id: id, disabledAt: null })) !== null;
}
