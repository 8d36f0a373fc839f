import { randomUUID } from "node:crypto";
import { ChannelError, Messages } from "../../src/conversations/index.ts";
import { record } from "../../src/events/index.ts";
import { cleanLine } from "../../src/platform/clean-text.ts";
import type { Clock } from "../../src/platform/clock.ts";
import { DomainError } from "../../src/platform/errors.ts";
import type { Sealer } from "../../src/platform/seal.ts";
import { capabilities, type Transport } from "../capabilities.ts";
import type { AccountKind, AccountValues } from "./kind.ts";
import { type ChannelAccount, ChannelAccounts, newHealth } from "./model.ts";
import { completed, openedOrNull, stored } from "./values.ts";

export interface ManageParts {
	kinds: readonly AccountKind[];
	sealer: Sealer;
	clock: Clock;
}

type Happened = "added" | "changed" | "paused" | "resumed" | "unpaired" | "removed";

/** All accounts that are not removed, oldest first, each with how many messages wait to be sent. */
export async function listAccounts(): Promise<(ChannelAccount & { waiting: number })[]> {
	const accounts = await ChannelAccounts.find({ state: { $ne: "removed" } })
		.sort({ createdAt: 1 })
		.lean();
	const waiting = await Messages.aggregate<{ _id: { channel: string; account: string }; messages: number }>([
		{ $match: { "delivery.dueAt": { $type: "date" } } },
		{ $group: { _id: "$conversation", messages: { $sum: 1 } } },
		{ $lookup: { from: "conversations", localField: "_id", foreignField: "_id", as: "of" } },
		{ $unwind: "$of" },
		{ $group: { _id: { channel: "$of.channel", account: "$of.account" }, messages: { $sum: "$messages" } } },
	]).hint("unsent");
	const counts = new Map(waiting.map(({ _id, messages }) => [`${_id.channel}.${_id.account}`, messages]));
	return accounts.map((account) => ({ ...account, waiting: counts.get(account._id) ?? 0 }));
}

/**
 * Adds an account once its service has accepted it; on record.
 *
 * @throws DomainError `invalid` naming the field, or when the service does not accept the values.
 */
export async function addAccount(
	given: { transport: Transport; label: string; values: AccountValues },
	by: string,
	parts: ManageParts,
): Promise<ChannelAccount> {
	const kind = kindOf(given.transport, parts);
	const values = completed(kind, given.values);
	await accepted(kind, values);
	const account = randomUUID().slice(0, 8);
	const { channel } = capabilities[kind.transport];
	const id = `${channel}.${account}`;
	const now = parts.clock.now();
	const added: ChannelAccount = {
		_id: id,
		channel,
		transport: kind.transport,
		account,
		label: labelOf(given.label),
		...stored(kind, id, values, parts.sealer),
		state: "active",
		fromEnvironment: false,
		createdAt: now,
		revision: 1,
		health: newHealth,
		link: null,
	};
	await ChannelAccounts.create(added);
	await onRecord("added", added, by, now);
	return added;
}

/**
 * Changes an account; what is left out stays. New values are shown to the service first. On record.
 *
 * @throws DomainError `not-found`; `invalid` naming the field; `conflict` for one that the environment sets up.
 */
export async function changeAccount(
	id: string,
	change: { label?: string | undefined; values?: AccountValues | undefined; paused?: boolean | undefined },
	by: string,
	parts: ManageParts,
): Promise<ChannelAccount> {
	const before = await findAccount(id);
	if (change.values !== undefined && before.fromEnvironment) {
		throw new DomainError("conflict", "This account is set up in the environment of the hub", { field: "values" });
	}
	const set: Partial<ChannelAccount> = {};
	if (change.label !== undefined) set.label = labelOf(change.label);
	if (change.values !== undefined) {
		const kind = kindOf(before.transport, parts);
		// With a key that is lost, its secrets are asked for again.
		const values = completed(kind, change.values, openedOrNull(before, parts.sealer) ?? before.settings);
		await accepted(kind, values);
		Object.assign(set, stored(kind, id, values, parts.sealer));
	}
	if (change.paused !== undefined) set.state = change.paused ? "paused" : "active";
	const after = await ChannelAccounts.findOneAndUpdate(
		{ _id: id, revision: before.revision },
		{ $set: set, $inc: { revision: 1 } },
		{ returnDocument: "after" },
	).lean();
	if (!after) throw new DomainError("conflict", "Somebody else has just changed this account");
	const switched = after.state !== before.state;
	const happened = switched ? (after.state === "paused" ? "paused" : "resumed") : "changed";
	await onRecord(happened, after, by, parts.clock.now());
	return after;
}

/**
 * Takes an account out of use and forgets its secrets; its conversations stay. On record.
 *
 * @throws DomainError `not-found`; `conflict` for one that the environment sets up.
 */
