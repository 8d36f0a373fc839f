import { describe, expect, it } from "vitest";
import { dimensionsOf } from "../../../src/platform/files/dimensions.ts";
import { gif, jpeg, pdf, png, webp } from "./samples.ts";

const extended = Buffer.concat([
	Buffer.from("RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0", "latin1"),
	Buffer.from([0, 0, 0, 0, 0x7f, 0x07, 0, 0x37, 0x04, 0]),
]);
const lossless = Buffer.concat([
	Buffer.from("RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f", "latin1"),
	Buffer.from([0x2b, 0xc1, 0x31, 0x00]),
]);

describe("C3: a picture's size is read from its header", () => {
	it.each([
		["PNG", "image/png", png, 5, 3],
		["JPEG", "image/jpeg", jpeg, 5, 3],
		["JPEG from a phone held upright, in either byte order", "image/jpeg", turned(6, "II"), 3, 5],
		["JPEG turned the other way", "image/jpeg", turned(8, "MM"), 3, 5],
		["JPEG upside down", "image/jpeg", turned(3, "MM"), 5, 3],
		["GIF", "image/gif", gif, 1, 1],
		["WebP", "image/webp", webp, 5, 3],
		["extended WebP", "image/webp", extended, 1920, 1080],
		["lossless WebP", "image/webp", lossless, 300, 200],
	])("%s", (_what, mime, bytes, width, height) => {
		expect(dimensionsOf(mime, bytes)).toEqual({ width, height });
	});

	it.each([
		["no picture", "application/pdf", pdf],
		["a picture cut short", "image/png", png.subarray(0, 18)],
		["a JPEG whose frame lies further on", "image/jpeg", jpeg.subarray(0, 40)],
		["a JPEG of nonsense", "image/jpeg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 1, 2, 3, 4])],
		["a picture without pixels", "image/gif", Buffer.from("GIF89a\0\0\0\0\0\0\0")],
	])("not of %s", (_what, mime, bytes) => {
		expect(dimensionsOf(mime, bytes)).toBeUndefined();
	});
});

/** The JPEG with Exif data that tells its orientation. */
function turned(orientation: number, order: "II" | "MM"): Buffer {
	const tiff = Buffer.alloc(26);
	const uint16 = (value: number, at: number) =>
		order === "II" ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
	const uint32 = (value: number, at: number) =>
		order === "II" ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
	tiff.write(order, "latin1");
	uint16(42, 2);
	uint32(8, 4);
	uint16(1, 8);
	uint16(0x0112, 10);
	uint16(3, 12);
	uint32(1, 14);
	uint16(orientation, 18);
	const marker = Buffer.from([0xff, 0xe1, 0, tiff.length + 8]);
	return Buffer.concat([jpeg.subarray(0, 2), marker, Buffer.from("Exif\0\0"), tiff, jpeg.subarray(2)]);
}
