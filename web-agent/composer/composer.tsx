import { ActionIcon, Button, Textarea, UnstyledButton } from "@mantine/core";
import { IconLock, IconMessage, IconPaperclip, IconSend2 } from "@tabler/icons-react";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { OpenConversation } from "../../src/desk/wire.ts";
import { useDesk, useLink } from "../connection/desk.tsx";
import { useMe } from "../connection/session.ts";
import { nameOf } from "../inbox/name.ts";
import { AttachmentList } from "./attachment-list.tsx";
import { clearAttachments, useAttachments } from "./attachments.ts";
import styles from "./composer.module.css";
import { type Mode, useDraft } from "./drafts.ts";
import { useDropZone } from "./drop.ts";
import { FilePicker, useAddFiles } from "./file-picker.tsx";
import { useTyping } from "./typing.ts";

/** UTF-16 units, as the wire allows. */
export const longest = 4_000;
/** From so few left on, they are counted. */
const countFrom = 200;

/** Where one writes: clearly either to the citizen or, in violet, to the team. */
export function Composer(props: {
	open: OpenConversation;
	/** The citizen can be answered now. */
	replies: boolean;
	mode: Mode;
	onMode: (mode: Mode) => void;
	field: React.RefObject<HTMLTextAreaElement | null>;
}) {
	const { t } = useTranslation();
	const me = useMe();
	const link = useLink();
	const { outbox } = useDesk();
	const { open, mode, field } = props;
	const { row, may } = open;
	const [text, setText] = useDraft(me.id, row.id, mode);
	const attachments = useAttachments(row.id, mode);
	const typing = useTyping(row.id, mode === "reply");
	const add = useAddFiles(row.id, mode);
	const over = useDropZone(add);

	const left = longest - text.length;
	const ready = attachments.every((each) => each.uploaded !== null);
	const something = text.trim() !== "" || attachments.length > 0;
	const sendable = something && ready && left >= 0;

	function send() {
		if (!sendable) return;
		outbox.add({
			conversation: row.id,
			mode,
			text: text.trim(),
			files: attachments.flatMap((each) => each.uploaded ?? []),
		});
		setText("");
		clearAttachments(row.id, mode);
		typing.stop();
		field.current?.focus();
	}

	function onKeyDown(event: KeyboardEvent) {
		if (event.key === "Escape") field.current?.blur();
		if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
		event.preventDefault();
		send();
	}

	function onPaste(event: ClipboardEvent) {
		const files = [...event.clipboardData.files];
		if (files.length === 0) return;
		event.preventDefault();
		add(files);
	}

	const channel = t(`channel.${row.channel}`);
	return (
		<div className={styles.composer} data-mode={mode} data-drop={over}>
			<fieldset className={styles.modes} aria-label={t("composer.mode")}>
				{props.replies && (
					<UnstyledButton
						className={styles.mode}
						data-for="reply"
						aria-pressed={mode === "reply"}
						onClick={() => props.onMode("reply")}
					>
						<IconMessage size={16} stroke={1.8} aria-hidden />
						{t("composer.reply", { channel })}
					</UnstyledButton>
				)}
				{may.note && (
					<UnstyledButton
						className={styles.mode}
						data-for="note"
						aria-pressed={mode === "note"}
						onClick={() => props.onMode("note")}
					>
						<IconLock size={16} stroke={1.8} aria-hidden />
						{t("composer.note")}
					</UnstyledButton>
				)}
			</fieldset>
			<Textarea
				ref={field}
				className={styles.field}
				classNames={{ input: styles.input ?? "" }}
				variant="unstyled"
				autosize
				minRows={2}
				maxRows={9}
				value={text}
				onChange={(event) => {
					setText(event.currentTarget.value);
					typing.touch(event.currentTarget.value !== "");
				}}
				onBlur={typing.stop}
				onKeyDown={onKeyDown}
				onPaste={onPaste}
				aria-label={mode === "reply" ? t("composer.replyLabel", { channel }) : t("composer.noteLabel")}
				placeholder={mode === "reply" ? t("composer.replyHint", { name: nameOf(row, t) }) : t("composer.noteHint")}
				aria-describedby="composer-hint"
			/>
			<AttachmentList attachments={attachments} />
			<div className={styles.bar}>
				<FilePicker onFiles={add}>
					{(pick) => (
						<ActionIcon aria-label={t("composer.attach")} onClick={pick}>
							<IconPaperclip size={20} stroke={1.6} aria-hidden />
						</ActionIcon>
					)}
				</FilePicker>
				<span
					id="composer-hint"
					className={styles.hint}
					data-tone={left < 0 ? "late" : link === "offline" || left < countFrom ? "soon" : "calm"}
				>
					<Hint left={left} uploading={!ready} mode={mode} />
				</span>
				<Button
					className={styles.send}
					disabled={!sendable}
					onClick={send}
					leftSection={mode === "reply" ? <IconSend2 size={16} aria-hidden /> : <IconLock size={16} aria-hidden />}
				>
					{mode === "reply" ? t("composer.send") : t("composer.saveNote")}
				</Button>
			</div>
			{over && <div className={styles.drop}>{t("composer.drop")}</div>}
		</div>
	);
}

/** One line that says what matters now: too long, no connection, still uploading, else how to send. */
function Hint(props: { left: number; uploading: boolean; mode: Mode }) {
	const { t } = useTranslation();
	const link = useLink();
	if (props.left < 0) return t("composer.over", { count: -props.left });
	if (link === "offline") return t("shell.offline");
	if (props.uploading) return t("composer.waitUpload");
	if (props.left < countFrom) return t("composer.remaining", { count: props.left });
	if (props.mode === "note") return t("composer.noteOnly");
	return t("composer.enter");
}
