import { AsyncLocalStorage } from "node:async_hooks";
import { type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger, pino } from "pino";
import { maskText, redact } from "./redact.ts";

export type Log = Logger;

export interface LogContext {
	/** Id of the conversation that is being handled. */
	conversation?: string;
}

const context = new AsyncLocalStorage<LogContext>();

/**
 * The hub's log: JSON lines on standard output. Secrets and personal data do not pass, by the names of their keys at
 * any depth (see `redact.ts`); credentials in addresses are masked wherever they stand (P2).
 */
export function createLog(settings: { level: string }, destination?: DestinationStream): Log {
	const log = pino(
		{
			level: settings.level,
			base: { pid: process.pid },
			timestamp: pino.stdTimeFunctions.isoTime,
			mixin: () => ({ ...context.getStore() }),
			formatters: { level: (label) => ({ level: label }), log: redactObject },
			// `redact` has dealt with errors by then; pino's own would look at them again.
			serializers: { err: (error: unknown) => error },
			hooks: { streamWrite: maskText },
		},
		destination ?? pino.destination({ fd: 1, sync: false }),
	);
	redactBindings(log);
	return log;
}

/** Every line that is written while `work` runs, awaited parts included, carries the context. */
export function withLogContext<T>(added: LogContext, work: () => T): T {
	return context.run({ ...context.getStore(), ...added }, work);
}

/** Pino formats what a child is given only when each call asks for it; this holds for all children, and theirs. */
function redactBindings(log: Log): void {
	const { child } = log;
	Object.defineProperty(log, "child", {
		value(this: Log, bindings: Bindings, options?: ChildLoggerOptions) {
			return Reflect.apply(child, this, [redactObject(bindings), options]);
		},
	});
}

function redactObject(line: object): Record<string, unknown> {
	const clean: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(line)) clean[key] = redact(value, key);
	return clean;
}
