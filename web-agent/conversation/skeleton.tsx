import { ActionIcon, Skeleton } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { View } from "../../src/desk/wire.ts";
import header from "./header.module.css";
import styles from "./pane.module.css";

/** The shape of a conversation while it comes. */
export function ConversationSkeleton(props: { view: View }) {
	const { t } = useTranslation();
	return (
		<div className={styles.pane} aria-busy>
			<div className={header.header}>
				<ActionIcon
					component={Link}
					to={`/${props.view}`}
					className={header.back}
					aria-label={t("shell.back")}
					size={40}
				>
					<IconArrowLeft size={22} aria-hidden />
				</ActionIcon>
				<div className={styles.ghostHead} role="status" aria-label={t("shell.loading")}>
					<Skeleton height={16} width={160} />
					<Skeleton height={10} width={220} />
				</div>
			</div>
			<div className={styles.ghosts}>
				<Skeleton height={40} width="52%" radius="lg" />
				<Skeleton height={64} width="60%" radius="lg" style={{ alignSelf: "flex-end" }} />
				<Skeleton height={40} width="38%" radius="lg" />
				<Skeleton height={40} width="46%" radius="lg" style={{ alignSelf: "flex-end" }} />
			</div>
		</div>
	);
}
