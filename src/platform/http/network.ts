import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import proxyAddress from "@fastify/proxy-addr";

/** Whose X-Forwarded-For is believed: nobody's, that of so many proxies, or of these addresses. */
export type TrustProxy = false | number | string[];

/**
 * The network that a request comes from: an IPv4 address, or the half of an IPv6 address that names a connection, since
 * whoever has one has all addresses in it. Pure.
 *
 * @example "203.0.113.7", "2001:db8:1:2"
 */
export function networkOf(request: IncomingMessage, trustProxy: TrustProxy): string {
	const address = proxyAddress(request, trusts(trustProxy)).replace(/^::ffff:(?=\d+\.)/i, "");
	return isIPv6(address) ? half(address) : address;
}

/** A name for the network that a request comes from; it tells the network to nobody who has not the hub's secret. */
export function originOf(request: IncomingMessage, trustProxy: TrustProxy, secret: string): string {
	const network = networkOf(request, trustProxy);
	return createHmac("sha256", `origin:${secret}`).update(network).digest("base64url").slice(0, 22);
}

/** For Fastify, and for whatever else asks whether the proxy at `hop` is to be believed. */
export function trusts(trustProxy: TrustProxy): (address: string, hop: number) => boolean {
	if (trustProxy === false) return () => false;
	if (typeof trustProxy === "number") return (_address, hop) => hop < trustProxy;
	return proxyAddress.compile(trustProxy);
}

function half(address: string): string {
	const [head = "", tail] = address.replace(/%.*$/, "").split("::");
	const groups = (text: string) => (text === "" ? [] : text.split(":"));
	const after = groups(tail ?? "");
	const zeros = tail === undefined ? 0 : 8 - groups(head).length - after.length;
	return [...groups(head), ...Array.from({ length: zeros }, () => "0"), ...after].slice(0, 4).join(":");
}
