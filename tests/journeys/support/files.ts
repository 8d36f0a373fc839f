import { crc32, deflateSync } from "node:zlib";

/** A small picture as a citizen would send one: a window with a bar and lines of text. */
export function picture(name: string, width = 320, height = 200): { name: string; mimeType: string; buffer: Buffer } {
	const rows = Buffer.alloc((width * 3 + 1) * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) rows.set(colourAt(x, y, width, height), y * (width * 3 + 1) + 1 + x * 3);
	}
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	// 8 bits a channel, true colour.
	head.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const buffer = Buffer.concat([
		signature,
		chunk("IHDR", head),
		chunk("IDAT", deflateSync(rows)),
		chunk("IEND", Buffer.alloc(0)),
	]);
	return { name, mimeType: "image/png", buffer };
}

function colourAt(x: number, y: number, width: number, height: number): [number, number, number] {
	const [across, down] = [x / width, y / height];
	if (down < 0.12) return [13, 97, 89];
	const inBox = across > 0.12 && across < 0.88 && down > 0.28 && down < 0.78;
	if (!inBox) return [226, 231, 236];
	if (down < 0.38) return [190, 60, 50];
	const inLine = across > 0.2 && across < (down > 0.6 ? 0.6 : 0.8) && Math.floor(down * 40) % 4 === 0;
	return inLine ? [120, 128, 138] : [255, 255, 255];
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The smallest PDF that opens: one empty page. */
export function pdf(name: string): { name: string; mimeType: string; buffer: Buffer } {
	const text = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
	return { name, mimeType: "application/pdf", buffer: Buffer.from(text, "latin1") };
}
