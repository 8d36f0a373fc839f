/** Every right that a route or a socket event can ask for. What is not named here cannot be asked for (P1). */
export const permissions = [
	/** Be at the desk: presence, own chats, queues. */
	"desk.use",
	/** Take a waiting chat; write in the chats one has. */
	"conversations.attend",
	/** See every conversation, not only one's own and those that wait. */
	"conversations.see-all",
	/** Give somebody's chat to somebody else. */
	"conversations.assign",
	/** Put an interaction on record that no channel saw. */
	"interactions.log",
	/** Attend no more whoever sends spam, in a conversation that one may read. */
	"senders.block",
	/** See who is blocked, and lift it. */
	"senders.unblock",
	/** Read past transcripts; each reading is audited. */
	"transcripts.read",
	"transcripts.export",
	/** See and search citizens on file; their documents in full with a reason, on record. */
	"citizens.read",
	"citizens.edit",
	/** Put many on file from a table. */
	"citizens.import",
	/** Say that two records are of one person. */
	"citizens.merge",
	"kb.read",
	"kb.edit",
	"staff.read",
	"staff.manage",
	/** See the centre's units, and the organisations that it serves. */
	"units.read",
	"units.manage",
	/** Units limit what others see all of; not what these see. */
	"units.see-all",
	"audit.read",
	/** Set up the accounts of the channels: numbers, bots, mailboxes. */
	"channels.manage",
	/** See what could not be delivered, and send it again. */
	"outbox.manage",
	/** See the hub's own mails where no server takes them: a demonstration. */
	"mails.read",
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ["agent", "editor", "supervisor", "admin"] as const;
export type Role = (typeof roles)[number];

const agent: readonly Permission[] = [
	"desk.use",
	"conversations.attend",
	"interactions.log",
	"senders.block",
	"citizens.read",
	"citizens.edit",
	"kb.read",
];

/** What each role may do; somebody with two roles may do what either may. */
const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
	agent,
	editor: ["kb.read", "kb.edit"],
	supervisor: [
		...agent,
		"conversations.see-all",
		"conversations.assign",
		"senders.unblock",
		"citizens.import",
		"citizens.merge",
		"transcripts.read",
		"transcripts.export",
		"staff.read",
		"units.read",
		"audit.read",
	],
	admin: [
		"citizens.read",
		"citizens.edit",
		"citizens.import",
		"citizens.merge",
		"kb.read",
		"staff.read",
		"staff.manage",
		"units.read",
		"units.manage",
		"units.see-all",
		"senders.unblock",
		"audit.read",
		"channels.manage",
		"outbox.manage",
		"mails.read",
	],
};

/** The rights of somebody with these roles. */
export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
	return new Set(held.flatMap((role) => rolePermissions[role]));
}
