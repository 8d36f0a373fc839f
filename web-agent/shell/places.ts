import {
	type Icon,
	IconAddressBook,
	IconBan,
	IconBook2,
	IconBuildings,
	IconClipboardList,
	IconHistory,
	IconInbox,
	IconLayoutList,
	IconMailCode,
	IconMailExclamation,
	IconMessages,
	IconPhoneCall,
	IconPlugConnected,
	IconSitemap,
	IconUsers,
} from "@tabler/icons-react";
import type { Counts, View } from "../../src/desk/wire.ts";
import { may } from "../connection/session.ts";

type Holder = { permissions: readonly string[] };

export interface ViewPlace {
	view: View;
	path: string;
	icon: Icon;
	/** What the rail counts beside it; null when nothing is counted. */
	count: (counts: Counts) => number | null;
}

/** The lists of conversations that somebody may see, in the rail's order. */
export function viewsFor(me: Holder): ViewPlace[] {
	if (!may(me, "desk.use")) return [];
	const places: ViewPlace[] = [];
	if (may(me, "conversations.attend")) {
		places.push(
			{ view: "queue", path: "/queue", icon: IconInbox, count: (counts) => counts.queue },
			{ view: "mine", path: "/mine", icon: IconMessages, count: (counts) => counts.mine },
		);
	}
	if (may(me, "conversations.see-all")) {
		places.push({ view: "all", path: "/all", icon: IconLayoutList, count: (counts) => counts.all });
	}
	if (may(me, "conversations.attend")) {
		places.push({ view: "callbacks", path: "/callbacks", icon: IconPhoneCall, count: (counts) => counts.callbacks });
	}
	if (may(me, "transcripts.read")) {
		places.push({ view: "past", path: "/past", icon: IconHistory, count: () => null });
	}
	return places;
}

export interface PagePlace {
	page:
		| "people"
		| "articles"
		| "blocked"
		| "team"
		| "units"
		| "organisations"
		| "audit"
		| "channels"
		| "undelivered"
		| "mails";
	path: string;
	icon: Icon;
}

/** The pages beside the conversations that somebody may see. */
export function pagesFor(me: Holder): PagePlace[] {
	const places: PagePlace[] = [];
	if (may(me, "citizens.read")) places.push({ page: "people", path: "/people", icon: IconAddressBook });
	if (may(me, "kb.read")) places.push({ page: "articles", path: "/articles", icon: IconBook2 });
	if (may(me, "senders.unblock")) places.push({ page: "blocked", path: "/blocked", icon: IconBan });
	if (may(me, "staff.read")) places.push({ page: "team", path: "/team", icon: IconUsers });
	if (may(me, "units.read")) {
		places.push({ page: "units", path: "/units", icon: IconSitemap });
		places.push({ page: "organisations", path: "/organisations", icon: IconBuildings });
	}
	if (may(me, "audit.read")) places.push({ page: "audit", path: "/audit", icon: IconClipboardList });
	if (may(me, "channels.manage")) places.push({ page: "channels", path: "/channels", icon: IconPlugConnected });
	if (may(me, "outbox.manage")) places.push({ page: "undelivered", path: "/undelivered", icon: IconMailExclamation });
	if (may(me, "mails.read")) places.push({ page: "mails", path: "/mails", icon: IconMailCode });
	return places;
}

const titles = {
	people: "people.title",
	articles: "articles.title",
	blocked: "blocked.title",
	team: "admin.team.title",
	units: "admin.units.title",
	organisations: "admin.organisations.title",
	audit: "admin.audit.title",
	channels: "admin.channels.title",
	undelivered: "admin.undelivered.title",
	mails: "admin.mails.title",
} as const;

/** The text key of a page's name. */
export function pageTitle(page: PagePlace["page"]): (typeof titles)[PagePlace["page"]] {
	return titles[page];
}
