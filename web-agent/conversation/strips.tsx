import { Button } from "@mantine/core";
import {
	IconAlertTriangleFilled,
	IconArrowsExchange,
	IconBan,
	IconInfoCircle,
	IconPhone,
	IconPhoneCheck,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow, OpenConversation } from "../../src/desk/wire.ts";
import { useDesk } from "../connection/desk.tsx";
import { blockNow } from "../inbox/blocked.ts";
import { handChannels } from "../log/new-draft.ts";
import { useLanguage } from "../shell/language.ts";
import { dateTime } from "../shell/time.ts";
import { showToast } from "../shell/toast.tsx";
import { useNow } from "../shell/use-now.ts";
import styles from "./pane.module.css";
import { type Claim, useAct } from "./use-act.ts";

/** Longer than two lines of the strip, about. */
const long = 180;

/** Why it came here and what was said before: what one reads in ten seconds (B7). */
export function HandoffStrip(props: { open: OpenConversation }) {
	const { t } = useTranslation();
	const { handoff, row } = props.open;
	const [whole, setWhole] = useState(false);
	if (!handoff || row.stage === "closed" || row.stage === "bot") return null;
	const reason = t(`conversation.reason.${handoff.reason}`);
	return (
		<section className={styles.strip} aria-label={t("conversation.summary")}>
			<IconArrowsExchange size={18} stroke={1.6} aria-hidden />
			<div className={styles.stripText}>
				<b>{handoff.topic ? `${reason} · ${handoff.topic}` : reason}</b>
				<p className={styles.clamp} data-whole={whole}>
					{handoff.summary}
				</p>
				{handoff.comment && <p className={styles.comment}>{t("conversation.comment", { text: handoff.comment })}</p>}
			</div>
			{handoff.summary.length > long && (
				<Button size="compact-xs" variant="subtle" aria-expanded={whole} onClick={() => setWhole(!whole)}>
					{whole ? t("conversation.showLess") : t("conversation.showMore")}
				</Button>
			)}
		</section>
	);
}

/** Somebody is in danger: attend them now, and how (B12). */
export function DangerStrip(props: { row: ConversationRow }) {
	const { t } = useTranslation();
	const { danger } = props.row;
	if (!danger) return null;
	return (
		<section className={styles.strip} data-tone="late" aria-label={t("danger.title")}>
			<IconAlertTriangleFilled size={18} aria-hidden />
			<div className={styles.stripText}>
				<b>{t(`danger.${danger}`)}</b>
				<p>{t("danger.what")}</p>
			</div>
		</section>
	);
}

/** Nobody could attend: how to reach the person, and that it was done. */
export function CallbackStrip(props: { row: ConversationRow }) {
	const { t } = useTranslation();
	const { call } = useDesk();
	const { row } = props;
	const done = useAct(
		"callback",
		() => call("callback.done", { conversation: row.id }),
		() => showToast({ tone: "done", text: t("action.done.callback") }),
	);
	if (!row.callback) return null;
	const { contact, when, topic, summary } = row.callback;
	return (
		<section className={styles.strip} aria-label={t("conversation.callback")}>
			<IconPhone size={18} stroke={1.6} aria-hidden />
			<div className={styles.stripText}>
				<b>{t("conversation.callback")}</b>
				<dl className={styles.facts}>
					<dt>{t("conversation.callbackContact")}</dt>
					<dd>{contact}</dd>
					<dt>{t("conversation.callbackWhen")}</dt>
					<dd>{when}</dd>
					{topic && (
						<>
							<dt>{t("conversation.callbackTopic")}</dt>
							<dd>{topic}</dd>
						</>
					)}
					{summary !== "" && (
						<>
							<dt>{t("conversation.callbackAbout")}</dt>
							<dd>{summary}</dd>
						</>
					)}
				</dl>
			</div>
			<Button
				variant="default"
				leftSection={<IconPhoneCheck size={16} aria-hidden />}
				loading={done.isPending}
				onClick={() => done.mutate()}
			>
				{t("action.callbackDone")}
			</Button>
		</section>
	);
}

/** Whoever writes here is blocked: by whom, why and until when (C7). */
export function BlockStrip(props: { row: ConversationRow }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const block = blockNow(props.row, useNow());
	if (!block) return null;
	const { until, by, reason, comment } = block;
	return (
		<section className={styles.strip} data-tone="late" aria-label={t("conversation.blocked")}>
			<IconBan size={18} stroke={1.6} aria-hidden />
			<div className={styles.stripText}>
				<b>
					{until === null
						? t("conversation.blockedEver", { name: by.name })
						: t("conversation.blockedUntil", { name: by.name, time: dateTime(until, language) })}
				</b>
				<p>{[t(`blockReason.${reason}`), comment].filter((text) => text !== "").join(" · ")}</p>
			</div>
		</section>
	);
}

/** Where one would write and cannot: why, and what one can do about it. */
export function WhyNot(props: { open: OpenConversation; mine: boolean; claim: Claim }) {
	const { t } = useTranslation();
	const { open, claim } = props;
	const { row, may } = open;
	const block = blockNow(row, useNow());
	if (may.write) return null;
	const why =
		row.stage === "queued"
			? t("conversation.waits")
			: row.stage === "bot"
				? t("conversation.botTalks")
				: row.stage === "survey"
					? t("conversation.inSurvey")
					: row.stage === "closed"
						? handChannels.some((channel) => channel === row.channel)
							? t("conversation.byHand")
							: t(block ? "conversation.endedBlocked" : "conversation.ended")
						: row.assignee && !props.mine
							? t(may.note ? "conversation.other" : "conversation.otherReadOnly", { name: row.assignee.name })
							: null;
	if (why === null) return null;
	return (
		<div className={styles.why}>
			<p>
				<IconInfoCircle size={18} stroke={1.6} aria-hidden />
				{why}
			</p>
			{may.claim && (
				<Button loading={claim.isPending} onClick={() => claim.mutate()}>
					{t("action.claimLong")}
				</Button>
			)}
		</div>
	);
}
