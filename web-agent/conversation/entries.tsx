import { Button, Tooltip, UnstyledButton, VisuallyHidden } from "@mantine/core";
import {
	IconAlertCircle,
	IconBan,
	IconCheck,
	IconChecks,
	IconClock,
	IconEye,
	IconLock,
	IconRobot,
	IconSend2,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskMessage } from "../../src/desk/wire.ts";
import { setDraft } from "../composer/drafts.ts";
import type { Unsent } from "../composer/outbox.ts";
import { useDesk, useLink } from "../connection/desk.tsx";
import { useMe } from "../connection/session.ts";
import { deliveryText, refusalText } from "../shell/failure-text.ts";
import { useLanguage } from "../shell/language.ts";
import { clockTime, exactTime } from "../shell/time.ts";
import { Parts, Text } from "./parts.tsx";
import styles from "./timeline.module.css";
import { WholeMail } from "./whole-mail.tsx";

/** One author's run of messages, with its time once. */
export function Group(props: {
	side: "citizen" | "agent" | "bot";
	messages: readonly [DeskMessage, ...DeskMessage[]];
	citizen: string;
	readSeq: number;
}) {
	const { t } = useTranslation();
	const me = useMe();
	const { side, messages } = props;
	const first = messages[0];
	const last = messages.at(-1) ?? first;
	const author =
		side === "citizen"
			? props.citizen
			: side === "bot"
				? t("conversation.bot")
				: first.author.id === me.id
					? t("conversation.you")
					: (first.author.name ?? t("conversation.agent"));
	return (
		<article className={styles.group} data-side={side}>
			<p className={styles.author} data-quiet={side === "citizen" || first.author.id === me.id}>
				{side === "bot" && <IconRobot size={16} stroke={1.6} aria-hidden />}
				{author}
			</p>
			{messages.map((message) => (
				<div key={message.id} className={styles.bubble} data-message={message.id}>
					<Parts parts={message.parts} />
					{message.mail && <WholeMail message={message.id} />}
					{message.withheld && (
						<p className={styles.failed}>
							<IconBan size={16} aria-hidden />
							{t("conversation.withheld")}
						</p>
					)}
					{message.delivery === "failed" && (
						<p className={styles.failed}>
							<IconAlertCircle size={16} aria-hidden />
							{message.deliveryError
								? t("conversation.delivery.failedCode", { code: deliveryText(t, message.deliveryError) })
								: t("conversation.delivery.failed")}
						</p>
					)}
				</div>
			))}
			<p className={styles.meta}>
				<Time at={last.at} />
				{side !== "citizen" && last.delivery !== null && (
					<DeliveryMark state={last.seq <= props.readSeq ? "read" : last.delivery} />
				)}
			</p>
		</article>
	);
}

/** Short to look at, exact on hover and for screen readers. */
export function Time(props: { at: string }) {
	const language = useLanguage();
	const exact = exactTime(props.at, language);
	return (
		<time dateTime={props.at} title={exact}>
			<span aria-hidden>{clockTime(props.at, language)}</span>
			<VisuallyHidden>{exact}</VisuallyHidden>
		</time>
	);
}

const marks = {
	waiting: IconClock,
	taken: IconSend2,
	queued: IconClock,
	sending: IconSend2,
	sent: IconCheck,
	delivered: IconChecks,
	read: IconEye,
	failed: IconAlertCircle,
} as const;

/** A small mark; its word comes on hover and focus, and stays after a click. */
function DeliveryMark(props: { state: keyof typeof marks }) {
	const { t } = useTranslation();
	const [inWords, setInWords] = useState(false);
	const word = t(`conversation.delivery.${props.state}`);
	const Mark = marks[props.state];
	return (
		<Tooltip label={word} disabled={inWords}>
			<UnstyledButton
				className={styles.delivery}
				data-state={props.state}
				aria-expanded={inWords}
				onClick={() => setInWords(!inWords)}
			>
				<Mark size={16} stroke={1.8} aria-hidden />
				{inWords ? word : <VisuallyHidden>{word}</VisuallyHidden>}
			</UnstyledButton>
		</Tooltip>
	);
}

export function SystemLine(props: { message: DeskMessage }) {
	return (
		<div className={styles.system}>
			<Parts parts={props.message.parts} />
			<Time at={props.message.at} />
		</div>
	);
}

export function Note(props: { message: DeskMessage }) {
	const { t } = useTranslation();
	const me = useMe();
	const { author, at, parts } = props.message;
	const by = author.id === me.id ? t("conversation.you") : author.name;
	return (
		<article className={styles.note} aria-label={by ? t("conversation.noteBy", { name: by }) : t("conversation.note")}>
			<p className={styles.noteHead}>
				<IconLock size={16} stroke={1.6} aria-hidden />
				{t("conversation.note")}
				{by && <span>{by}</span>}
				<Time at={at} />
			</p>
			<Parts parts={parts} />
		</article>
	);
}

/** What was written and is not with the hub yet, or was refused by it. */
export function UnsentEntry(props: { item: Unsent }) {
	const { t } = useTranslation();
	const { outbox } = useDesk();
	const link = useLink();
	const me = useMe();
	const { item } = props;
	const failed = item.state === "failed";
	const state = item.state === "waiting" && link === "online" ? "sending" : item.state;
	function edit() {
		const removed = outbox.remove(item.id);
		if (removed) setDraft(me.id, removed.conversation, removed.mode, removed.text);
	}
	const body = (
		<>
			{item.text !== "" && <Text text={item.text} />}
			<Parts parts={item.files.map(({ id, ...file }) => ({ type: "file", file: id, ...file }))} />
		</>
	);
	const foot = failed ? (
		<p className={styles.refused} role="alert">
			<span>{t("conversation.delivery.refused", { why: refusalText(t, item.failure) })}</span>
			<Button size="compact-xs" variant="default" onClick={() => outbox.retry(item.id)}>
				{t("conversation.delivery.again")}
			</Button>
			<Button size="compact-xs" variant="subtle" color="gray" onClick={edit}>
				{t("conversation.delivery.edit")}
			</Button>
		</p>
	) : null;
	if (item.mode === "note") {
		return (
			<article className={styles.note} data-unsent={item.state}>
				<p className={styles.noteHead}>
					<IconLock size={16} stroke={1.6} aria-hidden />
					{t("conversation.note")}
					{!failed && <span>{t(`conversation.delivery.${state}`)}</span>}
				</p>
				{body}
				{foot}
			</article>
		);
	}
	return (
		<article className={styles.group} data-side="agent" data-unsent={item.state}>
			<div className={styles.bubble}>{body}</div>
			{foot ?? (
				<p className={styles.meta}>
					<Time at={item.at} />
					{state === "waiting" ? (
						<span className={styles.delivery} data-state="waiting">
							<IconClock size={16} stroke={1.8} aria-hidden />
							{t("conversation.delivery.waiting")}
						</span>
					) : (
						<DeliveryMark state={state} />
					)}
				</p>
			)}
		</article>
	);
}
