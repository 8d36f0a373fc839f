/**
 * Why the hub cannot start, as one line that tells the operator what to do. `main.ts` prints the message and exits
 * with a code other than 0. It holds no secret.
 */
export class StartupError extends Error {
	override readonly name = "StartupError";
}
