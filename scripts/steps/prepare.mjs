import { buildWhatIsStale } from "./build.mjs";
import { installWhatIsMissing } from "./install.mjs";

/** What a fresh clone needs before anything runs: its packages, and what is built of its sources. */
export async function prepare() {
	await installWhatIsMissing();
	await buildWhatIsStale();
}
