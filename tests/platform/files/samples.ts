/** Small files as programs write them (PNG, JPEG, WebP and WebM by Chromium), and headers where that is enough. */
const base64 = (text: string) => Buffer.from(text, "base64");
const bytes = (...parts: (string | number[])[]) =>
	Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));

/** 5 × 3 pixels. */
export const png = base64(
	"iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAYAAABbNsX4AAAAIUlEQVR4AWzIMQ0AAAwCwQZLVYsnPMFO+OSXw1PucaOJAQAA///F/0AtAAAABklEQVQDAKK1DPpjSNIVAAAAAElFTkSuQmCC",
);
/** 5 × 3 pixels. */
export const jpeg = base64(
	"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAADAAUDASIAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AABie//Z",
);
/** 5 × 3 pixels. */
export const webp = base64("UklGRjAAAABXRUJQVlA4ICQAAACQAQCdASoFAAMABABoJaACdLoAA5gA8Y9tcNvZp+6Ni62icAA=");
/** 1 × 1 pixel. */
export const gif = base64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
export const webm = base64(
	"GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAFfEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCAU3srgAA",
);
export const heic = bytes([0, 0, 0, 24], "ftypheic", [0, 0, 0, 0], "mif1heic", [0, 0, 0, 8], "free");
export const mp4 = bytes([0, 0, 0, 24], "ftypisom", [0, 0, 2, 0], "isommp41", [0, 0, 0, 8], "free");
export const mov = bytes([0, 0, 0, 20], "ftypqt  ", [0, 0, 2, 0], "qt  ", [0, 0, 0, 8], "wide");
export const m4a = bytes([0, 0, 0, 24], "ftypM4A ", [0, 0, 2, 0], "isommp42", [0, 0, 0, 8], "free");
export const ogg = bytes(
	"OggS",
	[0, 2, ...Array<number>(20).fill(0), 1, 19],
	"OpusHead",
	[1, 1, 56, 1, 128, 187, 0, 0, 0, 0, 0],
);
export const mp3 = bytes(
	"ID3",
	[3, 0, 0, 0, 0, 0, 10],
	Array<number>(10).fill(0),
	[0xff, 0xfb, 0x90, 0x64],
	Array<number>(413).fill(0),
);
export const wav = bytes(
	"RIFF",
	[36, 0, 0, 0],
	"WAVEfmt ",
	[16, 0, 0, 0, 1, 0, 1, 0, 64, 31, 0, 0, 64, 31, 0, 0, 1, 0, 8, 0],
	"data",
	[0, 0, 0, 0],
);
export const pdf = Buffer.from(
	"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

const wordParts = ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "docProps/app.xml"];
export const docx = zip(wordParts);
export const xlsx = zip(["_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]);
export const pptx = zip(["[Content_Types].xml", "ppt/presentation.xml"]);
export const odt = openDocument("text");
export const ods = openDocument("spreadsheet");
export const odp = openDocument("presentation");

/** What must not get in, by what it is. */
export const refused: Record<string, Buffer> = {
	"a program of Windows": bytes("MZ", [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff], Array<number>(200).fill(0)),
	"a program of Linux": bytes([0x7f], "ELF", [2, 1, 1, 0], Array<number>(100).fill(0)),
	"a program of macOS": bytes([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1], Array<number>(100).fill(0)),
	"a universal program of macOS, or a Java class": bytes(
		[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2],
		Array<number>(60).fill(0),
	),
	"a WebAssembly module": bytes([0], "asm", [1, 0, 0, 0], Array<number>(30).fill(0)),
	"a shortcut of Windows": bytes(
		[0x4c, 0, 0, 0, 1, 0x14, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46],
		Array<number>(60).fill(0),
	),
	"an internet shortcut": Buffer.from("[InternetShortcut]\r\nURL=file://server/run.exe\r\n"),
	"a shell script": Buffer.from("#!/bin/sh\nrm -rf ~\n"),
	"a shell script behind a byte order mark": Buffer.from("\ufeff#!/bin/sh\nrm -rf ~\n"),
	"a batch file": Buffer.from("@echo off\r\ndel *.*\r\n"),
	"a batch file in capitals": Buffer.from("\r\n  @ECHO OFF\r\n"),
	"a Visual Basic script": Buffer.from('Set shell = CreateObject("WScript.Shell")\r\nshell.Run "calc"\r\n'),
	"a JScript": Buffer.from('var shell = new ActiveXObject("Shell.Application");\r\n'),
	"a call of PowerShell": Buffer.from("start powershell.exe -enc SQBFAFgA\r\n"),
	"a registry file": Buffer.from("Windows Registry Editor Version 5.00\r\n"),
	"a page": Buffer.from("<!DOCTYPE html><script>alert(1)</script>"),
	"a page behind blank lines": Buffer.from("\n\n\t <html onload=alert(1)>"),
	"a page that begins with a comment": Buffer.from("<!-- x --><b>x</b>"),
	"an SVG": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
	"an SVG with its declaration": Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
	"a PHP page": Buffer.from("<?php system('id');"),
	"rich text": Buffer.from("{\\rtf1 {\\object}}"),
	PostScript: Buffer.from("%!PS-Adobe-3.0\n"),
	"an archive (zip)": zip(["fotos/1.jpg", "fotos/2.jpg"]),
	"an empty archive": bytes("PK\x05\x06", Array<number>(18).fill(0)),
	"an archive that only seems to be a document": zip(["word/document.xml"]),
	"an archive without its directory": docx.subarray(0, docx.length - 30),
	"a Java program": zip(["META-INF/MANIFEST.MF", "Main.class"]),
	"an Android program": zip(["AndroidManifest.xml", "classes.dex", "resources.arsc"]),
	"a document with macros": zip([...wordParts, "word/vbaProject.bin"]),
	"a document with ActiveX": zip([...wordParts, "word/activeX/activeX1.bin"]),
	"a document with a program in it": zip([...wordParts, "word/embeddings/setup.exe"]),
	"a sheet with old macros": zip(["[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml"]),
	"an OpenDocument with macros": openDocument("text", ["Basic/Standard/Module1.xml"]),
	"an OpenDocument of another type": openDocument("formula"),
	"an e-book": zip(["mimetype", "content.opf"], "application/epub+zip"),
	"a RAR archive": bytes("Rar!", [0x1a, 7, 1, 0], Array<number>(30).fill(0)),
	"a 7z archive": bytes("7z", [0xbc, 0xaf, 0x27, 0x1c, 0, 4], Array<number>(30).fill(0)),
	"a gzip archive": bytes([0x1f, 0x8b, 8, 0], Array<number>(30).fill(0)),
	"an installer, or a document of Office 97": bytes(
		[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
		Array<number>(600).fill(0),
	),
	"a disk image": Buffer.alloc(40_000),
	"a bitmap, which is not on the list": bytes("BM", [70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]),
	Flash: bytes("FWS", [9, 100, 0, 0, 0], Array<number>(30).fill(0)),
	"unknown bytes": Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 167 + 13) % 256)),
	"text with a zero byte": Buffer.from("hola\0mundo"),
	"text with an escape sequence": Buffer.from("hola \x1b[31mrojo"),
	"text that is not UTF-8": Buffer.from("a\xf1o", "latin1"),
	"text cut within a character": Buffer.from("ma\u00f1ana ma\u00f1").subarray(0, -1),
	"text in UTF-16": Buffer.from("\ufeffhola", "utf16le"),
};

