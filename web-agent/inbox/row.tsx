import { VisuallyHidden } from "@mantine/core";
import { IconClockHour4, IconPhone } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ConversationRow, View } from "../../src/desk/wire.ts";
import { useDeskState } from "../connection/desk.tsx";
import { useMe } from "../connection/session.ts";
import { useLanguage } from "../shell/language.ts";
import { exactTime, listTime, shortSpan, warmth } from "../shell/time.ts";
import { useNow } from "../shell/use-now.ts";
import { blockNow } from "./blocked.ts";
import { channelIcons } from "./channel-icons.ts";
import { DangerMark } from "./danger-mark.tsx";
import styles from "./inbox.module.css";
import { nameOf } from "./name.ts";

/** A conversation in a list: who, how long, what was said last, by what channel, and who has it. */
export const Row = memo(function Row(props: { row: ConversationRow; view: View; open: boolean }) {
	const { t } = useTranslation();
	const { row, view } = props;
	const Channel = channelIcons[row.channel];
	const from = row.lastMessage ? t(`list.from.${row.lastMessage.from}`) : "";
	const last =
		view === "callbacks" && row.callback
			? t("list.callbackAsked", { when: row.callback.when })
			: row.lastMessage
				? `${from}${row.lastMessage.text}`
				: t("list.noMessage");
	return (
		<li>
			<Link
				to={`/${view}/${row.id}`}
				className={styles.row}
				data-row={row.id}
				data-unread={row.unread > 0}
				aria-current={props.open ? "page" : undefined}
			>
				<span className={styles.name}>{nameOf(row, t)}</span>
				<When row={row} view={view} />
				<span className={styles.last}>{last}</span>
				{row.unread > 0 && (
					<span className={styles.badge}>
						<span aria-hidden>{row.unread > 99 ? "99+" : row.unread}</span>
						<VisuallyHidden>{t("list.unread", { count: row.unread })}</VisuallyHidden>
					</span>
				)}
				<span className={styles.meta}>
					<DangerMark danger={row.danger} />
					<Channel size={16} stroke={1.6} aria-hidden />
					<span>{t(`channel.${row.channel}`)}</span>
					<Holder row={row} view={view} />
				</span>
			</Link>
		</li>
	);
});

function When(props: { row: ConversationRow; view: View }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const now = useNow();
	const { row, view } = props;
	if (row.queuedSince && row.stage === "queued") {
		return (
			<span
				className={styles.chip}
				data-warmth={warmth(row.queuedSince, now)}
				title={t("list.waitingExact", { time: exactTime(row.queuedSince, language) })}
			>
				<IconClockHour4 size={14} aria-hidden />
				<span aria-hidden>{shortSpan(row.queuedSince, now, language)}</span>
				<VisuallyHidden>{t("list.waiting", { span: shortSpan(row.queuedSince, now, language) })}</VisuallyHidden>
			</span>
		);
	}
	if (view === "callbacks" && row.callback) {
		return (
			<span className={styles.chip} data-warmth="calm" title={exactTime(row.callback.at, language)}>
				<IconPhone size={14} aria-hidden />
				{listTime(row.callback.at, now, language)}
			</span>
		);
	}
	const at = row.lastMessage?.at ?? row.changedAt;
	return (
		<time className={styles.when} dateTime={at} title={exactTime(at, language)}>
			{listTime(at, now, language)}
		</time>
	);
}

/** Who has it; where it waits or came from, when that is clear already. */
function Holder(props: { row: ConversationRow; view: View }) {
	const { t } = useTranslation();
	const me = useMe();
	const language = useLanguage();
	const queues = useDeskState()?.queues;
	const { row, view } = props;
	const block = blockNow(row, useNow());
	const queue = queues?.find((each) => each.id === row.queue)?.name[language];
	const holder =
		queue !== undefined && (row.stage === "queued" || view === "mine")
			? queue
			: row.stage === "closed"
				? t(block ? "list.blocked" : "list.closed")
				: row.stage === "bot"
					? t("list.bot")
					: row.stage === "survey"
						? t("list.survey")
						: row.assignee === null
							? t("list.nobody")
							: row.assignee.id === me.id
								? t("list.you")
								: row.assignee.name;
	return <span className={styles.dot}>{holder}</span>;
}
