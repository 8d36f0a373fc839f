import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, it } from "vitest";
import { networkOf, type TrustProxy } from "../../../src/platform/http/index.ts";

function request(address: string, forwarded?: string): IncomingMessage {
	const socket = new Socket();
	Object.defineProperty(socket, "remoteAddress", { value: address });
	const message = new IncomingMessage(socket);
	if (forwarded !== undefined) message.headers["x-forwarded-for"] = forwarded;
	return message;
}

it.each<[string, string | undefined, TrustProxy, string]>([
	["203.0.113.7", undefined, false, "203.0.113.7"],
	["::ffff:203.0.113.7", undefined, false, "203.0.113.7"],
	["203.0.113.7", "198.51.100.1", false, "203.0.113.7"],
	["203.0.113.7", "198.51.100.1", 1, "198.51.100.1"],
	["203.0.113.7", "192.0.2.9, 198.51.100.1", 1, "198.51.100.1"],
	["10.0.0.1", "198.51.100.1", ["10.0.0.0/8"], "198.51.100.1"],
	["2001:db8:1:2:3:4:5:6", undefined, false, "2001:db8:1:2"],
	["2001:db8::5:6", undefined, false, "2001:db8:0:0"],
	["::1", undefined, false, "0:0:0:0"],
	["fe80::1%eth0", undefined, false, "fe80:0:0:0"],
])("B3: %s with %s, trusting %s, is the network %s", (address, forwarded, trust, network) => {
	expect(networkOf(request(address, forwarded), trust)).toBe(network);
});
