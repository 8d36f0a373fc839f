import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";

/**
 * At least twelve characters, as many as people like, no rules of composition (NIST SP 800-63B § 3.1.1.2). The upper
 * bound keeps hashing cheap.
 */
export const NewPassword = z
	.string()
	.min(12, "A password must have at least 12 characters")
	.max(200, "A password may have at most 200 characters")
	.refine((password) => new Set(password).size >= 5, "A password must have at least 5 different characters");

/** OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
	return hash(normal(password), cost);
}

/** Takes the same time whether there is an account (`passwordHash`) or not (null). */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	const matches = await verify(passwordHash ?? (await decoy()), normal(password));
	return passwordHash !== null && matches;
}

let decoyHash: Promise<string> | null = null;
function decoy(): Promise<string> {
	decoyHash ??= hash("nobody has this password", cost);
	return decoyHash;
}

/** The same password typed on another system may arrive composed otherwise ("ñ" as one character or two). */
function normal(password: string): string {
	return password.normalize("NFC");
}
