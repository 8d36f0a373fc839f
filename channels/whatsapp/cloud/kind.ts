import type { AccountKind, AccountValues } from "../../accounts/index.ts";
import type { CalledTiming } from "../../start-called.ts";
import { type CloudApiParts, createApi } from "./api.ts";
import { createWhatsAppCloud } from "./index.ts";

const metaId = /^\d{5,25}$/;
const testMs = 10_000;

/** Numbers of WhatsApp's Cloud API as accounts; `apiRoot` is the address of the Graph API, with its version, for all of them. */
export function whatsAppCloudKind({ apiRoot, timing }: { apiRoot: string; timing?: CalledTiming }): AccountKind {
	return {
		transport: "whatsapp-cloud",
		called: true,
		fields: [
			{ name: "phoneNumberId", secret: false, fits: (value) => metaId.test(value) },
			{ name: "businessAccountId", secret: false, fallback: "", fits: (value) => metaId.test(value) },
			{ name: "accessToken", secret: true, fits: (value) => /^[\w.|-]{20,1000}$/.test(value) },
			{ name: "appSecret", secret: true, fits: (value) => /^[0-9a-f]{32}$/i.test(value) },
			{ name: "verifyToken", secret: true, fits: (value) => /^\S{8,200}$/.test(value) },
		],
		async test(values) {
			const { name, phone } = await createApi(apiParts(values, apiRoot)).number(AbortSignal.timeout(testMs));
			return { name: name === "" ? phone : `${name} (${phone})` };
		},
		open: (values, { account, clock, log, health }) =>
			createWhatsAppCloud({
				...apiParts(values, apiRoot),
				appSecret: values.appSecret ?? "",
				verifyToken: values.verifyToken ?? "",
				account,
				clock,
				log,
				health,
				...(timing && { timing }),
			}),
	};
}

function apiParts(values: AccountValues, apiRoot: string): CloudApiParts {
	return {
		apiRoot,
		phoneNumberId: values.phoneNumberId ?? "",
		businessAccountId: values.businessAccountId || null,
		accessToken: values.accessToken ?? "",
	};
}
