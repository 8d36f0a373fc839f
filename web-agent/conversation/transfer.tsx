import { SegmentedControl, Select, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../src/desk/wire.ts";
import { useDesk, useDeskState } from "../connection/desk.tsx";
import { useMe } from "../connection/session.ts";
import { nameOf } from "../inbox/name.ts";
import { useFailureText } from "../shell/failure-text.ts";
import { useLanguage } from "../shell/language.ts";
import { showToast } from "../shell/toast.tsx";
import { AgentPicker } from "./agent-picker.tsx";
import { Dialog } from "./dialog.tsx";

/** Hands the chat to somebody else or back to a queue, with what they need to know. */
export function TransferDialog(props: { row: ConversationRow; onClose: () => void; onGone: () => void }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const explain = useFailureText();
	const { call } = useDesk();
	const me = useMe();
	const state = useDeskState();
	const { row, onClose } = props;
	const colleagues = (state?.agents ?? []).filter((agent) => agent.id !== me.id && agent.presence !== "offline");
	const [kind, setKind] = useState<"agent" | "queue">(colleagues.length > 0 ? "agent" : "queue");
	const [agent, setAgent] = useState<string | null>(null);
	const [queue, setQueue] = useState<string | null>(null);
	const [comment, setComment] = useState("");
	const [checked, setChecked] = useState(false);
	const to = kind === "agent" ? (agent === null ? null : { agent }) : queue === null ? null : { queue };
	const send = useMutation({
		mutationFn: (target: { agent: string } | { queue: string }) =>
			call("conversation.transfer", { conversation: row.id, to: target, comment: comment.trim() }),
		onSuccess: () => {
			onClose();
			props.onGone();
			showToast({ tone: "done", text: t("action.done.transfer") });
		},
	});

	return (
		<Dialog
			title={t("transfer.title")}
			lead={t("transfer.lead", { name: nameOf(row, t) })}
			submit={t("transfer.submit")}
			busy={send.isPending}
			refusal={send.isError ? explain(send.error, "transfer") : null}
			onClose={onClose}
			onSubmit={() => {
				setChecked(true);
				if (to && comment.trim() !== "") send.mutate(to);
			}}
		>
			<SegmentedControl
				fullWidth
				aria-label={t("transfer.to")}
				value={kind}
				onChange={(value) => setKind(value === "queue" ? "queue" : "agent")}
				data={[
					{ value: "agent", label: t("transfer.agent") },
					{ value: "queue", label: t("transfer.queue") },
				]}
			/>
			{kind === "agent" ? (
				<AgentPicker
					label={t("transfer.chooseAgent")}
					agents={colleagues}
					nobody={t("transfer.nobody")}
					value={agent}
					onChange={setAgent}
					error={checked && agent === null ? t("transfer.targetNeeded") : null}
				/>
			) : (
				<Select
					label={t("transfer.chooseQueue")}
					data={(state?.queues ?? []).map((each) => ({ value: each.id, label: each.name[language] }))}
					value={queue}
					onChange={setQueue}
					allowDeselect={false}
					error={checked && queue === null ? t("transfer.targetNeeded") : null}
				/>
			)}
			<Textarea
				label={t("transfer.comment")}
				description={t("transfer.commentHint")}
				autosize
				minRows={3}
				maxRows={8}
				maxLength={1_000}
				required
				value={comment}
				onChange={(event) => setComment(event.currentTarget.value)}
				error={checked && comment.trim() === "" ? t("transfer.commentNeeded") : null}
			/>
		</Dialog>
	);
}
