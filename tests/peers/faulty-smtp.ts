import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { openGate } from "./gate.ts";

/** What a mail server may do with the next mail instead of taking it. */
export type Fault = { answers: number } | "cuts" | "cuts after taking" | { takesMs: number };

/** Takes mail, or does with it what a test says. */
export interface FaultySmtp {
	port: number;
	/** What it took, oldest first. */
	taken: Buffer[];
	/** Method, user and, where there is one, access token of each login. */
	logins: string[];
	/** The next mails meet these, one each; then all are taken. */
	next(...faults: Fault[]): void;
	stop(): Promise<void>;
}

export async function startFaultySmtp(): Promise<FaultySmtp> {
	const taken: Buffer[] = [];
	const logins: string[] = [];
	const faults: Fault[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ["STARTTLS"],
		authMethods: ["PLAIN", "XOAUTH2"],
		onAuth(auth, _, done) {
			logins.push(`${auth.method} ${auth.username} ${auth.accessToken ?? ""}`.trim());
			done(null, { user: "anybody" });
		},
		onRcptTo(_, __, done) {
			const [fault] = faults;
			if (typeof fault !== "object" || !("answers" in fault)) return done();
			faults.shift();
			done(Object.assign(new Error("not now"), { responseCode: fault.answers }));
		},
		onData(stream, _, done) {
			const fault = faults.shift();
			if (fault === "cuts") return cut();
			buffer(stream).then((mail) => {
				taken.push(mail);
				if (fault === "cuts after taking") return cut();
				const takesMs = typeof fault === "object" && "takesMs" in fault ? fault.takesMs : 0;
				setTimeout(() => done(), takesMs);
			}, done);
		},
	});
	server.on("error", () => {});
	const listening = server.listen(0, "127.0.0.1");
	await once(listening, "listening");
	const address = listening.address();
	if (!address || typeof address === "string") throw new Error("No port");
	const gate = await openGate(address.port);
	const cut = () => void gate.cut().then(() => gate.mend());
	return {
		port: gate.port,
		taken,
		logins,
		next: (...more) => void faults.push(...more),
		async stop() {
			await gate.close();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
