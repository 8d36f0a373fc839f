import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** The most that `widget.js` may weigh over the wire, in bytes of gzip: citizens come with cheap phones. */
const widgetLimit = 35 * 1024;

/** `/widget.js`: the whole chat in one classic script, without a style or a script of its own beside it. */
export default defineConfig({
	root: join(import.meta.dirname, "channels/webchat/widget"),
	publicDir: false,
	build: {
		lib: { entry: "main.ts", formats: ["iife"], name: "VentanillaWidget", fileName: () => "widget.js" },
		outDir: join(import.meta.dirname, "dist/widget"),
		emptyOutDir: true,
		minify: true,
		cssMinify: true,
		target: "es2022",
		reportCompressedSize: false,
	},
	plugins: [withoutUnused(), keysOnce(), weigh()],
});

/**
 * Of the client library, what the chat never uses is left out: WebTransport (the line runs over websocket, else
 * polling), binary packets (files go by HTTP), polling by XMLHttpRequest instead of the library's own by `fetch`, and
 * what stands in for browsers from before `URL` and `globalThis`.
 */
function withoutUnused(): Plugin {
	const instead: Record<string, string> = {
		"engine.io-client/build/esm/transports/webtransport.js": "export const WT = null;",
		"engine.io-client/build/esm/contrib/parseuri.js": `export const parse = (source) => {
			const { protocol, hostname, port, pathname, search } = new URL(source);
			const host = hostname.replace(/[[\\]]/g, "");
			return { source, protocol: protocol.slice(0, -1), host, port, path: pathname, query: search.slice(1), queryKey: {} };
		};`,
		"engine.io-client/build/esm/transports/polling-xhr.js":
			'import { Fetch } from "./polling-fetch.js"; export class XHR extends Fetch {} export class Request {}',
		"engine.io-client/build/esm/contrib/parseqs.js": `export const encode = (fields) => String(new URLSearchParams(fields));
			export const decode = (query) => Object.fromEntries(new URLSearchParams(query));`,
		"engine.io-client/build/esm/globals.js": `export const globalThisShim = globalThis;
			export const nextTick = queueMicrotask.bind(globalThis);
			export const defaultBinaryType = "arraybuffer";
			export const createCookieJar = () => {};`,
		"socket.io-client/build/esm/url.js": `import { parse } from "engine.io-client";
			export const url = (uri, path = "") => {
				const found = parse(uri);
				const port = found.port || (found.protocol === "https" ? "443" : "80");
				return { ...found, port, id: found.protocol + "://" + found.host + ":" + port + path };
			};`,
		"engine.io-parser/build/esm/encodePacket.browser.js": `import { PACKET_TYPES } from "./commons.js";
			export const encodePacket = ({ type, data }, _binary, give) => give(PACKET_TYPES[type] + (data || ""));
			export const encodePacketToBinary = () => {};`,
		"engine.io-parser/build/esm/decodePacket.browser.js": `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from "./commons.js";
			export const decodePacket = (packet) => {
				const type = typeof packet === "string" && PACKET_TYPES_REVERSE[packet[0]];
				return type ? { type, ...(packet.length > 1 && { data: packet.slice(1) }) } : ERROR_PACKET;
			};`,
		"socket.io-parser/build/esm/binary.js": `export const deconstructPacket = (packet) => ({ packet, buffers: [] });
			export const reconstructPacket = (packet) => packet;`,
		"socket.io-parser/build/esm/is-binary.js":
			"export const isBinary = () => false; export const hasBinary = isBinary;",
	};
	return {
		name: "without-unused",
		enforce: "pre",
		load: (id) => instead[id.replace(/^.*\/node_modules\//, "")] ?? null,
	};
}

/** Both languages have the same keys (a test holds them to it): the second goes into the bundle as values only. */
function keysOnce(): Plugin {
	return {
		name: "keys-once",
		enforce: "pre",
		async load(id) {
			if (!id.endsWith("/src/texts/en/widget.json")) return null;
			const [es, en] = await Promise.all([readTexts(id.replace("/en/", "/es/")), readTexts(id)]);
			const values = JSON.stringify(Object.keys(es).map((key) => en[key]));
			return {
				code: `import es from "../es/widget.json"; const values = ${values}; export default Object.fromEntries(Object.keys(es).map((key, index) => [key, values[index]]));`,
				moduleType: "js",
			};
		},
	};
}

async function readTexts(path: string): Promise<Record<string, string>> {
	return JSON.parse(await readFile(path, "utf8"));
}

/** Packs it once, as it is served, and holds it to its limit. */
function weigh(): Plugin {
	let folder = "";
	return {
		name: "weigh",
		apply: "build",
		configResolved(config) {
			folder = config.build.outDir;
		},
		async closeBundle() {
			const script = await readFile(join(folder, "widget.js"));
			const packed = gzipSync(script, { level: 9 });
			await writeFile(join(folder, "widget.js.gz"), packed);
			await writeFile(join(folder, "widget.js.br"), brotliCompressSync(script));
			const weight = packed.length;
			this.info(`widget.js: ${(weight / 1024).toFixed(1)} KB gzip of ${widgetLimit / 1024} KB`);
			if (weight > widgetLimit) this.error("widget.js is heavier than a citizen's phone should have to carry");
		},
	};
}
