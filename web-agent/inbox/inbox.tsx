import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { View } from "../../src/desk/wire.ts";
import { ConversationPane } from "../conversation/pane.tsx";
import styles from "./inbox.module.css";
import { ConversationList } from "./list.tsx";
import { OfficeNow } from "./office-now.tsx";
import { useUnreadTotal } from "./unread.ts";

/** A view: its list, and the conversation that is open from it. */
export function InboxPage(props: { view: View }) {
	const { t } = useTranslation();
	const { id } = useParams();
	const { view } = props;
	const unread = useUnreadTotal();

	useEffect(() => {
		const title = `${t(`view.${view}`)} · ${t("product")}`;
		document.title = unread > 0 ? t("shell.unreadTitle", { count: unread, title }) : title;
	}, [t, view, unread]);

	return (
		<main className={styles.inbox} data-open={id !== undefined}>
			<ConversationList view={view} open={id ?? null} />
			{id === undefined ? (
				<OfficeNow />
			) : (
				<div className={styles.conversation} id="content" tabIndex={-1} data-pane="conversation">
					<ConversationPane key={id} id={id} view={view} />
				</div>
			)}
		</main>
	);
}
