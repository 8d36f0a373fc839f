import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const options = {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	resultTypes: ["violations"],
};
const Found = z.array(z.string());

/**
 * What axe finds wrong on what the page shows now, each with its rule, its place and what to do; none is the only good
 * answer (WCAG 2.2 AA). Runs in the page itself: by `@axe-core/playwright` each look costs two seconds instead of a
 * quarter, and opens a page that takes the focus away.
 */
export async function axeFindings(page: Page): Promise<string[]> {
	if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
	const found: unknown = await page.evaluate(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
		violations.flatMap(({ id, nodes }) =>
			nodes.map(({ target, failureSummary }) => id + " at " + target.join(" ") + ": " + failureSummary)))`);
	return Found.parse(found);
}
