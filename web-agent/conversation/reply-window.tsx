import { Button } from "@mantine/core";
import { IconClock, IconClockOff, IconTemplate } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../src/desk/wire.ts";
import { useLanguage } from "../shell/language.ts";
import { shortSpan } from "../shell/time.ts";
import { useNow } from "../shell/use-now.ts";
import header from "./header.module.css";
import styles from "./pane.module.css";

type Row = Pick<ConversationRow, "repliesUntil" | "stage">;

/** From so little left on, it is said with emphasis; in ms. */
const soonMs = 2 * 60 * 60_000;

/** Whether the service carries nothing but templates to the citizen by now. */
export function useOnlyTemplates({ repliesUntil }: Row): boolean {
	const now = useNow();
	return repliesUntil !== null && Date.parse(repliesUntil) <= now;
}

/** How long one may still write to the citizen, where that has an end. */
export function TimeToReply(props: { row: Row }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const now = useNow();
	const { repliesUntil, stage } = props.row;
	if (repliesUntil === null || stage === "closed") return null;
	const left = Date.parse(repliesUntil) - now;
	const Mark = left > 0 ? IconClock : IconClockOff;
	return (
		<span className={header.window} data-tone={left > soonMs ? "calm" : left > 0 ? "soon" : "late"}>
			<Mark size={16} stroke={1.6} aria-hidden />
			{left > 0
				? t("conversation.window.left", { span: shortSpan(new Date(now).toISOString(), now + left, language) })
				: t("conversation.window.over")}
		</span>
	);
}

/** Where one would answer: why only a template goes out, and the way to one. */
export function OnlyTemplates(props: { onChoose: () => void }) {
	const { t } = useTranslation();
	return (
		<div className={styles.why}>
			<p>
				<IconClockOff size={18} stroke={1.6} aria-hidden />
				{t("conversation.window.why")}
			</p>
			<Button leftSection={<IconTemplate size={16} aria-hidden />} onClick={props.onChoose}>
				{t("conversation.window.choose")}
			</Button>
		</div>
	);
}
