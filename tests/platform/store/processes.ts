import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** The command lines of the processes whose command line holds `text`. */
export async function processesWith(text: string): Promise<string[]> {
	const { stdout } = await promisify(execFile)("ps", ["-eo", "pid=,stat=,args="]);
	return stdout.split("\n").filter((line) => line.includes(text) && !/^\s*\d+\s+Z/.test(line));
}

/** The id of the process group of a process. */
export async function processGroupOf(pid: number): Promise<number> {
	const { stdout } = await promisify(execFile)("ps", ["-o", "pgid=", "-p", String(pid)]);
	return Number(stdout);
}
