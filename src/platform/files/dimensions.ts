export interface Dimensions {
	/** Pixels, as shown (a photo that says it lies on its side is turned). */
	width: number;
	height: number;
}

/**
 * The size of an image, from the header in its first bytes, so that a page can keep its place before it loads. Undefined
 * for what is no PNG, JPEG, GIF or WebP, or where the header lies further on.
 */
export function dimensionsOf(mime: string, head: Uint8Array): Dimensions | undefined {
	const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
	const read = readers[mime];
	try {
		const size = read?.(bytes);
		return size && size.width > 0 && size.height > 0 ? size : undefined;
	} catch (error) {
		// Buffer's own answer to reading past its end: the header is not all here.
		if (error instanceof RangeError) {
			return undefined;
		}
		throw error;
	}
}

const readers: Record<string, (bytes: Buffer) => Dimensions | undefined> = {
	"image/png": (bytes) => ({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }),
	"image/gif": (bytes) => ({ width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }),
	"image/webp": readWebp,
	"image/jpeg": readJpeg,
};

function readWebp(bytes: Buffer): Dimensions | undefined {
	const chunk = bytes.toString("latin1", 12, 16);
	if (chunk === "VP8X") {
		return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
	}
	if (chunk === "VP8L") {
		const packed = bytes.readUInt32LE(21);
		return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
	}
	return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}

function readJpeg(bytes: Buffer): Dimensions | undefined {
	let turned = false;
	let at = 2;
	while (bytes.readUInt8(at) === 0xff) {
		const marker = bytes.readUInt8(at + 1);
		if (marker === 0xff) {
			at += 1;
		} else if (isFrame(marker)) {
			const height = bytes.readUInt16BE(at + 5);
			const width = bytes.readUInt16BE(at + 7);
			return turned ? { width: height, height: width } : { width, height };
		} else {
			const length = bytes.readUInt16BE(at + 2);
			if (marker === 0xe1 && bytes.toString("latin1", at + 4, at + 10) === "Exif\0\0") {
				turned = liesOnItsSide(bytes.subarray(at + 10, at + 2 + length));
			}
			at += 2 + length;
		}
	}
	return undefined;
}

/** Start-of-frame markers: C0 to CF but the Huffman table, the arithmetic table and a reserved one. */
function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Whether Exif data (TIFF) has an orientation of 5 to 8: a quarter turn. */
function liesOnItsSide(tiff: Buffer): boolean {
	const little = tiff.toString("latin1", 0, 2) === "II";
	const uint16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	for (let entry = 0; entry < uint16(directory); entry++) {
		const at = directory + 2 + entry * 12;
		if (uint16(at) === 0x0112) {
			return uint16(at + 8) >= 5;
		}
	}
	return false;
}
