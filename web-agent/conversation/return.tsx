import { Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../src/desk/wire.ts";
import { useDesk } from "../connection/desk.tsx";
import { nameOf } from "../inbox/name.ts";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { Dialog } from "./dialog.tsx";

/** Gives the conversation back to the bot, with what it should go on with. */
export function ReturnDialog(props: { row: ConversationRow; onClose: () => void; onGone: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const { call } = useDesk();
	const { row, onClose } = props;
	const [instruction, setInstruction] = useState("");
	const give = useMutation({
		mutationFn: () => call("conversation.return", { conversation: row.id, instruction: instruction.trim() }),
		onSuccess: () => {
			onClose();
			props.onGone();
			showToast({ tone: "done", text: t("action.done.return") });
		},
	});
	return (
		<Dialog
			title={t("returnDialog.title")}
			lead={t("returnDialog.lead", { name: nameOf(row, t) })}
			submit={t("returnDialog.submit")}
			busy={give.isPending}
			refusal={give.isError ? explain(give.error, "return") : null}
			onClose={onClose}
			onSubmit={() => give.mutate()}
		>
			<Textarea
				label={t("returnDialog.instruction")}
				description={t("returnDialog.instructionHint")}
				autosize
				minRows={2}
				maxRows={6}
				maxLength={500}
				value={instruction}
				onChange={(event) => setInstruction(event.currentTarget.value)}
			/>
		</Dialog>
	);
}
