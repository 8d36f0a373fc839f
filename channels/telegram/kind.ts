import type { AccountKind } from "../accounts/index.ts";
import { createApi } from "./api.ts";
import { createTelegram, type PollTiming, type TelegramParts } from "./index.ts";

/** As BotFather gives them. */
const token = /^\d{3,20}:[\w-]{20,100}$/;
const testMs = 10_000;

/** Telegram bots as accounts; `apiRoot` is the address of the Bot API for all of them. */
export function telegramKind(given: {
	apiRoot: string;
	webhook?: TelegramParts["webhook"];
	timing?: Partial<PollTiming>;
}): AccountKind {
	const { apiRoot, webhook = null, timing } = given;
	return {
		transport: "telegram",
		fields: [{ name: "token", secret: true, fits: (value) => token.test(value) }],
		async test(values) {
			const name = await createApi({ token: values.token ?? "", apiRoot }).me(AbortSignal.timeout(testMs));
			return { name: `@${name}` };
		},
		open: (values, parts) =>
			createTelegram({ token: values.token ?? "", apiRoot, webhook, ...parts, ...(timing && { timing }) }),
	};
}
