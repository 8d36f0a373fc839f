import { command } from "./command.mjs";
import { findPeer, peerNames, peers } from "./peers.mjs";
import { onPath } from "./platform.mjs";
import { CannotGoOn, say } from "./say.mjs";

/**
 * Sees to the programs that tests run against: installs Debian's where it may, else says what to install.
 *
 * @returns {Promise<void>}
 * @throws {CannotGoOn} when one is missing under CI, where no test may be skipped unnoticed
 */
export async function installPeers() {
	if (missing().length > 0 && process.getuid?.() === 0 && onPath("apt-get")) await installFromDebian();
	const still = missing();
	if (still.length === 0) return;
	if (process.env.CI === "true") throw new CannotGoOn(`Missing under CI: ${adviceFor(still)}`);
	say(`Not on this machine: ${adviceFor(still)}. The tests that need it are skipped.`);
}

async function installFromDebian() {
	const packages = missing().flatMap((name) => peers[name].debian.split(" "));
	say(`Installing ${packages.join(" and ")} for the tests …`);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const update = await command("apt-get", ["update", "-q"], { env, quiet: true });
	const install = await command("apt-get", ["install", "-qq", "-y", "--no-install-recommends", ...packages], {
		env,
		quiet: true,
	});
	if (install.code !== 0) say(`${update.code === 0 ? "" : update.output}${install.output}`.trimEnd());
}

function missing() {
	return peerNames.filter((name) => findPeer(name) === null);
}

/** @param {readonly import("./peers.mjs").Peer[]} names */
function adviceFor(names) {
	return names.map((name) => peers[name].advice).join("; ");
}
