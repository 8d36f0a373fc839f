import { signIn } from "../support/hub.ts";

export interface Answer {
	status: number;
	body: Record<string, unknown>;
}

/** Calls the hub as one of the demo's staff. */
export async function callerAs(url: string, name: string) {
	const cookie = await signIn(url, name);
	return async (method: string, path: string, body?: object): Promise<Answer> => {
		const response = await fetch(`${url}/api/v1/${path}`, {
			method,
			headers: {
				cookie,
				"x-requested-with": "ventanilla",
				...(body && { "content-type": "application/json" }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		return { status: response.status, body: Object.fromEntries(Object.entries(JSON.parse(await response.text()))) };
	};
}

export type Caller = Awaited<ReturnType<typeof callerAs>>;
