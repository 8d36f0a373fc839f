const hidden = "[redacted]";
const deepest = 8;
const longest = 100;

/** Wherever they stand in a key: what opens a door. */
const secrets = /pass(word|wd|phrase|code)?s?$|pwd|password|token|secret|cookie|authorization|credential|api_?key|otp/i;

/** As the last word of a key (`name`, `agentName`, `reply_text`): who somebody is and what they said. */
const personal = new Set([
	"text",
	"texts",
	"parts",
	"body",
	"content",
	"comment",
	"summary",
	"instruction",
	"caption",
	"transcript",
	"name",
	"surname",
	"firstname",
	"lastname",
	"fullname",
	"username",
	"filename",
	"subject",
	"email",
	"mail",
	"phone",
	"telephone",
	"mobile",
	"contact",
	"contacts",
	"address",
	"document",
	"dui",
	"ci",
	"nit",
	"ip",
	"birth",
	"birthdate",
]);

/**
 * A copy of `value` fit for a log: what stands under the key of a secret or of personal data is hidden at any depth,
 * errors keep type, message, code, stack and cause, addresses lose their credentials, large things are cut (P2).
 */
export function redact(value: unknown, key = "", depth = 0, above: readonly object[] = []): unknown {
	if (value === null || value === undefined) return value;
	if (isHidden(key)) return hidden;
	if (typeof value === "string") return maskText(value);
	if (typeof value === "bigint") return value.toString();
	if (typeof value === "function" || typeof value === "symbol") return `[${typeof value}]`;
	if (typeof value !== "object") return value;
	if (above.includes(value)) return "[circular]";
	if (depth >= deepest) return "[deep]";
	return redactInside(value, depth + 1, [...above, value]);
}

/** Hides user and password in every address in `text`, and e-mail addresses altogether. */
export function maskText(text: string): string {
	return text
		.replaceAll(/\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@"'\\]{1,300}@/gi, "$1***@")
		.replaceAll(/[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,200}/g, "***@***");
}

function isHidden(key: string): boolean {
	if (secrets.test(key)) return true;
	const words = key
		.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
		.toLowerCase()
		.split(/[^a-z\d]+/);
	return personal.has(words.at(-1) ?? "");
}

function redactInside(value: object, depth: number, above: readonly object[]): unknown {
	if (value instanceof Error) return redactError(value, depth, above);
	if (Array.isArray(value)) {
		const items = value.slice(0, longest).map((item) => redact(item, "", depth, above));
		return value.length > longest ? [...items, `[${value.length - longest} more]`] : items;
	}
	if (value instanceof Map) return redact(Object.fromEntries(value), "", depth, above);
	if (value instanceof Set) return redact([...value], "", depth, above);
	if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
	if ("toJSON" in value && typeof value.toJSON === "function") return redact(value.toJSON(), "", depth, above);
	const prototype: unknown = Object.getPrototypeOf(value);
	// Sockets, requests and the like: of no use in a log, and full of what must not be there.
	if (prototype !== null && prototype !== Object.prototype) return `[${value.constructor.name}]`;
	const clean: Record<string, unknown> = {};
	for (const [key, item] of Object.entries(value).slice(0, longest)) clean[key] = redact(item, key, depth, above);
	return clean;
}

function redactError(error: Error, depth: number, above: readonly object[]): Record<string, unknown> {
	const { message, stack, cause, ...own } = error;
	const extra: Record<string, unknown> = {};
	for (const [key, item] of Object.entries(own)) {
		if (key !== "name") extra[key] = redact(item, key, depth, above);
	}
	return {
		type: error.name,
		...extra,
		message: maskText(error.message),
		stack: maskText(error.stack ?? ""),
		...(error.cause === undefined ? {} : { cause: redact(error.cause, "", depth, above) }),
	};
}
