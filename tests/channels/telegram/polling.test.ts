import { describe, expect, it } from "vitest";
import type { Intake } from "../../../channels/channel.ts";
import { releaseLease, takeLease } from "../../../src/platform/lease.ts";
import { useDatabase } from "../../support/database.ts";
import { account, quick } from "./under-test.ts";
import { eventually, shows, useTelegram } from "./use-telegram.ts";

useDatabase();
const { peer, clock, telegram, open } = useTelegram();

describe("fetching", () => {
	it("C2: what could not be stored is fetched again; it is acknowledged only then", async () => {
		const citizen = peer().citizen();
		const received: string[] = [];
		let broken = true;
		const intake: Intake = {
			resume: async () => 0,
			change: () => Promise.reject(new Error("nothing changes here")),
			mark: async () => {},
			async receive({ externalId }) {
				received.push(externalId);
				if (broken) throw new Error("no database");
				return { id: externalId, conversation: "", repeated: false };
			},
		};
		await telegram().start(intake);
		await citizen.writes("hola");
		await eventually(() => expect(received.length).toBeGreaterThan(2));
		expect((await peer().state()).waiting).toBe(1);
		broken = false;
		await eventually(async () => expect((await peer().state()).waiting).toBe(0));
		expect(new Set(received).size).toBe(1);
	});

	it("C2: goes on after somebody else polled (409) and after the service was away", async () => {
		await open();
		const citizen = peer().citizen();
		await eventually(async () => expect((await peer().state()).polling).toBe(true));
		await fetch(`${peer().root}/bot${peer().token}/getUpdates`);
		await citizen.writes("uno");
		await shows(citizen, ["eco: uno"]);
		await peer().down();
		await citizen.writes("dos");
		await peer().up();
		await shows(citizen, ["eco: uno", "eco: dos"]);
	});

	it("C2: stops at once, though the request would wait for a minute", async () => {
		const { channel } = await open({ timing: { ...quick, waitSeconds: 60 } });
		await eventually(async () => expect((await peer().state()).polling).toBe(true));
		await channel.stop();
		await eventually(async () => expect((await peer().state()).polling).toBe(false));
	}, 20_000);

	it("C2: one hub polls at a time; another takes over from a fallen one within 30 s", async () => {
		await takeLease(`telegram.${account}`, "fallen", 20_000, clock.now());
		let looks = 0;
		const looking = {
			now() {
				looks += 1;
				return clock.now();
			},
		};
		const before = (await peer().state()).polls;
		const citizen = peer().citizen();
		await open({ owner: "heir", clock: looking });
		await citizen.writes("¿hay alguien?");
		await eventually(() => expect(looks).toBeGreaterThan(3));
		expect((await peer().state()).polls).toBe(before);

		clock.advance(20_000);
		await shows(citizen, ["eco: ¿hay alguien?"]);
	});

	it("C2: who lost its lease polls no more", async () => {
		await open({ owner: "slow" });
		await eventually(async () => expect((await peer().state()).polling).toBe(true));
		// The slow one may renew it in between.
		await eventually(async () => {
			await releaseLease(`telegram.${account}`, "slow");
			expect(await takeLease(`telegram.${account}`, "quick", 20_000, clock.now())).toBe(true);
		});
		await eventually(async () => expect((await peer().state()).polling).toBe(false));
		await releaseLease(`telegram.${account}`, "quick");
	});
});
