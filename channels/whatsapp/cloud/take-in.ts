import { conversationId, inboundId } from "../../../src/conversations/index.ts";
import { choiceAt } from "../../button.ts";
import { receiveFile } from "../../receive-file.ts";
import { remark } from "../../remark.ts";
import { type AccountIntake, type Arrival, createTakeIn, type TakeIn } from "../../take-in.ts";
import type { CloudApi } from "./api.ts";
import { type Normalised, normalise } from "./normalise.ts";
import { Told } from "./update.ts";

interface CloudIntake extends AccountIntake {
	api: Pick<CloudApi, "fetchFile">;
}

interface Taken extends Arrival {
	taken: Exclude<Normalised, { kind: "ignored" }>;
}

/** Takes in what Meta's calls tell, one thing at a time (C2, C3). */
export function takeTold(parts: CloudIntake): TakeIn {
	const { intake, api, account, notice, log } = parts;

	function read(raw: unknown): Taken | null {
		const told = Told.safeParse(raw);
		if (!told.success) {
			log.warn({ account }, "whatsapp told something that cannot be read");
			return null;
		}
		const taken = normalise(told.data, account);
		if (taken.kind === "ignored") return null;
		return { ...placeOf(taken), slow: taken.kind === "media" || taken.kind === "remark", taken };
	}

	async function handle({ taken }: Taken): Promise<void> {
		switch (taken.kind) {
			case "message":
				await intake.receive(await notice.accepting(taken.inbound));
				return;
			case "media": {
				const { inbound, media } = taken;
				const { id, name, what } = media;
				const fetch = id === null ? null : (until: AbortSignal) => api.fetchFile(id, until);
				return receiveFile({ file: { name, what, size: null, fetch }, inbound, idPrefix: "wc" }, parts);
			}
			case "click": {
				const { inbound, button } = taken;
				const choice = await choiceAt(button, conversationId(inbound.from));
				await intake.receive(await notice.accepting(choice ? { ...inbound, parts: [choice] } : inbound));
				return;
			}
			case "remark": {
				const conversation = conversationId(taken.at);
				return remark(conversation, taken.text, inboundId(conversation, taken.externalId), intake);
			}
			case "mark": {
				const { kind: _, ...mark } = taken;
				return intake.mark({ channel: "whatsapp", account, ...mark });
			}
		}
	}

	return createTakeIn({ ...parts, inbox: `whatsapp.${account}`, read, handle });
}

/** Marks of one message have their order among themselves, and nothing waits for them. */
function placeOf(taken: Taken["taken"]): Pick<Arrival, "id" | "chat"> {
	if (taken.kind === "mark") return { id: `${taken.externalId}.${taken.state}`, chat: `mark ${taken.externalId}` };
	if (taken.kind === "remark") return { id: taken.externalId, chat: taken.at.address };
	return { id: taken.inbound.externalId, chat: taken.inbound.from.address };
}
