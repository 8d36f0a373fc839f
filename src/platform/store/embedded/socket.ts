import { createHash } from "node:crypto";
import { chmod, lstat, mkdir } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { StartupError } from "../../startup-error.ts";

/** A socket's path may have 104 bytes on macOS and 108 on Linux, the closing zero included. */
const LONGEST = 103;

/**
 * Where the embedded database of a data folder listens. The path follows from the folder alone, so that tools find the
 * database of a running hub; a folder with a long path has its socket in the temporary folder.
 */
export function socketOf(dataDir: string): string {
	const folder = resolve(dataDir);
	const inside = join(folder, "run", "db.sock");
	if (Buffer.byteLength(inside) <= LONGEST) return inside;
	const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
	return join(tmpdir(), `ventanilla-${userInfo().uid}-${name}`, "db.sock");
}

/** The address of the embedded database of a data folder, for any MongoDB driver. */
export function embeddedUri(dataDir: string, database = "ventanilla"): string {
	return `mongodb://${encodeURIComponent(socketOf(dataDir))}/${database}`;
}

/**
 * Makes the folder of the socket, open to this user only: the database asks nobody for a password.
 *
 * @throws StartupError when the folder is there and belongs to somebody else.
 */
export async function prepareSocketFolder(socket: string): Promise<void> {
	const folder = dirname(socket);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const found = await lstat(folder);
	if (!found.isDirectory() || found.uid !== userInfo().uid) {
		throw new StartupError(`The folder ${folder} belongs to another user; remove it or choose another DATA_DIR`);
	}
	await chmod(folder, 0o700);
}

/** Whether somebody answers at the socket. */
export function isAnswering(socket: string): Promise<boolean> {
	return new Promise((answer) => {
		const connection = connect(socket);
		connection.once("connect", () => {
			connection.destroy();
			answer(true);
		});
		connection.once("error", () => answer(false));
	});
}
