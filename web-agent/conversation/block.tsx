import { Radio, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BlockRow, BlockSpan, ConversationRow } from "../../src/desk/wire.ts";
import { useDesk } from "../connection/desk.tsx";
import { nameOf } from "../inbox/name.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { Dialog } from "./dialog.tsx";
import { useUnblock } from "./use-act.ts";

const reasons = ["spam", "abuse", "flood", "fraud", "other"] as const satisfies readonly BlockRow["reason"][];
const spans = ["day", "week", "month", "ever"] as const satisfies readonly BlockSpan[];

/** Attends whoever writes here no more; names the consequence, and the focus starts on not doing it (C7). */
export function BlockDialog(props: { row: ConversationRow; onClose: () => void; onGone: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const { call } = useDesk();
	const { row, onClose } = props;
	const [reason, setReason] = useState<BlockRow["reason"]>("spam");
	const [span, setSpan] = useState<BlockSpan>("week");
	const [comment, setComment] = useState("");
	const [checked, setChecked] = useState(false);
	const unblock = useUnblock(row.id);
	// As it was when asked: the hub may tell that it is over before it answers.
	const [open] = useState(row.stage !== "closed" && row.stage !== "survey");
	const missing = reason === "other" && comment.trim() === "";
	const block = useMutation({
		mutationFn: () => call("conversation.block", { conversation: row.id, reason, span, comment }),
		onSuccess: () => {
			onClose();
			if (open) props.onGone();
			const action = { label: t("action.unblock"), run: () => unblock.mutate() };
			showToast({ tone: "done", text: t("action.done.block"), action });
		},
	});
	return (
		<Dialog
			title={t("blockDialog.title", { name: nameOf(row, t) })}
			lead={t(open ? "blockDialog.leadOpen" : "blockDialog.lead")}
			submit={t("action.block")}
			focusCancel
			busy={block.isPending}
			refusal={block.isError ? explain(block.error, "block") : null}
			onClose={onClose}
			onSubmit={() => {
				setChecked(true);
				if (!missing) block.mutate();
			}}
		>
			<Radio.Group
				label={t("blockDialog.reason")}
				value={reason}
				onChange={(value) => setReason(reasons.find((each) => each === value) ?? reason)}
			>
				<div className={dialogs.options}>
					{reasons.map((each) => (
						<Radio key={each} value={each} label={t(`blockReason.${each}`)} />
					))}
				</div>
			</Radio.Group>
			<Textarea
				label={t(reason === "other" ? "blockDialog.why" : "blockDialog.comment")}
				autosize
				minRows={2}
				maxRows={5}
				maxLength={500}
				value={comment}
				onChange={(event) => setComment(event.currentTarget.value)}
				error={checked && missing && t("blockDialog.whyNeeded")}
			/>
			<Radio.Group
				label={t("blockDialog.span")}
				value={span}
				onChange={(value) => setSpan(spans.find((each) => each === value) ?? span)}
			>
				<div className={dialogs.row}>
					{spans.map((each) => (
						<Radio key={each} value={each} label={t(`blockDialog.spans.${each}`)} />
					))}
				</div>
			</Radio.Group>
		</Dialog>
	);
}
