/** The code by which the database says that a document with this id, or another unique key, is there already. */
const duplicateKeyCode = 11_000;

/** Whether a write failed because of that: somebody, perhaps oneself a moment ago, was first. */
export function isDuplicateKey(error: unknown): boolean {
	return error instanceof Error && "code" in error && error.code === duplicateKeyCode;
}
