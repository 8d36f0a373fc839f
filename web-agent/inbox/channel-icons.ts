import {
	IconBrandTelegram,
	IconBrandWhatsapp,
	IconMail,
	IconMailbox,
	IconPhone,
	IconUser,
	IconWorld,
} from "@tabler/icons-react";
import type { ConversationRow } from "../../src/desk/wire.ts";

/** The mark of each channel; its name is under `channel` in the texts. */
export const channelIcons: Readonly<Record<ConversationRow["channel"], typeof IconWorld>> = {
	webchat: IconWorld,
	telegram: IconBrandTelegram,
	whatsapp: IconBrandWhatsapp,
	email: IconMail,
	phone: IconPhone,
	"in-person": IconUser,
	letter: IconMailbox,
};
