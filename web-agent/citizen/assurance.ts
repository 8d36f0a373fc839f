import type { ConversationRow } from "../../src/desk/wire.ts";
import { useNow } from "../shell/use-now.ts";

/** How sure it is, at this moment, who one talks with: what was proven lapses by itself (B3). */
export function useAssurance(identity: ConversationRow["identity"]): "none" | "claimed" | "verified" {
	const now = useNow();
	if (!identity) return "none";
	return identity.verifiedUntil !== null && Date.parse(identity.verifiedUntil) > now ? "verified" : "claimed";
}
