import { ActionIcon, Progress } from "@mantine/core";
import { IconCheck, IconFile, IconRefresh, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { sizeText } from "../conversation/size.ts";
import { useLanguage } from "../shell/language.ts";
import { type Attachment, removeAttachment, retryAttachment } from "./attachments.ts";
import styles from "./composer.module.css";

/** The files that will go with the message, each with how far it is. */
export function AttachmentList(props: { attachments: readonly Attachment[] }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const refusals: Record<string, string> = t("composer.uploadFailed", { returnObjects: true });
	if (props.attachments.length === 0) return null;
	return (
		<ul className={styles.files} aria-label={t("composer.files")}>
			{props.attachments.map((each) => (
				<li key={each.key} className={styles.file} data-failed={each.failure !== null}>
					<IconFile size={18} stroke={1.6} aria-hidden />
					<span className={styles.fileText}>
						<b>{each.name}</b>
						<small>
							{each.failure !== null ? (
								(refusals[each.failure] ?? refusals.other)
							) : each.uploaded ? (
								<>
									{sizeText(each.size, language)} · {t("composer.uploaded")}
								</>
							) : (
								t("composer.uploading", { percent: Math.round(each.progress * 100) })
							)}
						</small>
					</span>
					{each.uploaded && <IconCheck size={16} aria-hidden className={styles.fileDone} />}
					{each.failure !== null && (
						<ActionIcon
							size={24}
							aria-label={t("composer.retryFile", { name: each.name })}
							onClick={() => retryAttachment(each.key)}
						>
							<IconRefresh size={16} aria-hidden />
						</ActionIcon>
					)}
					<ActionIcon
						size={24}
						aria-label={t("composer.removeFile", { name: each.name })}
						onClick={() => removeAttachment(each.key)}
					>
						<IconX size={16} aria-hidden />
					</ActionIcon>
					{!each.uploaded && each.failure === null && (
						<Progress
							className={styles.progress}
							value={each.progress * 100}
							size={2}
							aria-label={t("composer.uploading", { percent: Math.round(each.progress * 100) })}
						/>
					)}
				</li>
			))}
		</ul>
	);
}
