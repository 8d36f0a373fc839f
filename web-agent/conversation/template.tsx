import { NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../src/desk/wire.ts";
import { useDesk } from "../connection/desk.tsx";
import { nameOf } from "../inbox/name.ts";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { Dialog } from "./dialog.tsx";
import styles from "./template.module.css";

/** Chooses one of the texts that the service approved, fills it in, shows how it will read, and sends it. */
export function TemplateDialog(props: { row: ConversationRow; onClose: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const { call } = useDesk();
	const { row, onClose } = props;
	// Sent again after a lost answer, it is sent once.
	const [id] = useState(() => crypto.randomUUID());
	const [place, setPlace] = useState(0);
	const [values, setValues] = useState<readonly string[]>([]);
	const [checked, setChecked] = useState(false);
	const found = useQuery({
		queryKey: ["templates", row.id],
		queryFn: () => call("conversation.templates", { conversation: row.id }),
		retry: false,
		gcTime: 0,
	});
	const select = useRef<HTMLSelectElement>(null);
	// It appears after the dialog, which had nothing to put the focus on but its buttons.
	useEffect(() => {
		if (found.isSuccess) select.current?.focus();
	}, [found.isSuccess]);
	const templates = found.data?.templates ?? [];
	const template = templates[place];
	const filled = (template?.variables ?? []).map((_, index) => (values[index] ?? "").trim());
	const missing = filled.includes("");

	const send = useMutation({
		mutationFn: async () => {
			if (!template) return;
			const { name, language } = template;
			await call("conversation.template", { id, conversation: row.id, name, language, values: filled });
		},
		onSuccess: () => {
			onClose();
			showToast({ tone: "done", text: t("action.done.template") });
		},
	});

	function submit() {
		setChecked(true);
		if (template && !missing) send.mutate();
	}

	const failed = found.error ?? send.error;
	const nothing = found.isSuccess && templates.length === 0;
	return (
		<Dialog
			title={t("templateDialog.title")}
			lead={nothing ? t("templateDialog.none") : t("templateDialog.lead", { name: nameOf(row, t) })}
			submit={t("templateDialog.submit")}
			busy={found.isPending || send.isPending}
			refusal={failed ? explain(failed, "template") : null}
			onClose={onClose}
			onSubmit={submit}
		>
			{template && (
				<>
					<NativeSelect
						ref={select}
						label={t("templateDialog.template")}
						data={templates.map(({ name, language }, index) => ({
							value: String(index),
							label: `${name.replaceAll("_", " ")} (${language})`,
						}))}
						value={String(place)}
						onChange={(event) => {
							setPlace(Number(event.currentTarget.value));
							setValues([]);
							setChecked(false);
						}}
					/>
					{template.variables.map((example, index) => (
						<TextInput
							// biome-ignore lint/suspicious/noArrayIndexKey: a template's variables never change places
							key={index}
							label={t("templateDialog.value", { place: index + 1 })}
							description={example === "" ? undefined : t("templateDialog.example", { example })}
							required
							withAsterisk={false}
							maxLength={500}
							value={values[index] ?? ""}
							error={checked && filled[index] === "" ? t("templateDialog.needed") : null}
							onChange={(event) => {
								const { value } = event.currentTarget;
								setValues(template.variables.map((_, each) => (each === index ? value : (values[each] ?? ""))));
							}}
						/>
					))}
					<section aria-label={t("templateDialog.preview")} aria-live="polite">
						<p className={styles.label}>{t("templateDialog.preview")}</p>
						<p className={styles.preview}>{preview(template.text, filled)}</p>
					</section>
				</>
			)}
		</Dialog>
	);
}

/** As the citizen will read it; what is not filled in yet stays as a mark. */
function preview(text: string, values: readonly string[]): string {
	return text.replace(/\{\{\s*(\d+)\s*\}\}/g, (mark, place: string) => values[Number(place) - 1] || mark);
}
