/** Written for any old Node: it must be able to read this file to be told that it is too old. */

const oldest = [20, 19];

/**
 * Whether this Node can run Ventanilla; says so in one line when it cannot.
 *
 * @param {string} [version] as in `process.versions.node`
 */
export function nodeIsNewEnough(version) {
	const found = version === undefined ? process.versions.node : version;
	const [major, minor] = found.split(".").map(Number);
	if (Number(major) > Number(oldest[0])) return true;
	if (Number(major) === Number(oldest[0]) && Number(minor) >= Number(oldest[1])) return true;
	process.stderr.write(
		`Ventanilla cannot start. It needs Node.js ${oldest.join(".")} or newer, this is ${found}: see https://nodejs.org\n`,
	);
	return false;
}
