import { type Conversation, findConversation } from "../conversations/index.ts";
import type { SignedInStaff } from "../platform/http/index.ts";
import { listAgents } from "../staff/index.ts";
import { type DeskStaff, requireReadable } from "./access.ts";

/**
 * A conversation that somebody of staff may read (P1); channels ask before they show what belongs to it.
 *
 * @throws DomainError `forbidden`; also for what does not exist.
 */
export async function readableConversation(staff: SignedInStaff, id: string): Promise<Conversation> {
	return requireReadable(await deskStaff(staff), await findConversation(id));
}

/** Who calls, as the desk needs them. */
export async function deskStaff({ id, name, permissions }: SignedInStaff): Promise<DeskStaff> {
	const agent = (await listAgents()).find((one) => one.id === id);
	return { id, name, roles: [], permissions, queues: agent?.queues ?? [], capacity: agent?.capacity ?? 0 };
}
