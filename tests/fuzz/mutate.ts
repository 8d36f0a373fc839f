/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** What people and programs put where something else belongs. */
const strange: readonly unknown[] = [
	null,
	"",
	" \u0000\u0007\u001b[31m",
	"\ud800",
	"\u202Egnp.exe",
	"👩‍👩‍👧‍👦".repeat(200),
	"a".repeat(70_000),
	"<script>alert(1)</script>",
	"../../etc/passwd",
	"$where",
	"__proto__",
	"constructor",
	0,
	-1,
	1e21,
	Number.MAX_SAFE_INTEGER + 1,
	Number.MIN_VALUE,
	true,
	[],
	{},
	{ $gt: "" },
	[[[[[]]]]],
];

/** A copy of plain JSON with a few things in it changed, taken away, doubled or put elsewhere. */
export function mutateJson(value: unknown, random: () => number): unknown {
	const copy: unknown = structuredClone(value);
	const changes = 1 + Math.floor(random() * 4);
	for (let change = 0; change < changes; change += 1) {
		const place = pick(placesIn(copy), random);
		if (!place) return oddity(random);
		const { holder, key } = place;
		const what = random();
		if (what < 0.2) Reflect.deleteProperty(holder, key);
		else if (what < 0.6) Reflect.set(holder, key, oddity(random));
		else if (what < 0.75) Reflect.set(holder, key, structuredClone(pick(placesIn(copy), random)?.value));
		else if (what < 0.9) Reflect.set(holder, key, spoilt(String(place.value), random));
		else Reflect.set(holder, String(pick(strange, random)), place.value);
	}
	return copy;
}

/** Bytes with a few of them changed, cut out, doubled, or replaced by what programs choke on. */
export function mutateBytes(bytes: Buffer, random: () => number): Buffer {
	let mutant = Buffer.from(bytes);
	const changes = 1 + Math.floor(random() * 6);
	for (let change = 0; change < changes; change += 1) {
		const from = Math.floor(random() * mutant.length);
		const length = Math.floor(random() ** 4 * (mutant.length - from));
		const [before, piece, after] = [
			mutant.subarray(0, from),
			mutant.subarray(from, from + length),
			mutant.subarray(from + length),
		];
		const what = random();
		if (what < 0.25) mutant = Buffer.concat([before, after]);
		else if (what < 0.45) mutant = Buffer.concat([before, piece, piece, after]);
		else if (what < 0.7)
			mutant = Buffer.concat([before, Buffer.from(String(pick(strange, random)).slice(0, 500)), after]);
		else if (what < 0.9)
			mutant = Buffer.concat([before, Buffer.from([Math.floor(random() * 256)]), mutant.subarray(from + 1)]);
		else mutant = before;
	}
	return mutant;
}

interface Place {
	holder: object;
	key: string;
	value: unknown;
}

function placesIn(value: unknown): Place[] {
	const places: Place[] = [];
	const open: unknown[] = [value];
	while (open.length > 0 && places.length < 500) {
		const holder = open.pop();
		if (typeof holder !== "object" || holder === null) continue;
		for (const [key, inner] of Object.entries(holder)) {
			places.push({ holder, key, value: inner });
			open.push(inner);
		}
	}
	return places;
}

function spoilt(text: string, random: () => number): string {
	const at = Math.floor(random() * text.length);
	return text.slice(0, at) + String(pick(strange, random)).slice(0, 40) + text.slice(at + Math.floor(random() * 3));
}

/** One of its own: what is changed in it later is changed nowhere else. */
function oddity(random: () => number): unknown {
	return structuredClone(pick(strange, random));
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
	return items[Math.floor(random() * items.length)];
}
