import type { TFunction } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { type FailureKind, kindOf } from "../connection/failure.ts";

/** What was tried: some refusals have words of their own for it. */
export type About =
	| "claim"
	| "transfer"
	| "assign"
	| "return"
	| "close"
	| "open"
	| "callback"
	| "block"
	| "export"
	| "template";

/** Says in plain words what failed and what to do. */
export function failureText(t: TFunction, error: unknown, about?: About): string {
	const kind = kindOf(error);
	const own: Record<string, string> = about ? t(`error.${about}`, { returnObjects: true }) : {};
	return own[kind] ?? t(`error.${kind}`);
}

export function useFailureText(): (error: unknown, about?: About) => string {
	const { t } = useTranslation();
	return useCallback((error, about) => failureText(t, error, about), [t]);
}

/** Why the hub refused something written, to stand after "No se envió:". */
export function refusalText(t: TFunction, kind: FailureKind | null): string {
	if (kind === "conflict" || kind === "forbidden" || kind === "invalid" || kind === "too-many") {
		return t(`error.send.${kind}`);
	}
	return t("error.send.other");
}

/** Why a channel did not take a message: its code in plain words where it has them, else the code itself. */
export function deliveryText(t: TFunction, code: string): string {
	const known: Record<string, string> = t("conversation.delivery.failedWhy", { returnObjects: true });
	return known[code] ?? code;
}
