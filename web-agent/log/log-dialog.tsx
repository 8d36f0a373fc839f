import { Button, Modal, Radio, Textarea, TextInput } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { z } from "zod/mini";
import { AttachmentList } from "../composer/attachment-list.tsx";
import { clearAttachments, useAttachments } from "../composer/attachments.ts";
import { longest } from "../composer/composer.tsx";
import { FilePicker, useAddFiles } from "../composer/file-picker.tsx";
import { Failure, kindOf } from "../connection/failure.ts";
import { request } from "../connection/http.ts";
import { may, useMe } from "../connection/session.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { type LogField, wrongIn } from "./check.ts";
import { useLogDraft } from "./draft.ts";
import styles from "./log.module.css";
import { handChannels, outcomes } from "./new-draft.ts";

const Logged = z.object({ conversation: z.string() });
const path = "/api/v1/interactions";

/** Puts a visit, a letter or a call on record (C7), by keyboard alone: channel, who, what, and Ctrl + Enter. */
export function LogDialog(props: { onClose: () => void }) {
	const { t } = useTranslation();
	const me = useMe();
	const explain = useFailureText();
	const navigate = useNavigate();
	const { onClose } = props;
	const { draft, change, renew } = useLogDraft(me.id);
	const [checked, setChecked] = useState(false);
	const form = useRef<HTMLFormElement>(null);
	const attachments = useAttachments(draft.id, "note");
	const addFiles = useAddFiles(draft.id, "note", `${path}/${draft.id}/files`);
	const ready = attachments.every(({ uploaded }) => uploaded !== null);
	const wrong = wrongIn(draft, Date.now());

	function leave() {
		clearAttachments(draft.id, "note");
		renew();
		onClose();
	}
	const save = useMutation({
		mutationFn: () =>
			request(path, Logged, {
				method: "POST",
				body: {
					...draft,
					openedAt: new Date(draft.openedAt).toISOString(),
					endedAt: new Date(draft.endedAt).toISOString(),
					files: attachments.flatMap(({ uploaded }) => uploaded?.id ?? []),
				},
			}),
		onSuccess: ({ conversation }) => {
			leave();
			const see = { label: t("log.see"), run: () => navigate(`/past/${conversation}`) };
			showToast({ tone: "done", text: t("log.done"), ...(may(me, "transcripts.read") && { action: see }) });
		},
	});
	const refused = save.error instanceof Failure && save.error.kind === "invalid" ? save.error.field : null;
	const errorOf = (field: LogField) =>
		(checked && wrong.includes(field)) || refused === field ? t(`log.wrong.${field}`) : null;

	function submit() {
		setChecked(true);
		// Once it is marked: on to what is to be mended.
		requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
		if (wrong.length === 0 && ready && !save.isPending) save.mutate();
	}
	function onSubmit(event: FormEvent) {
		event.preventDefault();
		submit();
	}
	function onKeyDown(event: KeyboardEvent) {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		submit();
	}

	const trouble =
		errorOf("files") ??
		(checked && !ready
			? t("composer.waitUpload")
			: save.isError && refused === null
				? `${explain(save.error)}${kindOf(save.error) === "offline" ? ` ${t("log.kept")}` : ""}`
				: null);
	return (
		<Modal
			opened
			onClose={onClose}
			title={t("log.title")}
			size={520}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<form ref={form} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate className={dialogs.stack}>
				<Radio.Group
					label={t("log.channel")}
					value={draft.channel}
					onChange={(value) => change({ channel: handChannels.find((each) => each === value) ?? draft.channel })}
				>
					<div className={dialogs.row}>
						{handChannels.map((channel) => (
							<Radio
								key={channel}
								value={channel}
								label={t(`channel.${channel}`)}
								data-autofocus={channel === draft.channel || undefined}
							/>
						))}
					</div>
				</Radio.Group>
				<div className={styles.pair}>
					<TextInput
						label={t("log.name")}
						autoComplete="off"
						maxLength={120}
						value={draft.name}
						onChange={(event) => change({ name: event.currentTarget.value })}
					/>
					<TextInput
						label={t("log.contact")}
						placeholder={t("log.contactHint")}
						autoComplete="off"
						maxLength={200}
						value={draft.contact}
						onChange={(event) => change({ contact: event.currentTarget.value })}
					/>
				</div>
				<Textarea
					label={t("log.summary")}
					description={t("log.summaryHint")}
					required
					autosize
					minRows={3}
					maxRows={8}
					maxLength={longest}
					value={draft.summary}
					onChange={(event) => change({ summary: event.currentTarget.value })}
					error={errorOf("summary")}
				/>
				<Radio.Group
					label={t("closeDialog.outcome")}
					value={draft.outcome}
					onChange={(value) => change({ outcome: outcomes.find((each) => each === value) ?? draft.outcome })}
				>
					<div className={dialogs.row}>
						{outcomes.map((outcome) => (
							<Radio key={outcome} value={outcome} label={t(`closeDialog.${outcome}`)} />
						))}
					</div>
				</Radio.Group>
				<div className={styles.pair}>
					{(["openedAt", "endedAt"] as const).map((field) => (
						<TextInput
							key={field}
							type="datetime-local"
							label={t(`log.${field}`)}
							value={draft[field]}
							onChange={(event) => change({ [field]: event.currentTarget.value })}
							error={errorOf(field)}
						/>
					))}
				</div>
				<TextInput
					label={t("log.topic")}
					autoComplete="off"
					maxLength={80}
					value={draft.topic}
					onChange={(event) => change({ topic: event.currentTarget.value })}
				/>
				<AttachmentList attachments={attachments} />
				<p role="alert" className={trouble ? dialogs.refusal : undefined}>
					{trouble}
				</p>
				<div className={styles.foot}>
					<FilePicker onFiles={addFiles}>
						{(pick) => (
							<Button variant="subtle" leftSection={<IconPaperclip size={16} aria-hidden />} onClick={pick}>
								{t("composer.attach")}
							</Button>
						)}
					</FilePicker>
					<span className={styles.space} />
					<Button variant="default" onClick={leave}>
						{t("log.discard")}
					</Button>
					<Button type="submit" loading={save.isPending} aria-keyshortcuts="Control+Enter">
						{t("log.save")}
					</Button>
				</div>
				<p className={dialogs.hint}>{t("log.keysHint")}</p>
			</form>
		</Modal>
	);
}
