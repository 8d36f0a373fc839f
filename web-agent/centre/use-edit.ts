import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Failure } from "../connection/failure.ts";

interface Revised {
	id: string;
	revision: number;
}

/**
 * Saves what a form holds. When somebody else has saved meanwhile, `theirs` is what they left, the form keeps what was
 * typed, and saving again counts over theirs.
 */
export function useEdit<Row extends Revised>(parts: {
	row: Row | null;
	send: (revision: number) => Promise<Row>;
	/** All rows as they are now. */
	again: () => Promise<readonly Row[]>;
	onSaved: (row: Row) => void;
}) {
	const { row, send, again, onSaved } = parts;
	const [revision, setRevision] = useState(row?.revision ?? 0);
	const [theirs, setTheirs] = useState<Row | null>(null);
	const save = useMutation({
		mutationFn: async () => {
			try {
				return await send(revision);
			} catch (error) {
				if (isOutdated(error)) {
					const now = (await again()).find(({ id }) => id === row?.id);
					if (now) {
						setRevision(now.revision);
						setTheirs(now);
					}
				}
				throw error;
			}
		},
		onSuccess: onSaved,
	});
	return { save, theirs: save.isError && isOutdated(save.error) ? theirs : null };
}

function isOutdated(error: unknown): boolean {
	return error instanceof Failure && error.kind === "conflict" && error.field === "revision";
}

/** The field that the hub refused, such as `contacts.0.mail`; null: it refused none. */
export function refusedField(error: unknown): string | null {
	return error instanceof Failure && error.kind === "invalid" ? error.field : null;
}
