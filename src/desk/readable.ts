import { type Conversation, findConversation } from "../conversations/index.ts";
import type { SignedInStaff } from "../platform/http/index.ts";
import { listAgents } from "../staff/index.ts";
import { type DeskStaff, requireReadable } from "./access.ts";
import { sightOf } from "./sight.ts";

/**
 * A conversation that somebody of staff may read (P1); channels ask before they show what belongs to it.
 *
 * @throws DomainError `forbidden`; also for what does not exist.
 */
export async function readableConversation(staff: SignedInStaff, id: string): Promise<Conversation> {
	return requireReadable(await deskStaff(staff), await findConversation(id));
}

/** Who calls, as the desk needs them. */
export async function deskStaff(signedIn: SignedInStaff & { roles?: readonly string[] }): Promise<DeskStaff> {
	const { id, name, roles = [], permissions } = signedIn;
	const agent = (await listAgents()).find((one) => one.id === id);
	const sight = await sightOf(agent?.units ?? [], permissions);
	return { id, name, roles, permissions, queues: agent?.queues ?? [], sight, capacity: agent?.capacity ?? 0 };
}
