import { aside } from "./aside.ts";
import type { Sanitised, Sanitising } from "./html-sanitise.ts";

/**
 * A mail's HTML as the desk may show it (see `sanitise`), made in another thread. HTML that cannot be made harmless in
 * time is not shown at all.
 *
 * @example await sanitiseHtml(mail.html, { images: "blocked", cids: { logo: "/api/v1/files/42" } }) // { html, blocked: 3 }
 */
export async function sanitiseHtml(html: string, sanitising: Sanitising): Promise<Sanitised> {
	try {
		const answer = await aside({ do: "sanitise", html, sanitising });
		if (answer.did === "sanitise") return answer.sanitised;
	} catch {
		// The text says the same.
	}
	return { html: "", blocked: 0 };
}
