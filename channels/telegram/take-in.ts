import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import type { Intake } from "../channel.ts";
import { fetchFile } from "../fetch-file.ts";
import type { Notice } from "../notice.ts";
import { apologise } from "../remark.ts";
import { type Arrival, createTakeIn, type TakeIn } from "../take-in.ts";
import type { TelegramApi } from "./api.ts";
import { takeClick } from "./click.ts";
import { refuseGroup } from "./group.ts";
import { type Normalised, normalise } from "./normalise.ts";
import { noteEdit, noteMembership } from "./remark.ts";
import { Update } from "./update.ts";

interface TelegramIntake {
	intake: Intake;
	api: Pick<TelegramApi, "answerClick" | "closeButtons" | "fetchFile" | "send">;
	account: string;
	notice: Notice;
	clock: Clock;
	log: Log;
	/** First wait after a failure, in ms. */
	retryMs: number;
	signal: AbortSignal;
}

type Taken = Exclude<Normalised, { kind: "ignored" }>;

interface UpdateTaken extends Arrival {
	update: Update;
	taken: Taken;
}

/** Takes Telegram's updates in (C2, C3). */
export function takeUpdates(parts: TelegramIntake): TakeIn {
	const { intake, api, account, notice, clock, log } = parts;

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
				const file = { ...media, fetch };
				const { part, apology } = await fetchFile({ file, inbound, idPrefix: "tg", now: clock.now() }, parts);
				const received = await intake.receive(await notice.accepting({ ...inbound, parts: [...inbound.parts, part] }));
				if (apology !== null) await apologise(received, apology, intake);
				return;
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
