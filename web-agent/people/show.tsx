import { Radio } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../conversation/dialog.tsx";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { type Document, personQuery, showDocuments } from "./people.ts";

const reasons = ["identify", "form", "correction", "legal"] as const;

/** Asks what the documents are needed for, which is put on record, and hands them over (P2). */
export function ShowDocuments(props: { id: string; onShown: (documents: Document[]) => void; onClose: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const [reason, setReason] = useState("");
	const [checked, setChecked] = useState(false);
	const show = useMutation({
		mutationFn: () => showDocuments(props.id, reason),
		onSuccess: ({ documents }) => {
			void queries.invalidateQueries({ queryKey: personQuery(props.id).queryKey });
			props.onShown(documents);
			props.onClose();
		},
	});
	return (
		<Dialog
			title={t("people.show.title")}
			lead={t("people.show.lead")}
			submit={t("people.show.submit")}
			busy={show.isPending}
			refusal={show.isError ? explain(show.error) : null}
			onSubmit={() => {
				setChecked(true);
				if (reason !== "") show.mutate();
			}}
			onClose={props.onClose}
		>
			<Radio.Group
				label={t("people.show.why")}
				value={reason}
				onChange={setReason}
				error={checked && reason === "" ? t("people.show.whyNeeded") : null}
			>
				<div className={dialogs.options}>
					{reasons.map((each) => (
						<Radio key={each} value={each} label={t(`people.show.reasons.${each}`)} />
					))}
				</div>
			</Radio.Group>
		</Dialog>
	);
}
