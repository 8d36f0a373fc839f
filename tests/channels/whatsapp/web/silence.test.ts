import { createRequire } from "node:module";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openAuth } from "../../../../channels/whatsapp/web/auth-state.ts";
import { quietLog } from "../../../../channels/whatsapp/web/quiet-log.ts";
import { silenceLibsignal } from "../../../../channels/whatsapp/web/silence-libsignal.ts";
import { createLog } from "../../../../src/platform/log.ts";
import { startWhatsAppWeb } from "../../../peers/whatsapp-web/index.ts";
import { useDatabase } from "../../../support/database.ts";
import { account, eventually, openHub, pair, sealer } from "./hub.ts";

useDatabase();

const ways = ["log", "info", "warn", "error", "debug"] as const;
const printed: string[] = [];
// Before anything is silenced: this is what libsignal's lines would come to.
for (const way of ways)
	vi.spyOn(console, way).mockImplementation((...said) => void printed.push(inspect(said, { depth: null })));

const { SessionRecord } = createRequire(createRequire(import.meta.url).resolve("@whiskeysockets/baileys"))("libsignal");
const closes = () => new SessionRecord().closeSession({ indexInfo: { closed: -1 }, privKey: "a private key" });

function collected() {
	const lines: string[] = [];
	const into = new Writable({
		write(line, _encoding, done) {
			lines.push(String(line));
			done();
		},
	});
	return { log: createLog({ level: "trace" }, into), text: () => lines.join("") };
}

beforeEach(() => {
	printed.length = 0;
});
afterAll(() => vi.restoreAllMocks());

describe("P1 P2: what the libraries would print", () => {
	it("libsignal's lines are dropped, everybody else's pass", () => {
		closes();
		expect(printed.join()).toContain("a private key");
		printed.length = 0;
		silenceLibsignal();
		closes();
		expect(printed).toEqual([]);
		const out = globalThis.console;
		for (const way of ways) out[way](way);
		expect(printed).toEqual(ways.map((way) => `[ '${way}' ]`));
	});

	it("of Baileys' lines the bare words pass, without numbers and what is told along", () => {
		const { log, text } = collected();
		const quiet = quietLog(log);
		quiet.child({ key: "a private key" }).error({ key: "a private key" }, "no session for 50370000001@s.whatsapp.net");
		quiet.warn("a plain warning");
		quiet.info({ key: "a private key" }, "not even the words");
		expect(text()).toContain("no session for …@s.whatsapp.net");
		expect(text()).toContain("a plain warning");
		expect(text()).not.toMatch(/a private key|50370000001|not even/);
	});

	it("of a whole conversation neither keys nor numbers nor words are seen", async () => {
		const { log, text } = collected();
		const peer = await startWhatsAppWeb();
		const hub = await openHub(peer, { log });
		try {
			await pair(hub, peer);
			const citizen = peer.citizen();
			await citizen.writes("mi clave es secreta");
			const shown = () => citizen.shown();
			await eventually(async () => expect(await shown()).toHaveLength(1));
			// What comes again is under a key that is used up, which libsignal complains of.
			await citizen.repeats();
			await citizen.writes("hasta luego");
			await eventually(async () => expect(await shown()).toHaveLength(2));

			const { creds } = await openAuth(account, { sealer, log });
			const seen = text() + printed.join();
			expect(text()).not.toBe("");
			expect(printed).toEqual([]);
			for (const key of [creds.noiseKey, creds.signedIdentityKey, creds.signedPreKey.keyPair])
				for (const form of ["base64", "hex"] as const)
					expect(seen).not.toContain(Buffer.from(key.private).toString(form));
			for (const secret of [creds.advSecretKey, citizen.phone, "secreta", "hasta luego", "privKey", "rootKey"])
				expect(seen).not.toContain(secret);
		} finally {
			await hub.stop();
			await peer.stop();
		}
	});
});
