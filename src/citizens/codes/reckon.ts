import { createHmac, timingSafeEqual } from "node:crypto";

/** Length of a code, in digits. */
export const codeDigits = 6;

/** The code of a challenge: six digits that follow from its id and salt under the hub's key. Pure. */
export function codeOf({ _id, salt }: { _id: string; salt: string }, key: string): string {
	const bytes = createHmac("sha256", key).update(`ventanilla.code.v1\n${_id}\n${salt}`).digest();
	// 2^48 in six digits: each is as likely as another to a part in a hundred million.
	return String(bytes.readUIntBE(0, 6) % 10 ** codeDigits).padStart(codeDigits, "0");
}

/** Whether what was typed is the code, in a time that does not tell how much of it is. Pure. */
export function isCode(typed: string, code: string): boolean {
	const [a, b] = [typed, code].map((text) => createHmac("sha256", "").update(text).digest());
	return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
