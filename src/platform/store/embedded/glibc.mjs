/**
 * Redirects, in an ELF shared object, the few symbols that ask for a newer glibc than the system has to the equal ones
 * that every glibc has. The engine's package was built against glibc 2.38, Debian 12 has 2.36; what it uses of 2.38 is
 * `__isoc23_strtol` and its kin (the old function under a new name that also reads "0b…") and `fmod` (the old one
 * without the wrapper that sets errno), so nothing of the new behaviour is missed.
 *
 * ELF layout: https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
 */

const ELF_MAGIC = 0x7f454c46;
const SECTION = { dynamicSymbols: 11, versionNeeds: 0x6ffffffe, symbolVersions: 0x6fffffff };
const SYMBOL_BYTES = 24;
const WEAK = 2;
const RENAMED_PREFIX = "__isoc23_";
const SAME_NAME = new Set(["fmod", "fmodf"]);

/** Raised for a file that cannot be redirected safely; the message says why. */
export class GlibcRedirectError extends Error {
	/** @override */
	name = "GlibcRedirectError";
}

/**
 * Rewrites `image` in place so that it needs no glibc newer than `newest`.
 *
 * @param {Buffer} image a whole ELF64 little-endian shared object
 * @param {{ major: number, minor: number }} newest the glibc that the system has
 * @returns {string[]} the names of the redirected symbols, empty when there was nothing to do
 * @throws {GlibcRedirectError} for a symbol that has no known older equal, or a file of another kind
 */
export function redirectGlibc(image, newest) {
	const sections = readSections(image);
	const symbols = sections.find((section) => section.type === SECTION.dynamicSymbols);
	const versions = sections.find((section) => section.type === SECTION.symbolVersions);
	const needs = sections.find((section) => section.type === SECTION.versionNeeds);
	if (!symbols || !versions || !needs) return [];
	const strings = sections[symbols.link];
	if (!strings) throw new GlibcRedirectError("the symbol table has no names");

	/** @type {(at: number) => string} */
	const nameAt = (at) => text(image, strings.offset + at);
	const found = readVersionNeeds(image, needs, nameAt, newest);
	/** @type {string[]} */
	const redirected = [];
	for (let index = 0; index < symbols.size / SYMBOL_BYTES; index++) {
		const versionAt = versions.offset + index * 2;
		const base = found.redirects.get(image.readUInt16LE(versionAt) & 0x7fff);
		if (base === undefined) continue;
		const symbolAt = symbols.offset + index * SYMBOL_BYTES;
		const nameOffset = image.readUInt32LE(symbolAt);
		const name = nameAt(nameOffset);
		if (base === null || !(name.startsWith(RENAMED_PREFIX) || SAME_NAME.has(name))) {
			throw new GlibcRedirectError(`the symbol "${name}" has no known equal in an older glibc`);
		}
		// "__isoc23_strtol" ends in "strtol", so the old name is the same string read from further on.
		if (name.startsWith(RENAMED_PREFIX)) image.writeUInt32LE(nameOffset + RENAMED_PREFIX.length, symbolAt);
		image.writeUInt16LE(base, versionAt);
		redirected.push(name);
	}
	// A weak need is not checked by the loader; no symbol asks for it any more.
	for (const flagsAt of found.tooNew) image.writeUInt16LE(image.readUInt16LE(flagsAt) | WEAK, flagsAt);
	return redirected;
}

/**
 * @param {Buffer} image
 * @returns {{ type: number, offset: number, size: number, link: number, info: number }[]}
 */
function readSections(image) {
	if (image.length < 64 || image.readUInt32BE(0) !== ELF_MAGIC || image[4] !== 2 || image[5] !== 1) {
		throw new GlibcRedirectError("not a 64-bit little-endian ELF file");
	}
	const start = Number(image.readBigUInt64LE(0x28));
	const bytes = image.readUInt16LE(0x3a);
	return Array.from({ length: image.readUInt16LE(0x3c) }, (_, index) => {
		const at = start + index * bytes;
		return {
			type: image.readUInt32LE(at + 4),
			offset: Number(image.readBigUInt64LE(at + 24)),
			size: Number(image.readBigUInt64LE(at + 32)),
			link: image.readUInt32LE(at + 40),
			info: image.readUInt32LE(at + 44),
		};
	});
}

/**
 * Which version numbers are too new, and the number of the base version of the same library to put in their place
 * (`null` when that library names no base version).
 *
 * @param {Buffer} image
 * @param {{ offset: number, info: number }} needs
 * @param {(at: number) => string} nameAt
 * @param {{ major: number, minor: number }} newest
 */
function readVersionNeeds(image, needs, nameAt, newest) {
	/** @type {Map<number, number | null>} */
	const redirects = new Map();
	/** @type {number[]} */
	const tooNew = [];
	let needAt = needs.offset;
	for (let need = 0; need < needs.info; need++) {
		/** @type {{ index: number, minor: number }[]} */
		const usable = [];
		/** @type {number[]} */
		const unusable = [];
		let at = needAt + image.readUInt32LE(needAt + 8);
		for (let count = image.readUInt16LE(needAt + 2); count > 0; count--) {
			const version = /^GLIBC_(\d+)\.(\d+)/.exec(nameAt(image.readUInt32LE(at + 8)));
			const index = image.readUInt16LE(at + 6);
			if (version && isNewer(Number(version[1]), Number(version[2]), newest)) {
				unusable.push(index);
				tooNew.push(at + 4);
			} else if (version) {
				usable.push({ index, minor: Number(version[2]) });
			}
			at += image.readUInt32LE(at + 12);
		}
		// The base version (2.2.5 on x64, 2.17 on arm64) is the oldest that the library names.
		const base = usable.sort((one, other) => one.minor - other.minor)[0]?.index ?? null;
		for (const index of unusable) redirects.set(index, base);
		needAt += image.readUInt32LE(needAt + 12);
	}
	return { redirects, tooNew };
}

/** @type {(major: number, minor: number, newest: { major: number, minor: number }) => boolean} */
function isNewer(major, minor, newest) {
	return major > newest.major || (major === newest.major && minor > newest.minor);
}

/** @type {(image: Buffer, start: number) => string} */
function text(image, start) {
	return image.toString("latin1", start, image.indexOf(0, start));
}
