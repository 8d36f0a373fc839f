/** `npm run build`: builds all anew; `npm run build -- desk widget` only these. */
import { buildWhatIsStale } from "./steps/build.mjs";
import { run } from "./steps/say.mjs";

run("Nothing was built.", async () => {
	await buildWhatIsStale({ all: true, only: process.argv.slice(2) });
	return 0;
});
