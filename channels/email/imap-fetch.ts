import type { ImapFlow } from "imapflow";
import { type FolderPlace, findPlace, keepPlace } from "./imap-place.ts";

/** A mail as it lies in the mailbox. */
export interface FetchedMail {
	raw: Buffer;
	/** Only the header was fetched: the mail is too large. */
	headOnly: boolean;
}

/** Of a mailbox that is read for the first time, and of one that was numbered anew beyond its newest mail; in ms. */
const dayMs = 24 * 3_600_000;
const firstLookBackMs = 7 * dayMs;
const overlapMs = 2 * dayMs;
/** Taken in together. */
const batchMails = 25;
const batchBytes = 16 * 1024 * 1024;

interface FetchParts {
	client: ImapFlow;
	account: string;
	folder: string;
	now: Date;
	/** Bytes; larger ones are not fetched. */
	largestMail: number;
	/**
	 * Takes mails in, in order; resolves when they are stored for good.
	 *
	 * @returns for each, whether it was ours to take: the others stay unread in the mailbox.
	 */
	take(mails: FetchedMail[]): Promise<boolean[]>;
	signal: AbortSignal;
}

interface Listed {
	uid: number;
	/** Bytes. */
	size: number;
	at: Date;
	tooLarge: boolean;
}

/**
 * Takes in what is new in the open folder, oldest first (C2). Its place moves on only when a mail is stored for good;
 * then the mail is marked as read.
 *
 * The first time, that is what is unread and at most a week old. A folder that its server has numbered anew is read
 * again from two days before the newest mail known: those that were taken are repeats.
 */
export async function takeNewMails(parts: FetchParts): Promise<void> {
	const { client, account, folder, signal } = parts;
	const { mailbox } = client;
	if (!mailbox) throw new Error("No folder is open");
	const uidValidity = String(mailbox.uidValidity);
	const before = await findPlace(account, folder);
	const known = before?.uidValidity === uidValidity ? before : null;
	const upTo = mailbox.uidNext - 1;
	let place = known ?? { uidValidity, lastUid: 0, latest: before?.latest ?? new Date(0) };

	for (const batch of batches(await list(parts, known, before))) {
		signal.throwIfAborted();
		const fetched = await fetchAll(client, batch);
		const taken = await parts.take(fetched.map(({ mail }) => mail));
		const latest = Math.max(place.latest.getTime(), ...batch.map(({ at }) => at.getTime()));
		const lastUid = Math.max(place.lastUid, ...batch.map(({ uid }) => uid));
		place = { uidValidity, lastUid, latest: new Date(latest) };
		// A look back that breaks off begins again.
		if (known) await keepPlace(account, folder, place);
		const read = fetched.filter((_, index) => taken[index]).map(({ uid }) => uid);
		if (read.length > 0) await client.messageFlagsAdd(read, ["\\Seen"], { uid: true });
	}
	if (!known) await keepPlace(account, folder, { ...place, lastUid: Math.max(place.lastUid, upTo) });
}

async function list(
	{ client, now, largestMail }: FetchParts,
	known: FolderPlace | null,
	before: FolderPlace | null,
): Promise<Listed[]> {
	const range = known ? `${known.lastUid + 1}:*` : await lookBack(client, now, before);
	if (range.length === 0) return [];
	const found = await client.fetchAll(range, { uid: true, size: true, internalDate: true }, { uid: true });
	return (
		found
			// "n:*" always names the last one, too.
			.filter(({ uid }) => uid > (known?.lastUid ?? 0))
			.map(({ uid, size = 0, internalDate = now }) => ({
				uid,
				size,
				at: new Date(internalDate),
				tooLarge: size > largestMail,
			}))
			.sort((one, other) => one.uid - other.uid)
	);
}

async function lookBack(client: ImapFlow, now: Date, before: FolderPlace | null): Promise<number[]> {
	const wanted = before
		? { since: new Date(before.latest.getTime() - overlapMs) }
		: { since: new Date(now.getTime() - firstLookBackMs), seen: false };
	const found = await client.search(wanted, { uid: true });
	return Array.isArray(found) ? found : [];
}

function batches(listed: readonly Listed[]): Listed[][] {
	const made: Listed[][] = [];
	let bytes = 0;
	for (const mail of listed) {
		const size = mail.tooLarge ? 0 : mail.size;
		const last = made.at(-1);
		if (last && last.length < batchMails && bytes + size <= batchBytes) last.push(mail);
		else {
			made.push([mail]);
			bytes = 0;
		}
		bytes += size;
	}
	return made;
}

/** A mail that has gone meanwhile is left out. */
async function fetchAll(client: ImapFlow, batch: Listed[]): Promise<{ uid: number; mail: FetchedMail }[]> {
	const [large, small] = [batch.filter(({ tooLarge }) => tooLarge), batch.filter(({ tooLarge }) => !tooLarge)];
	const uids = (mails: Listed[]) => mails.map(({ uid }) => uid);
	const whole = small.length > 0 ? await client.fetchAll(uids(small), { uid: true, source: true }, { uid: true }) : [];
	const heads = large.length > 0 ? await client.fetchAll(uids(large), { uid: true, headers: true }, { uid: true }) : [];
	const mails = [
		...whole.flatMap(({ uid, source }) => (source ? { uid, mail: { raw: source, headOnly: false } } : [])),
		...heads.flatMap(({ uid, headers }) => (headers ? { uid, mail: { raw: headers, headOnly: true } } : [])),
	];
	return mails.sort((one, other) => one.uid - other.uid);
}
