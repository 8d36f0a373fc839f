import { eventRoutes } from "../../src/events/index.ts";
import { buildHttp, type HttpServer, type HttpSettings } from "../../src/platform/http/index.ts";
import { createLog } from "../../src/platform/log.ts";
import { createMetrics } from "../../src/platform/metrics.ts";
import { staffRoutes, staffSession } from "../../src/staff/index.ts";
import { password } from "./people.ts";

/** A clock that the test drives. */
export interface DrivenClock {
	now(): Date;
	pass(ms: number): void;
}

export function drivenClock(start = "2026-11-02T08:00:00Z"): DrivenClock {
	let at = new Date(start);
	return {
		now: () => at,
		pass: (ms) => {
			at = new Date(at.getTime() + ms);
		},
	};
}

export interface StaffServer {
	app: HttpServer;
	/** What the desk was told. */
	revoked: { staff: string; sessions: string[] }[];
	/** A call as the desk's page makes it. */
	call(
		method: "GET" | "POST" | "PATCH" | "DELETE",
		url: string,
		options?: { cookie?: string; body?: object; headers?: Record<string, string> },
	): Promise<Answer>;
	/** Signs in and returns the `Cookie` header that the browser would send. */
	signIn(email: string, secret?: string): Promise<string>;
}

interface Answer {
	status: number;
	body: string;
	json(): unknown;
	headers: Record<string, unknown>;
	/** The `Cookie` header that the browser would send from now on; null when the answer set none. */
	cookie: string | null;
	setCookie: string | null;
}

export async function staffServer(
	clock: DrivenClock,
	settings: Partial<HttpSettings> & { signInsPerMinute?: number } = {},
): Promise<StaffServer> {
	const revoked: StaffServer["revoked"] = [];
	const app = await buildHttp({
		config: {
			allowedOrigins: [],
			publicUrl: null,
			trustProxy: false,
			production: false,
			metricsToken: null,
			...settings,
		},
		log: createLog({ level: "silent" }),
		metrics: createMetrics(),
		session: staffSession({ clock }),
		ready: async () => ({ ready: true, parts: {} }),
	});
	await app.register(
		staffRoutes({
			clock,
			changed: async () => {},
			signInsPerMinute: settings.signInsPerMinute ?? 10_000,
			revocations: { sessionsRevoked: async (ended) => void revoked.push(ended) },
		}),
	);
	await app.register(eventRoutes());
	await app.ready();

	const call: StaffServer["call"] = async (method, url, { cookie, body, headers = {} } = {}) => {
		const answer = await app.inject({
			method,
			url,
			headers: { "x-requested-with": "ventanilla", ...(cookie ? { cookie } : {}), ...headers },
			...(body ? { payload: body } : {}),
		});
		const set = answer.headers["set-cookie"];
		const setCookie = Array.isArray(set) ? (set[0] ?? null) : (set ?? null);
		return {
			status: answer.statusCode,
			body: answer.body,
			json: () => answer.json(),
			headers: answer.headers,
			setCookie,
			cookie: setCookie?.split(";")[0] ?? null,
		};
	};
	return {
		app,
		revoked,
		call,
		async signIn(email, secret = password) {
			const answer = await call("POST", "/api/v1/session", { body: { email, password: secret } });
			if (answer.cookie === null) throw new Error(`sign-in answered ${answer.status} ${answer.body}`);
			return answer.cookie;
		},
	};
}
