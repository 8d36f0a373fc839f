import mongoose from "mongoose";
import { z } from "zod";
import { connectionOptions } from "../../src/platform/store/connection-options.ts";

/** How the database answered one query. */
export interface Plan {
	collection: string;
	/** Every stage of the plan: IXSCAN, FETCH, SORT, COLLSCAN… */
	stages: string[];
	keysExamined: number;
	docsExamined: number;
}

const looking = ["find", "aggregate", "distinct", "count", "findAndModify"];
const Command = z.record(z.string(), z.unknown());

/** Connects mongoose anew, so that its commands can be watched. */
export async function watchCommands(uri: string): Promise<void> {
	await mongoose.disconnect();
	await mongoose.connect(uri, { ...connectionOptions({ embedded: true }), monitorCommands: true });
}

/**
 * Runs `work` and explains every query that it sends to the database: so it is the product's own queries that a test
 * looks at. `watchCommands` comes first.
 */
export async function plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
	const sent: Record<string, unknown>[] = [];
	const listen = ({ commandName, command }: { commandName: string; command: unknown }) => {
		if (looking.includes(commandName)) sent.push(Command.parse(command));
	};
	const client = mongoose.connection.getClient();
	client.on("commandStarted", listen);
	try {
		await work();
	} finally {
		client.off("commandStarted", listen);
	}
	return Promise.all(sent.map(explain));
}

async function explain(sent: Record<string, unknown>): Promise<Plan> {
	const ofTheConnection = /^(\$.*|lsid|txnNumber|maxTimeMS|readConcern|writeConcern|apiVersion)$/;
	const command = Object.fromEntries(Object.entries(sent).filter(([key]) => !ofTheConnection.test(key)));
	const { db } = mongoose.connection;
	if (!db) throw new Error("Not connected");
	const explained: unknown = await db.command({ explain: command, verbosity: "executionStats" });
	const plan: Plan = {
		collection: String(Object.values(command)[0]),
		stages: [],
		keysExamined: 0,
		docsExamined: 0,
	};
	walk(explained, plan);
	return plan;
}

/** Plans nest differently for each command and engine; what counts stands under the same names everywhere. */
function walk(node: unknown, plan: Plan): void {
	if (Array.isArray(node)) for (const item of node) walk(item, plan);
	const parsed = Command.safeParse(node);
	if (!parsed.success || Array.isArray(node)) return;
	for (const [key, value] of Object.entries(parsed.data)) {
		// What the planner did not choose does not count.
		if (key === "rejectedPlans" || key === "allPlansExecution" || key === "command") continue;
		if (key === "stage" && typeof value === "string") plan.stages.push(value);
		if (key === "totalKeysExamined" && typeof value === "number") plan.keysExamined += value;
		if (key === "totalDocsExamined" && typeof value === "number") plan.docsExamined += value;
		walk(value, plan);
	}
}
