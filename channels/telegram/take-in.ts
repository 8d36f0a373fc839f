import { receiveFile } from "../receive-file.ts";
import { type AccountIntake, type Arrival, createTakeIn, type TakeIn } from "../take-in.ts";
import type { TelegramApi } from "./api.ts";
import { takeClick } from "./click.ts";
import { refuseGroup } from "./group.ts";
import { type Normalised, normalise } from "./normalise.ts";
import { noteEdit, noteMembership } from "./remark.ts";
import { Update } from "./update.ts";

interface TelegramIntake extends AccountIntake {
	api: Pick<TelegramApi, "answerClick" | "closeButtons" | "fetchFile" | "send">;
}

type Taken = Exclude<Normalised, { kind: "ignored" }>;

interface UpdateTaken extends Arrival {
	update: Update;
	taken: Taken;
}

/** Takes Telegram's updates in (C2, C3). */
export function takeUpdates(parts: TelegramIntake): TakeIn {
	const { intake, api, account, notice, log } = parts;

	function read(raw: unknown): UpdateTaken | null {
		const update = Update.safeParse(raw);
		if (!update.success) return null;
		const taken = normalise(update.data, account);
		if (taken.kind === "ignored") {
			log.debug({ update: update.data.update_id, why: taken.why }, "telegram update ignored");
			return null;
		}
		const chat = "inbound" in taken ? taken.inbound.from.address : taken.chat;
		const slow = taken.kind === "media" || taken.kind === "edit" || taken.kind === "membership";
		return { id: String(update.data.update_id), chat, slow, update: update.data, taken };
	}

	async function handle({ update, taken }: UpdateTaken): Promise<void> {
		switch (taken.kind) {
			case "message":
				await intake.receive(await notice.accepting(taken.inbound));
				return;
			case "media": {
				const { inbound, media } = taken;
				const { fileId } = media;
				const fetch = fileId === null ? null : (until: AbortSignal) => api.fetchFile(fileId, until);
				return receiveFile({ file: { ...media, fetch }, inbound, idPrefix: "tg" }, parts);
			}
			case "click":
				return takeClick({ ...taken, inbound: await notice.accepting(taken.inbound) }, parts);
			case "edit":
				return noteEdit(taken, update, intake);
			case "membership":
				return noteMembership(taken, update, intake);
			case "group":
				return refuseGroup(taken, parts);
		}
	}

	return createTakeIn({ ...parts, inbox: `telegram.${account}`, read, handle });
}
