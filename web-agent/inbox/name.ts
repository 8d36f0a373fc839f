import type { TFunction } from "i18next";
import type { ConversationRow } from "../../src/desk/wire.ts";

/** What to call a citizen: the name, or "Visitante" with the end of the address. */
export function nameOf(row: Pick<ConversationRow, "name" | "address">, t: TFunction): string {
	return row.name ?? t("visitor", { end: row.address.slice(-4) });
}
