import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import {
	IconArrowLeft,
	IconArrowsExchange,
	IconBan,
	IconCircleCheck,
	IconDots,
	IconDownload,
	IconEye,
	IconHandStop,
	IconLayoutSidebarRight,
	IconLockOpen,
	IconRobot,
	IconUserShare,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { OpenConversation, View } from "../../src/desk/wire.ts";
import { useDeskState } from "../connection/desk.tsx";
import { may as holds, useMe } from "../connection/session.ts";
import { blockNow } from "../inbox/blocked.ts";
import { channelIcons } from "../inbox/channel-icons.ts";
import { nameOf } from "../inbox/name.ts";
import { useLanguage } from "../shell/language.ts";
import { useNow } from "../shell/use-now.ts";
import { usePhone } from "../shell/use-phone.ts";
import { useExport } from "../supervise/export.ts";
import type { DialogName } from "./dialogs.tsx";
import styles from "./header.module.css";
import { TimeToReply } from "./reply-window.tsx";
import { type Claim, useUnblock } from "./use-act.ts";

/** Who it is with, how it stands, and what can be done now. */
export function ConversationHeader(props: {
	open: OpenConversation;
	view: View;
	mine: boolean;
	claim: Claim;
	onDialog: (name: DialogName) => void;
	details: boolean;
	onDetails: () => void;
}) {
	const { t } = useTranslation();
	const { open, view, mine, claim, onDialog } = props;
	const { row, may } = open;
	const phone = usePhone();
	// Alone on the screen it is the page.
	const Heading = phone ? "h1" : "h2";
	const exporting = useExport(row.id);
	const me = useMe();
	const block = blockNow(row, useNow());
	const unblock = useUnblock(row.id);
	const controls = mine && may.write;
	const Channel = channelIcons[row.channel];
	const menu = [
		...(controls && phone
			? [
					{ key: "close", icon: IconCircleCheck, label: t("action.close"), run: () => onDialog("close") },
					{ key: "transfer", icon: IconArrowsExchange, label: t("action.transfer"), run: () => onDialog("transfer") },
				]
			: []),
		...(controls ? [{ key: "return", icon: IconRobot, label: t("action.return"), run: () => onDialog("return") }] : []),
		...(may.assign
			? [{ key: "assign", icon: IconUserShare, label: t("action.assign"), run: () => onDialog("assign") }]
			: []),
		...(may.export
			? [{ key: "export", icon: IconDownload, label: t("action.export"), run: () => exporting.mutate() }]
			: []),
		...(may.block && !block
			? [{ key: "block", icon: IconBan, label: t("action.block"), run: () => onDialog("block") }]
			: []),
		...(block && (block.by.id === me.id || holds(me, "senders.unblock"))
			? [{ key: "unblock", icon: IconLockOpen, label: t("action.unblock"), run: () => unblock.mutate() }]
			: []),
	];
	return (
		<header className={styles.header}>
			<ActionIcon component={Link} to={`/${view}`} className={styles.back} aria-label={t("shell.back")} size={40}>
				<IconArrowLeft size={22} aria-hidden />
			</ActionIcon>
			<div className={styles.who}>
				<Heading className={styles.name}>{nameOf(row, t)}</Heading>
				<p className={styles.how}>
					<Channel size={16} stroke={1.6} aria-hidden />
					<span>{t(`channel.${row.channel}`)}</span>
					<Standing open={open} />
					<TimeToReply row={row} />
				</p>
			</div>
			<div className={styles.actions}>
				{may.claim && (
					<Button
						leftSection={<IconHandStop size={16} aria-hidden />}
						loading={claim.isPending}
						onClick={() => claim.mutate()}
					>
						{t("action.claim")}
					</Button>
				)}
				{controls && !phone && (
					<Button
						variant="default"
						leftSection={<IconArrowsExchange size={16} aria-hidden />}
						onClick={() => onDialog("transfer")}
					>
						{t("action.transfer")}
					</Button>
				)}
				{controls && !phone && (
					<Button
						variant="default"
						leftSection={<IconCircleCheck size={16} aria-hidden />}
						onClick={() => onDialog("close")}
					>
						{t("action.close")}
					</Button>
				)}
				{menu.length > 0 && (
					<Menu position="bottom-end">
						<Menu.Target>
							<ActionIcon aria-label={t("conversation.actions")}>
								<IconDots size={20} aria-hidden />
							</ActionIcon>
						</Menu.Target>
						<Menu.Dropdown>
							{menu.map(({ key, icon: Icon, label, run }) => (
								<Menu.Item key={key} leftSection={<Icon size={18} stroke={1.6} aria-hidden />} onClick={run}>
									{label}
								</Menu.Item>
							))}
						</Menu.Dropdown>
					</Menu>
				)}
				<Tooltip label={props.details ? t("conversation.hideDetails") : t("conversation.details")}>
					<ActionIcon
						aria-label={t("conversation.details")}
						aria-pressed={props.details}
						className={styles.toggle}
						onClick={props.onDetails}
					>
						<IconLayoutSidebarRight size={20} stroke={1.6} aria-hidden />
					</ActionIcon>
				</Tooltip>
			</div>
		</header>
	);
}

/** Who has it or where it waits; and that a reading which is nobody's own is put on record. */
function Standing(props: { open: OpenConversation }) {
	const { t } = useTranslation();
	const me = useMe();
	const language = useLanguage();
	const queues = useDeskState()?.queues ?? [];
	const { row } = props.open;
	const queue = queues.find((each) => each.id === row.queue)?.name[language];
	const ended = row.stage === "closed" || row.stage === "survey";
	const foreign = ended || (row.assignee !== null && row.assignee.id !== me.id);
	return (
		<>
			{row.stage === "queued" && queue && <span className={styles.dot}>{t("conversation.waitsIn", { queue })}</span>}
			{row.stage === "bot" && <span className={styles.dot}>{t("list.botHas")}</span>}
			{row.stage === "agent" && row.assignee && row.assignee.id !== me.id && (
				<span className={styles.dot}>{t("list.with", { name: row.assignee.name })}</span>
			)}
			{row.stage === "agent" && row.assignee?.id === me.id && queue && <span className={styles.dot}>{queue}</span>}
			{row.stage === "closed" && <span className={styles.dot}>{t("list.closed")}</span>}
			{row.stage === "survey" && <span className={styles.dot}>{t("list.survey")}</span>}
			{foreign && (
				<span className={styles.audited}>
					<IconEye size={16} stroke={1.6} aria-hidden />
					{t("conversation.audited")}
				</span>
			)}
		</>
	);
}