/** A zip archive of small stored entries, as an office writes it but for the compression. */
export function zip(names: string[], firstContent = "<x/>"): Buffer {
	const locals: Buffer[] = [];
	const entries: Buffer[] = [];
	let offset = 0;
	for (const [index, name] of names.entries()) {
		const content = Buffer.from(index === 0 ? firstContent : "<x/>");
		const local = Buffer.alloc(30);
		local.write("PK\x03\x04", "latin1");
		local.writeUInt16LE(20, 4);
		local.writeUInt32LE(content.length, 18);
		local.writeUInt32LE(content.length, 22);
		local.writeUInt16LE(name.length, 26);
		const entry = Buffer.alloc(46);
		entry.write("PK\x01\x02", "latin1");
		entry.writeUInt32LE(content.length, 20);
		entry.writeUInt32LE(content.length, 24);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(offset, 42);
		locals.push(local, Buffer.from(name), content);
		entries.push(entry, Buffer.from(name));
		offset += 30 + name.length + content.length;
	}
	const directory = Buffer.concat(entries);
	const end = Buffer.alloc(22);
	end.write("PK\x05\x06", "latin1");
	end.writeUInt16LE(names.length, 8);
	end.writeUInt16LE(names.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, directory, end]);
}

function openDocument(type: string, more: string[] = []): Buffer {
	const parts = ["mimetype", "content.xml", "META-INF/manifest.xml", ...more];
	return zip(parts, `application/vnd.oasis.opendocument.${type}`);
}
