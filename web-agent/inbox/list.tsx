import { ActionIcon, Button, Skeleton, Tooltip } from "@mantine/core";
import { IconHistory, IconInbox, IconLayoutList, IconMessages, IconPhoneCheck, IconPlus } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { View } from "../../src/desk/wire.ts";
import { useDeskState, useLink } from "../connection/desk.tsx";
import { may, useMe } from "../connection/session.ts";
import { logDialog } from "../log/opened.ts";
import { useKeys } from "../shell/keys.ts";
import { usePreferences } from "../shell/preferences.ts";
import { Empty, FailureState } from "../shell/states.tsx";
import { ListFoot } from "./foot.tsx";
import styles from "./inbox.module.css";
import { Row } from "./row.tsx";
import { useList } from "./use-list.ts";

const emptyIcons = {
	queue: IconInbox,
	mine: IconMessages,
	all: IconLayoutList,
	callbacks: IconPhoneCheck,
	past: IconHistory,
} as const;

/** One view's conversations, in the order that its head names. */
export function ConversationList(props: { view: View; open: string | null }) {
	const { t } = useTranslation();
	const { view, open } = props;
	const { density } = usePreferences();
	const link = useLink();
	const me = useMe();
	const counts = useDeskState()?.counts;
	const list = useList(view);
	const scroll = useRef<HTMLDivElement>(null);
	const total = view === "past" ? null : (counts?.[view] ?? null);

	useKeys({ j: () => move(scroll.current, open, 1), k: () => move(scroll.current, open, -1) });
	// biome-ignore lint/correctness/useExhaustiveDependencies: another view starts at its top
	useEffect(() => {
		if (scroll.current) scroll.current.scrollTop = 0;
	}, [view]);

	return (
		<section className={styles.list} aria-labelledby="list-title" data-pane="list">
			<div className={styles.head}>
				<div className={styles.headLine}>
					<h1 id="list-title" className={styles.title}>
						{t(`view.${view}`)}
					</h1>
					{total !== null && (
						<span className={styles.total} title={t("view.count", { count: total })}>
							{total}
						</span>
					)}
					{may(me, "interactions.log") && (
						<Tooltip label={t("log.title")}>
							<ActionIcon className={styles.log} size={28} aria-label={t("log.title")} onClick={logDialog.open}>
								<IconPlus size={18} stroke={1.8} aria-hidden />
							</ActionIcon>
						</Tooltip>
					)}
				</div>
				<p className={styles.order}>{t(`view.order.${view}`)}</p>
			</div>
			<div className={styles.scroll} ref={scroll} data-density={density} aria-busy={list.isPending}>
				{list.rows === null ? (
					list.isError && link !== "starting" ? (
						<FailureState
							title={t("list.failed")}
							error={list.error}
							kept={t("list.failedKept")}
							retry={() => void list.refetch()}
						/>
					) : (
						<Skeletons />
					)
				) : list.rows.length === 0 ? (
					<Empty icon={emptyIcons[view]} title={t(`list.empty.${view}`)} help={t(`list.empty.${view}Help`)}>
						{view === "mine" && (counts?.queue ?? 0) > 0 && (
							<Button component={Link} to="/queue" variant="light">
								{t("list.goQueue")}
							</Button>
						)}
					</Empty>
				) : (
					<ul>
						{list.rows.map((row) => (
							<Row key={row.id} row={row} view={view} open={row.id === open} />
						))}
					</ul>
				)}
				{list.rows !== null && list.hasNextPage && (
					<div className={styles.more}>
						<Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
							{t("list.more")}
						</Button>
					</div>
				)}
			</div>
			<ListFoot />
		</section>
	);
}

function Skeletons() {
	const { t } = useTranslation();
	return (
		<div role="status" aria-label={t("shell.loading")}>
			{[72, 54, 64, 48, 60, 70].map((width) => (
				<div key={width} className={styles.skeleton}>
					<Skeleton height={12} width={`${width}%`} />
					<Skeleton height={10} width="88%" />
					<Skeleton height={10} width="40%" />
				</div>
			))}
		</div>
	);
}

/** Moves the focus along the rows, from the focused one, else from the open one. */
function move(list: HTMLElement | null, open: string | null, step: 1 | -1): void {
	if (!list) return;
	const rows = [...list.querySelectorAll<HTMLElement>("a[data-row]")];
	const focused = rows.findIndex((row) => row === document.activeElement);
	const from = focused === -1 ? rows.findIndex((row) => row.dataset.row === open) : focused;
	const to = from === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
	rows[to]?.focus();
}
