import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../src/desk/wire.ts";
import { useDesk, useDeskState } from "../connection/desk.tsx";
import { AgentPicker } from "../conversation/agent-picker.tsx";
import { Dialog } from "../conversation/dialog.tsx";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";

/** A supervisor gives a conversation to somebody, whoever has it now. */
export function AssignDialog(props: { row: ConversationRow; onClose: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const { call } = useDesk();
	const state = useDeskState();
	const { row, onClose } = props;
	const [agent, setAgent] = useState<string | null>(null);
	const [checked, setChecked] = useState(false);
	const agents = (state?.agents ?? []).filter((each) => each.presence !== "offline" && each.id !== row.assignee?.id);
	const assign = useMutation({
		mutationFn: (id: string) => call("conversation.assign", { conversation: row.id, agent: id }),
		onSuccess: () => {
			onClose();
			showToast({ tone: "done", text: t("action.done.assign") });
		},
	});
	return (
		<Dialog
			title={t("assignDialog.title")}
			lead={t("assignDialog.lead")}
			submit={t("assignDialog.submit")}
			busy={assign.isPending}
			refusal={assign.isError ? explain(assign.error, "assign") : null}
			onClose={onClose}
			onSubmit={() => {
				setChecked(true);
				if (agent !== null) assign.mutate(agent);
			}}
		>
			<AgentPicker
				label={t("assignDialog.agent")}
				agents={agents}
				nobody={t("assignDialog.nobody")}
				value={agent}
				onChange={setAgent}
				error={checked && agent === null ? t("assignDialog.agentNeeded") : null}
			/>
		</Dialog>
	);
}
