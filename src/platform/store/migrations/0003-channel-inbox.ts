import type { Migration } from "./migration.ts";

interface OldWaiting {
	_id: string;
	account: string;
	place: number;
	update: unknown;
	at: Date;
}

/** What channels keep is no longer Telegram's alone: what waits to be dealt with, and who saw the privacy notice. */
export const channelInbox: Migration = {
	version: 3,
	name: "channel-inbox",
	up: async (db) => {
		const old = db.collection<OldWaiting>("telegram-inbox");
		const inbox = db.collection<{ _id: string }>("channel-inbox");
		for await (const { _id, account, place, update, at } of old.find()) {
			const waiting = { inbox: `telegram.${account}`, place, item: JSON.stringify(update), at };
			await inbox.updateOne({ _id: `telegram.${_id}` }, { $set: waiting }, { upsert: true });
			await old.deleteOne({ _id });
		}
		const notices = db.collection<{ _id: string }>("privacy-notices");
		for await (const { _id, version } of db.collection<{ _id: string; version: string }>("telegram-notices").find()) {
			await notices.updateOne({ _id }, { $set: { version } }, { upsert: true });
		}
	},
};
