import type { Inbound } from "../src/conversations/index.ts";
import { fetchFile, type SentFile } from "./fetch-file.ts";
import { apologise } from "./remark.ts";
import type { AccountIntake } from "./take-in.ts";

/**
 * Takes in a message with the file that came with it; what cannot be had is named in words, and its sender is told
 * (C2, C3). Doing it again is doing it once.
 *
 * @param message `inbound` has what was written to the file; `idPrefix` is that of the channel's files.
 */
export async function receiveFile(
	{ file, inbound, idPrefix }: { file: SentFile; inbound: Inbound; idPrefix: string },
	parts: Omit<AccountIntake, "account">,
): Promise<void> {
	const { intake, notice, clock } = parts;
	const { part, apology } = await fetchFile({ file, inbound, idPrefix, now: clock.now() }, parts);
	const received = await intake.receive(await notice.accepting({ ...inbound, parts: [...inbound.parts, part] }));
	if (apology !== null) await apologise(received, apology, intake);
}
