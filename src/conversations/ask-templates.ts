import { DomainError } from "../platform/errors.ts";
import { ChannelError, type Courier } from "./courier.ts";
import type { Conversation } from "./model.ts";
import type { Template } from "./templates.ts";

/**
 * The texts that the service of a conversation approved; none where there are no such texts.
 *
 * @throws DomainError `conflict` when the service cannot be asked.
 */
export async function askTemplates(
	courier: Pick<Courier, "templates">,
	conversation: Conversation,
): Promise<Template[]> {
	try {
		return await courier.templates(conversation);
	} catch (error) {
		if (!(error instanceof ChannelError)) throw error;
		throw new DomainError("conflict", `The service does not tell its templates (${error.code})`, {
			field: "templates",
		});
	}
}
