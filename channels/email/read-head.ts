import { type AddressObject, simpleParser } from "mailparser";
import { cleanLine } from "../../src/platform/clean-text.ts";
import type { MailAddress } from "./inbound-mail.ts";
import { readCharset } from "./read-charset.ts";

/** What the header of a mail says. */
export interface MailHead {
	messageId: string | null;
	inReplyTo: string | null;
	references: string[];
	from: MailAddress;
	replyTo: MailAddress | null;
	to: MailAddress[];
	cc: MailAddress[];
	date: Date | null;
	subject: string;
	/** A field's value as it came, unfolded; empty without it. The name in lower case. */
	field(name: string): string;
}

const mostReferences = 100;
const mostAddresses = 200;

/** Reads a header block; mailparser knows its encodings and the tricks with addresses. */
export async function readHead(block: Buffer): Promise<MailHead> {
	// Some write their own language into the header without saying which.
	const header = Buffer.from(readCharset(block, "").replace(/(\r?\n)+$/, ""));
	const mail = await simpleParser(Buffer.concat([header, Buffer.from("\r\n\r\n")]), {
		skipHtmlToText: true,
		skipTextToHtml: true,
		skipImageLinks: true,
	});
	const fields = new Map(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(":") + 1)]));
	const field = (name: string) => (fields.get(name) ?? "").replace(/\r?\n\s*/g, " ").trim();
	const date = new Date(field("date").replace(/\([^()]*\)/g, ""));
	const [replyTo] = addresses(mail.replyTo);
	return {
		messageId: ids(field("message-id"))[0] ?? null,
		inReplyTo: ids(field("in-reply-to")).at(-1) ?? null,
		references: ids(field("references")).slice(-mostReferences),
		from: addresses(mail.from)[0] ?? { address: "", name: "" },
		replyTo: replyTo ?? null,
		to: addresses(mail.to),
		cc: addresses(mail.cc),
		date: Number.isNaN(date.getTime()) ? null : date,
		subject: cleanLine(mail.subject ?? ""),
		field,
	};
}

/** Every id in a field, whatever stands between them; a single bare one gets its brackets. */
function ids(field: string): string[] {
	const found = field.match(/<[^<>\s]{1,998}>/g);
	if (found) return found;
	return /^[^<>\s]+@[^<>\s]+$/.test(field) ? [`<${field}>`] : [];
}

function addresses(given: AddressObject | AddressObject[] | undefined): MailAddress[] {
	return [given ?? []]
		.flat()
		.flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]))
		.slice(0, mostAddresses)
		.map(({ address = "", name }) => ({ address: cleanLine(address), name: cleanLine(name) }));
}
