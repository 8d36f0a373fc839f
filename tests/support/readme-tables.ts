import { type Capabilities, capabilities, type Transport, transports } from "../../channels/capabilities.ts";
import { describeSettings } from "../../src/config.ts";

const names: Readonly<Record<Transport, string>> = {
	webchat: "Web chat",
	telegram: "Telegram",
	"whatsapp-web": "WhatsApp, linked phone",
	"whatsapp-cloud": "WhatsApp, Cloud API",
	email: "E-mail",
};

/** The tables of the README that are made from the code, by the name of the marks they stand between. */
export const readmeTables: Readonly<Record<string, string>> = {
	settings: table(
		["setting", "default", "meaning"],
		describeSettings().map(({ name, default: fallback, meaning }) => [`\`${name}\``, fallback, meaning]),
	),
	capabilities: table(["", ...transports.map((one) => names[one])], capabilityRows()),
};

/** Where a table stands in the README; its second group is what is there now. */
export function placeOf(name: string): RegExp {
	return new RegExp(`(<!-- ${name}[^>]*-->\\n)([\\s\\S]*?)(\\n<!-- /${name} -->)`);
}

function capabilityRows(): string[][] {
	const row = (what: string, say: (can: Capabilities) => string) => [
		what,
		...transports.map((one) => say(capabilities[one])),
	];
	const yes = (it: boolean) => (it ? "yes" : "–");
	const mb = (bytes: number) => (bytes === 0 ? "–" : `${bytes / 1024 / 1024} MB`);
	return [
		row("one message of", ({ gathers }) => (gathers ? "a whole turn" : "each reply")),
		row("text, characters", ({ textLength }) => textLength.toLocaleString("en")),
		row("buttons", ({ buttons, buttonLength }) =>
			buttons === 0 ? "numbered list" : `${buttons} of ${buttonLength} characters`,
		),
		row("lists", ({ list }) => (list ? `${list.rows} of ${list.rowLength} characters` : "–")),
		row("images out", ({ files }) => mb(files.image)),
		row("video out", ({ files }) => mb(files.video)),
		row("audio out", ({ files }) => mb(files.audio)),
		row("documents out", ({ files }) => mb(files.document)),
		row("reply window", ({ replyWindowMs }) => (replyWindowMs === null ? "always" : `${replyWindowMs / 3_600_000} h`)),
		row("silence that ends a talk with the bot", ({ idleMs }) =>
			idleMs === null ? "as set" : `${idleMs / 86_400_000} days`,
		),
		row("templates", ({ templates }) => yes(templates)),
		row("tells of edits", ({ edits }) => yes(edits)),
		row("tells of deletions", ({ deletions }) => yes(deletions)),
		row("typing marks", ({ typing }) => yes(typing)),
		row("tells after sending", ({ receipts }) => (receipts === "none" ? "–" : receipts)),
		row("sendings a second, at once", ({ push, rate }) => (push ? `${rate.perSecond}, ${rate.burst}` : "–")),
	];
}

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
	return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
