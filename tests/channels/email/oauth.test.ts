import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emailKind } from "../../../channels/email/kind.ts";
import { type FaultySmtp, startFaultySmtp } from "../../peers/faulty-smtp.ts";
import { type MailPeer, startMail } from "../../peers/mail.ts";
import { peer as program } from "../../support/peers.ts";
import { key } from "./under-test.ts";

describe.skipIf(!program("dovecot") || !program("exim"))("C4: a mailbox whose provider takes no passwords", () => {
	/** Gives access tokens out for the refresh token "renew", and says whose they are. */
	const provider = createServer(async (request, response) => {
		const asked = new URLSearchParams(await text(request));
		const { pathname, searchParams } = new URL(request.url ?? "/", "http://provider.test");
		const json = (status: number, body: object) => {
			response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
		};
		if (pathname === "/token" && asked.get("refresh_token") === "renew") {
			return json(200, { access_token: "fresh", expires_in: 3_600 });
		}
		if (searchParams.get("access_token") === "fresh") return json(200, { email: "soporte@oficina.test" });
		json(400, { error: "invalid_grant" });
	});
	let address = "";
	let mail: MailPeer;
	let smtp: FaultySmtp;
	beforeAll(async () => {
		provider.listen(0, "127.0.0.1");
		await once(provider, "listening");
		const listens = provider.address();
		address = `http://127.0.0.1:${typeof listens === "object" ? listens?.port : ""}`;
		mail = await startMail({ tokenInfo: `${address}/info?access_token=` });
		smtp = await startFaultySmtp();
	});
	afterAll(async () => {
		await Promise.all([mail.stop(), smtp.stop()]);
		provider.close();
	});

	const test = (refreshToken: string) =>
		emailKind({ key, resumeAt: () => null }).test({
			address: "soporte@oficina.test",
			imapHost: "127.0.0.1",
			imapPort: String(mail.imap.port),
			imapSecurity: "none",
			smtpPort: String(smtp.port),
			smtpSecurity: "none",
			folders: "INBOX",
			oauthClientId: "id",
			oauthClientSecret: "secret",
			oauthRefreshToken: refreshToken,
			oauthTokenUrl: `${address}/token`,
		});

	it("is read and sent from with tokens that are fetched when they are needed (XOAUTH2)", async () => {
		await expect(test("renew")).resolves.toEqual({ name: "soporte@oficina.test" });
		expect(smtp.logins).toEqual(["XOAUTH2 soporte@oficina.test fresh"]);
	});

	it("says so when its provider gives none", async () => {
		await expect(test("old")).rejects.toThrow(/imap-auth/);
	});
});
