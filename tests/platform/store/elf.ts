interface NeededVersion {
	name: string;
	index: number;
}

/**
 * A shared object with nothing in it but what a dynamic loader looks at to check versions: symbols, their names, their
 * versions and the versions needed of libc.
 */
export function elfObject(versions: NeededVersion[], symbols: { name: string; version: number }[]): Buffer {
	const strings = stringTable(["libc.so.6", ...versions.map(({ name }) => name), ...symbols.map(({ name }) => name)]);
	const symbolTable = Buffer.alloc(24 * symbols.length);
	const versionTable = Buffer.alloc(2 * symbols.length);
	for (const [index, { name, version }] of symbols.entries()) {
		symbolTable.writeUInt32LE(strings.at(name), index * 24);
		versionTable.writeUInt16LE(version, index * 2);
	}
	const needs = Buffer.alloc(16 + 16 * versions.length);
	needs.writeUInt16LE(1, 0);
	needs.writeUInt16LE(versions.length, 2);
	needs.writeUInt32LE(strings.at("libc.so.6"), 4);
	needs.writeUInt32LE(16, 8);
	for (const [place, { name, index }] of versions.entries()) {
		const at = 16 + place * 16;
		needs.writeUInt16LE(index, at + 6);
		needs.writeUInt32LE(strings.at(name), at + 8);
		needs.writeUInt32LE(place === versions.length - 1 ? 0 : 16, at + 12);
	}
	return assemble([
		{ type: 3, content: strings.bytes, link: 0, info: 0 },
		{ type: 11, content: symbolTable, link: 0, info: 0 },
		{ type: 0x6fffffff, content: versionTable, link: 1, info: 0 },
		{ type: 0x6ffffffe, content: needs, link: 0, info: 1 },
	]);
}

function stringTable(names: string[]) {
	const places = new Map<string, number>();
	let text = "\0";
	for (const name of names) {
		if (places.has(name)) continue;
		places.set(name, text.length);
		text += `${name}\0`;
	}
	return { bytes: Buffer.from(text, "latin1"), at: (name: string) => places.get(name) ?? 0 };
}

function assemble(sections: { type: number; content: Buffer; link: number; info: number }[]): Buffer {
	const header = Buffer.alloc(64);
	header.writeUInt32BE(0x7f454c46, 0);
	header.writeUInt8(2, 4);
	header.writeUInt8(1, 5);
	header.writeUInt16LE(64, 0x3a);
	header.writeUInt16LE(sections.length, 0x3c);
	let offset = 64;
	const table = sections.map(({ type, content, link, info }) => {
		const entry = Buffer.alloc(64);
		entry.writeUInt32LE(type, 4);
		entry.writeBigUInt64LE(BigInt(offset), 24);
		entry.writeBigUInt64LE(BigInt(content.length), 32);
		entry.writeUInt32LE(link, 40);
		entry.writeUInt32LE(info, 44);
		offset += content.length;
		return entry;
	});
	header.writeBigUInt64LE(BigInt(offset), 0x28);
	return Buffer.concat([header, ...sections.map(({ content }) => content), ...table]);
}

/** What a loader would see: each symbol's name and the version it asks for, and which needs it may overlook. */
export function readElf(image: Buffer): { symbols: string[]; weak: string[] } {
	const start = Number(image.readBigUInt64LE(0x28));
	const section = (index: number) => Number(image.readBigUInt64LE(start + index * 64 + 24));
	const size = (index: number) => Number(image.readBigUInt64LE(start + index * 64 + 32));
	const text = (at: number) => image.toString("latin1", section(0) + at, image.indexOf(0, section(0) + at));
	const names = new Map<number, string>();
	const weak: string[] = [];
	for (let at = section(3) + 16; at < section(3) + size(3); at += 16) {
		const name = text(image.readUInt32LE(at + 8));
		names.set(image.readUInt16LE(at + 6), name);
		if (image.readUInt16LE(at + 4) & 2) weak.push(name);
	}
	const symbols = Array.from({ length: size(1) / 24 }, (_, index) => {
		const version = names.get(image.readUInt16LE(section(2) + index * 2)) ?? "";
		return `${text(image.readUInt32LE(section(1) + index * 24))}@${version}`;
	});
	return { symbols, weak };
}
