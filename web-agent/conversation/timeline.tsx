import { Button, VisuallyHidden } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenConversation } from "../../src/desk/wire.ts";
import type { Unsent } from "../composer/outbox.ts";
import { nameOf } from "../inbox/name.ts";
import { useLanguage } from "../shell/language.ts";
import { dayKey, longDay } from "../shell/time.ts";
import { DoubtsProvider, useDoubts } from "./doubts.ts";
import { Group, Note, SystemLine, UnsentEntry } from "./entries.tsx";
import { entriesOf, firstUnread, spoken } from "./groups.ts";
import { useStick } from "./stick.ts";
import styles from "./timeline.module.css";

/** What was said, oldest first; older ones come when one scrolls up. */
export function Timeline(props: {
	open: OpenConversation;
	unsent: readonly Unsent[];
	typing: boolean;
	older: { load: (before: number) => void; loading: boolean; failed: boolean };
	onSeenNewest: (seen: boolean) => void;
}) {
	const { t } = useTranslation();
	const language = useLanguage();
	const { open, unsent, older } = props;
	const { messages, row } = open;
	// The marker stays where it was when the conversation was opened.
	const [unreadFrom] = useState(() => firstUnread(messages, row.unread));
	const entries = useMemo(() => entriesOf(messages, unreadFrom, dayKey), [messages, unreadFrom]);
	const doubts = useDoubts(row.id, messages);
	const name = nameOf(row, t);
	const first = messages[0];
	const last = messages.at(-1);
	const stick = useStick({
		first: first?.id ?? null,
		newest: `${last?.id ?? ""}/${unsent.at(-1)?.id ?? ""}`,
		newestSeq: last?.seq ?? 0,
		written: unsent.at(-1)?.id ?? null,
		startAtMarker: unreadFrom !== null,
		onTop: () => {
			if (open.older && first && !older.loading && !older.failed) older.load(first.seq);
		},
		onBottom: props.onSeenNewest,
	});
	const behind = stick.atBottom
		? 0
		: messages.filter((message) => message.seq > stick.seenSeq && isHeard(message)).length;
	const heard = last && isHeard(last) ? last : null;

	return (
		<div className={styles.frame}>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
			<section className={styles.scroll} ref={stick.ref} tabIndex={0} aria-label={t("conversation.messages")}>
				<DoubtsProvider value={doubts}>
					<div className={styles.lines}>
						<div className={styles.top}>
							{older.failed ? (
								<>
									<span>{t("conversation.olderFailed")}</span>
									<Button variant="default" size="compact-xs" onClick={() => first && older.load(first.seq)}>
										{t("shell.retry")}
									</Button>
								</>
							) : (
								<span>{open.older ? t("conversation.older") : t("conversation.start")}</span>
							)}
						</div>
						{entries.map((entry) => {
							if (entry.kind === "day") {
								return (
									<p key={entry.key} className={styles.day}>
										<span>{longDay(entry.at, language)}</span>
									</p>
								);
							}
							if (entry.kind === "unread") {
								return (
									<p key={entry.key} className={styles.unread} data-unread-marker>
										<span>{t("conversation.unread")}</span>
									</p>
								);
							}
							if (entry.kind === "system") return <SystemLine key={entry.key} message={entry.message} />;
							if (entry.kind === "note") return <Note key={entry.key} message={entry.message} />;
							return (
								<Group
									key={entry.key}
									side={entry.side}
									messages={entry.messages}
									citizen={name}
									readSeq={open.citizenReadSeq}
								/>
							);
						})}
						{unsent.map((item) => (
							<UnsentEntry key={item.id} item={item} />
						))}
					</div>
				</DoubtsProvider>
				<p className={styles.typing} data-on={props.typing}>
					{props.typing && t("conversation.typing", { name })}
				</p>
			</section>
			<VisuallyHidden role="log" aria-live="polite">
				{heard && (
					<p key={heard.id}>
						{t("conversation.said", {
							name,
							text: spoken(heard, (file) => t("conversation.sentFile", { name: file })),
						})}
					</p>
				)}
			</VisuallyHidden>
			{!stick.atBottom && (
				<Button
					className={styles.newest}
					radius="xl"
					variant={behind > 0 ? "filled" : "default"}
					leftSection={<IconArrowDown size={16} aria-hidden />}
					onClick={stick.toBottom}
				>
					{behind > 0 ? t("conversation.newestCount", { count: behind }) : t("conversation.newest")}
				</Button>
			)}
		</div>
	);
}

/** What a citizen said and somebody is to hear of. */
function isHeard({ author, withheld }: OpenConversation["messages"][number]): boolean {
	return author.kind === "citizen" && !withheld;
}
