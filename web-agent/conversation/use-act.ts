import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDesk } from "../connection/desk.tsx";
import { type About, useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";

/** Does something with a conversation; a refusal is said in plain words, by what was tried. */
export function useAct<Input = void>(about: About, act: (input: Input) => Promise<unknown>, onDone: () => void) {
	const explain = useFailureText();
	return useMutation<unknown, Error, Input>({
		mutationFn: act,
		onSuccess: onDone,
		onError: (error) => showToast({ tone: "late", text: explain(error, about) }),
	});
}

/** Lifts a block: one's own, or anybody's with the right to. */
export function useUnblock(id: string) {
	const { t } = useTranslation();
	const { call } = useDesk();
	return useAct(
		"block",
		() => call("conversation.unblock", { conversation: id }),
		() => showToast({ tone: "done", text: t("action.done.unblock") }),
	);
}

export type Claim = ReturnType<typeof useClaim>;

/** Takes a waiting chat. There is one winner; the others are told that somebody else took it. */
export function useClaim(id: string) {
	const { t } = useTranslation();
	const { call } = useDesk();
	const navigate = useNavigate();
	return useAct(
		"claim",
		() => call("conversation.claim", { conversation: id }),
		() => {
			navigate(`/mine/${id}`);
			showToast({ tone: "done", text: t("action.done.claim") });
		},
	);
}
