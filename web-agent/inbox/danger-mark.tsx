import { IconAlertTriangleFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../src/desk/wire.ts";
import styles from "./danger-mark.module.css";

/** Says in red, with a word and a sign, what cannot wait (B12); nothing where all is well. */
export function DangerMark(props: { danger: ConversationRow["danger"] }) {
	const { t } = useTranslation();
	const { danger } = props;
	if (!danger) return null;
	return (
		<span className={styles.mark} data-danger={danger}>
			<IconAlertTriangleFilled size={14} aria-hidden />
			{t(`danger.${danger}`)}
		</span>
	);
}
