/** Written for any old Node: it must be able to read this file to be told that it is too old. */

const oldest = [20, 19];

/**
 * What to tell who runs this with a Node that is too old.
 *
 * @param {string} found as in `process.versions.node`
 * @returns {string | null} one line, null when it is new enough
 */
export function tooOld(found) {
	const [major, minor] = found.split(".").map(Number);
	if (Number(major) > Number(oldest[0])) return null;
	if (Number(major) === Number(oldest[0]) && Number(minor) >= Number(oldest[1])) return null;
	return `Ventanilla needs Node.js ${oldest.join(".")} or newer, this is ${found}: see https://nodejs.org`;
}
