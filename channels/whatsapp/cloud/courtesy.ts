import type { Clock } from "../../../src/platform/clock.ts";
import type { Courtesy } from "../../channel.ts";
import type { CloudApi } from "./api.ts";

/** WhatsApp shows that somebody writes for 25 s, so it is told again only after so many ms. */
const againMs = 20_000;
/** Messages whose writing is remembered. */
const rememberedMost = 1_000;
const showMs = 10_000;

/** Shows citizens that staff has read their message, or is writing an answer to it. */
export function createCourtesy({ api, clock }: { api: Pick<CloudApi, "markRead">; clock: Clock }) {
	const typing = new Map<string, number>();

	/** @throws ChannelError */
	return async (what: Courtesy, message: string): Promise<void> => {
		const now = clock.now().getTime();
		if (what === "typing") {
			if ((typing.get(message) ?? 0) > now - againMs) return;
			if (typing.size >= rememberedMost) typing.clear();
			typing.set(message, now);
		}
		await api.markRead(message, what === "typing", AbortSignal.timeout(showMs));
	};
}
