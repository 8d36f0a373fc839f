import { proto } from "@whiskeysockets/baileys";
import mongoose from "mongoose";
import { afterEach, describe, expect, it } from "vitest";
import { openAuth, type WhatsAppAuth, wipeAuth } from "../../../../channels/whatsapp/web/auth-state.ts";
import { createLog } from "../../../../src/platform/log.ts";
import { createSealer, SealError } from "../../../../src/platform/seal.ts";
import { useDatabase } from "../../../support/database.ts";
import { account, sealer } from "./hub.ts";

useDatabase();

const log = createLog({ level: "silent" });
const open = (by = sealer) => openAuth(account, { sealer: by, log });
const session = Buffer.from("what is agreed with one telephone");

async function saved(auth: WhatsAppAuth): Promise<void> {
	auth.save();
	await auth.settle();
}

async function sessionOf({ keys }: WhatsAppAuth): Promise<Uint8Array | undefined> {
	return (await keys.get("session", ["503.0"]))["503.0"];
}

/** All that the store has of it, as whoever reads the database sees it. */
async function stored(): Promise<Record<string, unknown>[]> {
	const names = ["whatsapp-credentials", "whatsapp-keys"];
	const found = await Promise.all(names.map((name) => mongoose.connection.collection(name).find().toArray()));
	return found.flat();
}

afterEach(() => wipeAuth(account));

describe("what the pairing consists of", () => {
	it("C2: survives a new process", async () => {
		const before = await open();
		before.creds.me = { id: "50370000000:1@s.whatsapp.net" };
		before.creds.account = { details: Buffer.from("a device") };
		await saved(before);
		await before.keys.set({ session: { "503.0": session } });
		const after = await open();
		expect(after.isPaired()).toBe(true);
		expect(after.creds).toEqual(before.creds);
		expect(await sessionOf(after)).toEqual(session);
	});

	it("P1: is sealed in the store, and a key that is not the hub's does not open it", async () => {
		const { creds, keys } = await open();
		await keys.set({ session: { "503.0": session } });
		const all = JSON.stringify(await stored());
		expect(await stored()).toHaveLength(2);
		for (const secret of [session, Buffer.from(creds.noiseKey.private), Buffer.from(creds.advSecretKey, "base64")])
			for (const form of ["base64", "base64url", "hex", "utf8"] as const)
				expect(all).not.toContain(secret.toString(form).replace(/=+$/, ""));
		await expect(open(createSealer(["another key of more than thirty-two characters"]))).rejects.toThrow(SealError);
	});

	it("P1: is sealed anew when the hub has a newer key", async () => {
		const before = await open();
		await before.keys.set({ session: { "503.0": session } });
		const older = "a key for the secrets of this test, long enough";
		const newer = "a newer key for the secrets of this test, as long";
		await (await open(createSealer([newer, older]))).settle();
		const after = await open(createSealer([newer]));
		expect(after.creds).toEqual(before.creds);
		expect(await sessionOf(after)).toEqual(session);
	});

	it("C2: a key that is unset is gone; one that was missing is found once it is set", async () => {
		const auth = await open();
		expect(await sessionOf(auth)).toBeUndefined();
		await auth.keys.set({ session: { "503.0": session } });
		expect(await sessionOf(auth)).toEqual(session);
		await auth.keys.set({ session: { "503.0": null } });
		expect(await sessionOf(auth)).toBeUndefined();
	});

	it("C2: the keys of the app's state come back as what Baileys calls methods of", async () => {
		const auth = await open();
		const keyData = Buffer.from("thirty-two bytes of a state key!");
		await auth.keys.set({ "app-state-sync-key": { AAAA: { keyData } } });
		const { AAAA: revived } = await (await open()).keys.get("app-state-sync-key", ["AAAA"]);
		expect(revived).toBeInstanceOf(proto.Message.AppStateSyncKeyData);
		expect(revived?.keyData).toEqual(keyData);
	});
});

describe("forgetting", () => {
	it("P1: leaves nothing in the store", async () => {
		const before = await open();
		await before.keys.set({ session: { "503.0": session } });
		await wipeAuth(account);
		expect(await stored()).toEqual([]);
		const after = await open();
		expect(after.creds.advSecretKey).not.toBe(before.creds.advSecretKey);
		expect(await sessionOf(after)).toBeUndefined();
	});

	it("C2: whoever still holds the earlier pairing changes nothing of the next", async () => {
		const stale = await open();
		await wipeAuth(account);
		await saved(stale);
		expect(await stored()).toEqual([]);
		const next = await open();
		await next.keys.set({ session: { "503.0": session } });
		await saved(stale);
		await stale.keys.set({ session: { "503.0": Buffer.from("of the earlier pairing") } });
		const again = await open();
		expect(again.creds).toEqual(next.creds);
		expect(await sessionOf(again)).toEqual(session);
	});
});
