/** Joins an answer with what the hub tells of the same thing while it is on its way: the answer may be the older one. */
export interface News<T> {
	/** Something changed; every answer about it that is awaited now is changed too. */
	tell(key: string, change: (thing: T) => T): void;
	/** Asks, and gives the answer with all that was told meanwhile. */
	ask(key: string, question: () => Promise<T>): Promise<T>;
}

export function createNews<T>(): News<T> {
	const awaited = new Set<{ key: string; changes: ((thing: T) => T)[] }>();
	return {
		tell(key, change) {
			for (const answer of awaited) if (answer.key === key) answer.changes.push(change);
		},
		async ask(key, question) {
			const answer = { key, changes: [] };
			awaited.add(answer);
			try {
				return told(await question(), answer.changes);
			} finally {
				awaited.delete(answer);
			}
		},
	};
}

function told<T>(thing: T, changes: readonly ((thing: T) => T)[]): T {
	return changes.reduce((now, change) => change(now), thing);
}
