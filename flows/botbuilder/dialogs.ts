import type { StatePropertyAccessor, TurnContext } from "botbuilder";
import {
	Dialog,
	type DialogContext,
	DialogContextError,
	type DialogInstance,
	DialogSet,
	type DialogState,
	type DialogTurnResult,
} from "botbuilder-dialogs";
import type { z } from "zod";
import { stateOf } from "./adapter.ts";

/**
 * What a dialog made of a message: dealt with it; it is none of its business (somebody else looks); or the citizen
 * asks something else with this text.
 */
export type Taken = "done" | "pass" | { asks: string };

/** A dialog as ours are written: it asks, and takes the answer. `T` is the turn it is given. */
export interface DialogDefinition<T, S extends object> {
	id: string;
	/** The shape of its state, which travels in the conversation; kept small. */
	state: z.ZodType<S>;
	/** Asks its question; also when it is come back to. */
	ask(turn: T, state: S): Promise<void>;
	/** Takes what the citizen said. Changes to `state` are kept while the dialog is open. */
	take(turn: T, state: S): Promise<Taken>;
}

/** The dialogs of one turn. */
export interface OpenDialogs<T> {
	/** The id of the one that has the word, or null. */
	active(): string | null;
	/** The state of the active dialog if it is this one. */
	stateOf<S extends object>(definition: DialogDefinition<T, S>): S | null;
	/** Opens one on top and lets it ask. */
	open<S extends object>(definition: DialogDefinition<T, S>, state: S): Promise<void>;
	/** Opens one on top that has asked already. */
	put<S extends object>(definition: DialogDefinition<T, S>, state: S): void;
	/** Gives it the citizen's message. `pass` when none is open. */
	take(): Promise<Taken>;
	/** Ends the active one; the one below asks again. */
	finish(): Promise<void>;
	/** Ends the active one and says nothing. */
	drop(): void;
	/** Ends all. */
	clear(): void;
	/** The active one asks again. */
	askAgain(): Promise<void>;
}

const turnKey = Symbol("turn");
const takenKey = Symbol("taken");
/** Where the framework looks for them. */
const scopesKey = "DialogStateManagerConfiguration";

/** Makes the set once; it holds no state. */
export function dialogSet<T>(definitions: readonly AnyDefinition<T>[]): {
	/** The dialogs that are open in the conversation of `context`. Call `serve` before they ask or take anything. */
	openIn(context: TurnContext): Promise<OpenDialogs<T>>;
	/** Says which turn the dialogs get. */
	serve(context: TurnContext, turn: T): void;
} {
	const set = new DialogSet(new DialogStateAccessor());
	for (const { make } of definitions) set.add(make());
	// The framework makes its memory scopes anew in each turn, which takes longer than the rest of it. They hold nothing
	// of a conversation, so those of the first turn serve all; under another key they would only be made again.
	let scopes: DialogContext["state"]["configuration"] | undefined;

	return {
		async openIn(context) {
			if (scopes) context.turnState.set(scopesKey, scopes);
			const dialogs = await set.createContext(context);
			scopes = dialogs.state.configuration;
			dropUnknown(dialogs, definitions);
			return openDialogs(context, dialogs);
		},
		serve(context, turn) {
			context.turnState.set(turnKey, turn);
		},
	};
}

/** A definition whose state's type only it knows. */
export interface AnyDefinition<T> {
	id: string;
	make(): Dialog;
	fits(state: unknown): boolean;
	/** Never called: it ties the definition to the turns it is for. */
	for?(turn: T): void;
}

export function anyDefinition<T, S extends object>(definition: DialogDefinition<T, S>): AnyDefinition<T> {
	return {
		id: definition.id,
		make: () => new DefinedDialog(definition),
		fits: (state) => definition.state.safeParse(state).success,
	};
}

class DefinedDialog<T, S extends object> extends Dialog {
	readonly #definition: DialogDefinition<T, S>;

	constructor(definition: DialogDefinition<T, S>) {
		super(definition.id);
		this.#definition = definition;
	}

	override async beginDialog(dialogs: DialogContext, options?: object): Promise<DialogTurnResult> {
		const instance = dialogs.activeDialog;
		if (instance) {
			instance.state = this.#definition.state.parse(options);
			await this.repromptDialog(dialogs.context, instance);
		}
		return Dialog.EndOfTurn;
	}

	override async continueDialog(dialogs: DialogContext): Promise<DialogTurnResult> {
		const instance = dialogs.activeDialog;
		if (instance) {
			const state = this.#definition.state.parse(instance.state);
			const taken = await this.#definition.take(dialogs.context.turnState.get<T>(turnKey), state);
			dialogs.context.turnState.set(takenKey, taken);
			instance.state = state;
		}
		return Dialog.EndOfTurn;
	}

	override async resumeDialog(dialogs: DialogContext): Promise<DialogTurnResult> {
		await dialogs.repromptDialog();
		return Dialog.EndOfTurn;
	}

	override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
		const state = this.#definition.state.parse(instance.state);
		await this.#definition.ask(context.turnState.get<T>(turnKey), state);
		instance.state = state;
	}
}

/** Finds the stack in the state of the turn's own conversation, so that one set serves all. */
class DialogStateAccessor implements StatePropertyAccessor<DialogState> {
	async get(context: TurnContext, defaultValue?: DialogState): Promise<DialogState> {
		return this.#property(context).get(context, defaultValue ?? { dialogStack: [] });
	}

	async set(context: TurnContext, value: DialogState): Promise<void> {
		await this.#property(context).set(context, value);
	}

	async delete(context: TurnContext): Promise<void> {
		await this.#property(context).delete(context);
	}

	#property(context: TurnContext): StatePropertyAccessor<DialogState> {
		return stateOf(context).createProperty<DialogState>("dialogs");
	}
}

/** What an older version left behind and nobody understands any more ends there, instead of stopping every turn. */
function dropUnknown<T>(dialogs: DialogContext, definitions: readonly AnyDefinition<T>[]): void {
	const known = dialogs.stack.filter((instance) =>
		definitions.find(({ id }) => id === instance.id)?.fits(instance.state),
	);
	if (known.length < dialogs.stack.length) dialogs.stack.splice(0, dialogs.stack.length, ...known);
}

function openDialogs<T>(context: TurnContext, dialogs: DialogContext): OpenDialogs<T> {
	return {
		active: () => dialogs.activeDialog?.id ?? null,
		stateOf: (definition) => {
			const instance = dialogs.activeDialog;
			return instance?.id === definition.id ? definition.state.parse(instance.state) : null;
		},
		open: async (definition, state) => {
			await unwrapped(dialogs.beginDialog(definition.id, state));
		},
		put: (definition, state) => {
			dialogs.stack.push({ id: definition.id, state });
		},
		take: async () => {
			context.turnState.set(takenKey, "pass");
			await unwrapped(dialogs.continueDialog());
			return context.turnState.get<Taken>(takenKey);
		},
		finish: async () => {
			await unwrapped(dialogs.endDialog());
		},
		drop: () => {
			dialogs.stack.pop();
		},
		clear: () => {
			dialogs.stack.length = 0;
		},
		askAgain: () => unwrapped(dialogs.repromptDialog()),
	};
}

/** The framework wraps errors together with the whole dialog state; what was thrown is what the caller should see. */
async function unwrapped<R>(running: Promise<R>): Promise<R> {
	try {
		return await running;
	} catch (error) {
		throw error instanceof DialogContextError ? error.error : error;
	}
}