export async function removeAccount(id: string, by: string, { clock }: Pick<ManageParts, "clock">): Promise<void> {
	const before = await findAccount(id);
	if (before.fromEnvironment) {
		throw new DomainError("conflict", "This account is set up in the environment of the hub", { field: "id" });
	}
	await ChannelAccounts.updateOne({ _id: id }, { $set: { state: "removed", secrets: {} }, $inc: { revision: 1 } });
	await onRecord("removed", before, by, clock.now());
}

/**
 * Asks the service whether an account still works.
 *
 * @returns the name under which citizens find it.
 * @throws DomainError `not-found`; `invalid` when the service does not accept it.
 */
export async function testAccount(id: string, parts: ManageParts): Promise<{ name: string }> {
	const account = await findAccount(id);
	const values = openedOrNull(account, parts.sealer);
	if (!values)
		throw new DomainError("invalid", "Its secrets cannot be read any more: give them again", { field: "values" });
	return accepted(kindOf(account.transport, parts), values);
}

/**
 * Forgets the pairing of an account, which then asks to be paired anew. On record.
 *
 * @throws DomainError `not-found`; `invalid` for what is not paired.
 */
export async function pairAnew(id: string, by: string, parts: ManageParts): Promise<void> {
	const account = await findAccount(id);
	const { forget } = kindOf(account.transport, parts);
	if (!forget) throw new DomainError("invalid", "This account is not paired", { field: "id" });
	await forget(account.account);
	await ChannelAccounts.updateOne({ _id: id }, { $set: { link: null }, $inc: { revision: 1 } });
	await onRecord("unpaired", account, by, parts.clock.now());
}

/** The one account that the environment sets up, as it says now; without it, what it set up before is removed. */
export async function followEnvironment(
	transport: Transport,
	values: AccountValues | null,
	parts: ManageParts,
): Promise<void> {
	const { channel } = capabilities[transport];
	const id = `${channel}.main`;
	const before = await ChannelAccounts.findById(id).lean();
	if (!values) {
		if (!before || before.state === "removed") return;
		await ChannelAccounts.updateOne({ _id: id }, { $set: { state: "removed", secrets: {} }, $inc: { revision: 1 } });
		return;
	}
	const kind = kindOf(transport, parts);
	const complete = completed(kind, values);
	const known = before && before.state !== "removed" ? openedOrNull(before, parts.sealer) : null;
	if (known && same(known, complete)) return;
	const { settings, secrets } = stored(kind, id, complete, parts.sealer);
	await ChannelAccounts.updateOne(
		{ _id: id },
		{
			$set: { channel, transport, account: "main", settings, secrets, fromEnvironment: true, state: "active" },
			$setOnInsert: {
				label: "main",
				createdAt: parts.clock.now(),
				health: newHealth,
				link: null,
			},
			$inc: { revision: 1 },
		},
		{ upsert: true },
	);
}

/** Seals anew what was sealed with an older key (rotation); the older key may then be taken out of the settings. */
export async function resealOld({ kinds, sealer }: ManageParts): Promise<number> {
	let resealed = 0;
	for (const account of await ChannelAccounts.find({ state: { $ne: "removed" } }).lean()) {
		const kind = kinds.find(({ transport }) => transport === account.transport);
		if (!kind || !Object.values(account.secrets).some(sealer.isOld)) continue;
		const values = openedOrNull(account, sealer);
		// Its key is not held: the account says so at the desk, and the others are not kept from opening.
		if (!values) continue;
		const { secrets } = stored(kind, account._id, values, sealer);
		await ChannelAccounts.updateOne({ _id: account._id, revision: account.revision }, { $set: { secrets } });
		resealed += 1;
	}
	return resealed;
}

function kindOf(transport: Transport, { kinds }: Pick<ManageParts, "kinds">): AccountKind {
	const kind = kinds.find((one) => one.transport === transport);
	if (!kind) throw new DomainError("invalid", "There are no accounts of this transport", { field: "transport" });
	return kind;
}

async function findAccount(id: string): Promise<ChannelAccount> {
	const account = await ChannelAccounts.findOne({ _id: id, state: { $ne: "removed" } }).lean();
	if (!account) throw new DomainError("not-found", "There is no such account", { field: "id" });
	return account;
}

async function accepted(kind: AccountKind, values: AccountValues): Promise<{ name: string }> {
	try {
		return await kind.test(values);
	} catch (error) {
		if (!(error instanceof ChannelError)) throw error;
		throw new DomainError("invalid", `The service does not accept this (${error.code})`, { field: "values" });
	}
}

function labelOf(label: string): string {
	const clean = cleanLine(label);
	if (clean === "") throw new DomainError("invalid", "This is needed", { field: "label" });
	return clean;
}

function same(one: AccountValues, other: AccountValues): boolean {
	const names = new Set([...Object.keys(one), ...Object.keys(other)]);
	return [...names].every((name) => one[name] === other[name]);
}

function onRecord(happened: Happened, account: ChannelAccount, by: string, at: Date): Promise<void> {
	return record({
		id: randomUUID(),
		type: `channel.${happened}`,
		at,
		actor: { kind: "staff", id: by },
		subject: { kind: "channel", id: account._id },
	});
}
