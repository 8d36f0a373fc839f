import { Radio } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClosingOutcome, ConversationRow } from "../../src/desk/wire.ts";
import { useDesk } from "../connection/desk.tsx";
import { nameOf } from "../inbox/name.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { Dialog } from "./dialog.tsx";

const outcomes = ["resolved-by-agent", "unresolved"] as const satisfies readonly ClosingOutcome[];

/** Ends the conversation; names the consequence, and the focus starts on going on. */
export function CloseDialog(props: { row: ConversationRow; onClose: () => void; onGone: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const { call } = useDesk();
	const { row, onClose } = props;
	const [outcome, setOutcome] = useState<ClosingOutcome>("resolved-by-agent");
	const close = useMutation({
		mutationFn: () => call("conversation.close", { conversation: row.id, outcome }),
		onSuccess: () => {
			onClose();
			props.onGone();
			showToast({ tone: "done", text: t("action.done.close") });
		},
	});
	return (
		<Dialog
			title={t("closeDialog.title", { name: nameOf(row, t) })}
			lead={t("closeDialog.lead")}
			submit={t("closeDialog.submit")}
			cancel={t("closeDialog.keep")}
			focusCancel
			busy={close.isPending}
			refusal={close.isError ? explain(close.error, "close") : null}
			onClose={onClose}
			onSubmit={() => close.mutate()}
		>
			<Radio.Group
				label={t("closeDialog.outcome")}
				value={outcome}
				onChange={(value) => setOutcome(value === "unresolved" ? "unresolved" : "resolved-by-agent")}
			>
				<div className={dialogs.options}>
					{outcomes.map((each) => (
						<Radio
							key={each}
							value={each}
							label={t(`closeDialog.${each}`)}
							description={t(`closeDialog.${each}Help`)}
						/>
					))}
				</div>
			</Radio.Group>
		</Dialog>
	);
}
