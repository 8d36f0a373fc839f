import { expect, it, vi } from "vitest";
import { z } from "zod";
import { Visits } from "../../src/citizens/visits/model.ts";
import { findVisit } from "../../src/citizens/visits/visits.ts";
import { startFaultySmtp } from "../peers/faulty-smtp.ts";
import { useHub } from "../support/hub.ts";
import { plansOf, watchCommands } from "../support/queries.ts";

const smtp = await startFaultySmtp();
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };
const given = { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: "Oficina <oficina@office.example>" };
const { hub, databaseUri } = useHub(given, { clock });
const rosa = { document: "01234567-8", name: "Rosa Elena Menjívar Ayala", language: "es" };
const jose = { document: "02345678-3", name: "José Antonio Portillo Cruz", language: "es" };

const Answer = z.record(z.string(), z.unknown());

/** A browser, which keeps its cookie. */
function browser(cookie = "") {
	let kept = cookie;
	return {
		cookie: () => kept,
		async ask(path: string, body?: object) {
			const answer = await fetch(`${hub().url}/api/v1/visit${path}`, {
				method: body ? "POST" : "GET",
				headers: { cookie: kept, "x-requested-with": "ventanilla", "content-type": "application/json" },
				...(body && { body: JSON.stringify(body) }),
			});
			kept = answer.headers.getSetCookie()[0]?.split(";")[0] ?? kept;
			return { status: answer.status, said: Answer.parse(await answer.json()) };
		},
	};
}

async function codeTo(address: string): Promise<string> {
	const codes = () =>
		smtp.taken.map(String).flatMap((raw) => (raw.includes(address) && /digo es (\d{6})/.exec(raw)?.[1]) || []);
	await vi.waitFor(() => expect(codes()).toHaveLength(1), { timeout: 15_000 });
	return codes()[0] ?? "";
}

it.each([
	[{ ...rosa, document: "01234567-9" }, "document", "check-digit"],
	[{ ...rosa, document: "hola" }, "document", "nothing"],
	[{ ...rosa, name: "Rosa" }, "name", "format"],
	[{ ...rosa, mail: "rosa@" }, "mail", "format"],
])("B11: %j is refused by its field, and asks for nothing", async (body, field, reason) => {
	const visits = await Visits.countDocuments();
	const { status, said } = await browser().ask("", body);
	expect({ status, said }).toMatchObject({ status: 400, said: { reason, errors: [{ field }] } });
	expect(await Visits.countDocuments()).toBe(visits);
});

it("B3: what opened a visit before the proof opens nothing after it; half an hour without a word ends it", async () => {
	const own = browser();
	expect((await own.ask("", rosa)).status).toBe(202);
	const planted = own.cookie();
	const code = await codeTo("rosa@citizens.example");
	const stranger = browser();
	await stranger.ask("", { ...rosa, name: "Otra Persona Cualquiera" });
	expect((await stranger.ask("/code", { code })).said).toMatchObject({ kind: "wrong", left: 2 });
	expect((await own.ask("/code", { code })).said).toEqual({ kind: "verified" });
	expect((await own.ask("")).said).toMatchObject({ visit: { name: rosa.name } });
	for (const other of [browser(planted), stranger]) expect((await other.ask("")).said).toEqual({ visit: null });
	expect((await own.ask("/code", { code })).said).toEqual({ kind: "over" });

	ahead += 29 * 60_000;
	expect((await own.ask("")).said).toMatchObject({ visit: { name: rosa.name } });
	ahead += 30 * 60_000;
	expect((await own.ask("")).said).toEqual({ visit: null });
});

it("B3: whether somebody is on file shows in nothing that is answered", async () => {
	const known = await browser().ask("", jose);
	const unknown = await browser().ask("", { ...jose, name: "Nadie Que Exista" });
	expect([known.status, Object.keys(known.said)]).toEqual([unknown.status, Object.keys(unknown.said)]);
});

it("is found by an index", async () => {
	await watchCommands(databaseUri);
	const plans = await plansOf(() => findVisit("none", clock.now()));
	expect(plans).toMatchObject([{ collection: Visits.collection.name }]);
	expect(plans[0]?.stages).toContain("IXSCAN");
	expect(plans[0]?.stages).not.toContain("COLLSCAN");
});
