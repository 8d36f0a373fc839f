import { ActionIcon, Button, Modal } from "@mantine/core";
import {
	IconAlertTriangle,
	IconCircleCheck,
	IconPencil,
	IconPlayerPause,
	IconPlayerPlay,
	IconPlugConnected,
	IconPlugConnectedX,
	IconPlus,
	IconQrcode,
	IconTrash,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../connection/failure.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { useLanguage } from "../shell/language.ts";
import { dateTime, exactTime } from "../shell/time.ts";
import { showToast } from "../shell/toast.tsx";
import styles from "./admin.module.css";
import { ChannelForm } from "./channel-form.tsx";
import { type Account, changeAccount, channelsQuery, removeAccount, testAccount } from "./channels.ts";
import { Page } from "./page.tsx";
import { PairingDialog } from "./pairing.tsx";
import { type Column, DataTable } from "./table.tsx";

/** The centre's accounts on each channel and how they do: added, tested, paused and removed live. */
export function ChannelsPage() {
	const { t } = useTranslation();
	const channels = useQuery(channelsQuery);
	const [edited, setEdited] = useState<Account | "new" | null>(null);
	const [removing, setRemoving] = useState<Account | null>(null);
	const [pairing, setPairing] = useState<Account | null>(null);
	const pairs = ({ transport }: Account) => channels.data?.kinds.find((kind) => kind.transport === transport)?.pairs;
	const names: Record<string, string> = t("admin.channels.transport", { returnObjects: true });

	const columns: Column<Account>[] = [
		{
			key: "label",
			title: t("admin.channels.label"),
			cell: (row) => (
				<span className={styles.named}>
					<b>{row.label}</b>
					<small>{names[row.transport] ?? row.transport}</small>
					{row.calledAt !== null && (
						<small>{t("admin.channels.calledAt", { address: `${location.origin}${row.calledAt}` })}</small>
					)}
					{row.fromEnvironment && <small>{t("admin.channels.environment")}</small>}
				</span>
			),
		},
		{ key: "state", title: t("admin.channels.state"), width: "150px", cell: (row) => <State account={row} /> },
		{
			key: "lastIn",
			title: t("admin.channels.lastIn"),
			width: "150px",
			cell: (row) => <Moment at={row.lastIn} />,
		},
		{
			key: "lastOut",
			title: t("admin.channels.lastOut"),
			width: "150px",
			cell: (row) => <Moment at={row.lastOut} />,
		},
		{ key: "waiting", title: t("admin.channels.waiting"), width: "90px", cell: (row) => row.waiting },
		{
			key: "actions",
			title: t("admin.channels.actions"),
			width: "170px",
			cell: (row) => (
				<Actions
					account={row}
					onPair={pairs(row) ? () => setPairing(row) : null}
					onEdit={() => setEdited(row)}
					onRemove={() => setRemoving(row)}
				/>
			),
		},
	];

	return (
		<Page
			title={t("admin.channels.title")}
			lead={t("admin.channels.lead")}
			action={
				channels.data && (
					<Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
						{t("admin.channels.add")}
					</Button>
				)
			}
		>
			<DataTable
				label={t("admin.channels.title")}
				columns={columns}
				rows={channels.data?.accounts}
				failed={
					channels.isError
						? { title: t("admin.channels.failed"), error: channels.error, retry: () => void channels.refetch() }
						: null
				}
				empty={{ icon: IconPlugConnectedX, title: t("admin.channels.empty"), help: t("admin.channels.emptyHelp") }}
			/>
			{edited !== null && channels.data && (
				<ChannelForm
					kinds={channels.data.kinds}
					account={edited === "new" ? null : edited}
					onClose={() => setEdited(null)}
				/>
			)}
			{pairing !== null && <PairingDialog account={pairing} onClose={() => setPairing(null)} />}
			{removing !== null && <RemoveDialog account={removing} onClose={() => setRemoving(null)} />}
		</Page>
	);
}

function State({ account }: { account: Account }) {
	const { t } = useTranslation();
	const { paused, failure, silent, link } = account;
	const [Icon, text, on] = paused
		? [IconPlayerPause, t("admin.channels.paused"), "false"]
		: link && link.state !== "open"
			? [IconQrcode, t(`admin.channels.pairing.state.${link.state}`), "failing"]
			: failure
				? [IconAlertTriangle, t("admin.channels.failing", { code: failure.code }), "failing"]
				: silent
					? [IconAlertTriangle, t("admin.channels.silent"), "failing"]
					: [IconCircleCheck, t("admin.channels.active"), "true"];
	return (
		<span className={styles.state} data-on={on}>
			<Icon size={16} aria-hidden />
			{text}
		</span>
	);
}

function Moment({ at }: { at: string | null }) {
	const { t } = useTranslation();
	const language = useLanguage();
	if (at === null) return t("admin.channels.never");
	return (
		<time dateTime={at} title={exactTime(at, language)}>
			{dateTime(at, language)}
		</time>
	);
}

function Actions(props: { account: Account; onPair: (() => void) | null; onEdit: () => void; onRemove: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const { account } = props;
	const { label, paused } = account;
	const pause = useMutation({
		mutationFn: () => changeAccount(account.id, { paused: !paused }),
		onSuccess: () => {
			void queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
			showToast({
				tone: "done",
				text: t(paused ? "admin.channels.resumedNow" : "admin.channels.pausedNow", { label }),
			});
		},
		onError: (error) => showToast({ tone: "late", text: explain(error) }),
	});
	const test = useMutation({
		mutationFn: () => testAccount(account.id),
		onSuccess: ({ name }) => showToast({ tone: "done", text: t("admin.channels.tested", { name }) }),
		onError: (error) => {
			const refused = error instanceof Failure && error.kind === "invalid";
			showToast({ tone: "late", text: refused ? t("admin.channels.testFailed") : explain(error) });
		},
	});
	return (
		<span className={styles.actions}>
			{props.onPair ? (
				<ActionIcon aria-label={t("admin.channels.pairing.show", { label })} onClick={props.onPair}>
					<IconQrcode size={18} stroke={1.6} aria-hidden />
				</ActionIcon>
			) : (
				<ActionIcon
					aria-label={t("admin.channels.test", { label })}
					loading={test.isPending}
					onClick={() => test.mutate()}
				>
					<IconPlugConnected size={18} stroke={1.6} aria-hidden />
				</ActionIcon>
			)}
			<ActionIcon
				aria-label={t(paused ? "admin.channels.resume" : "admin.channels.pause", { label })}
				loading={pause.isPending}
				onClick={() => pause.mutate()}
			>
				{paused ? (
					<IconPlayerPlay size={18} stroke={1.6} aria-hidden />
				) : (
					<IconPlayerPause size={18} stroke={1.6} aria-hidden />
				)}
			</ActionIcon>
			<ActionIcon aria-label={t("admin.channels.edit", { label })} onClick={props.onEdit}>
				<IconPencil size={18} stroke={1.6} aria-hidden />
			</ActionIcon>
			{!account.fromEnvironment && (
				<ActionIcon aria-label={t("admin.channels.remove", { label })} onClick={props.onRemove}>
					<IconTrash size={18} stroke={1.6} aria-hidden />
				</ActionIcon>
			)}
		</span>
	);
}

function RemoveDialog({ account, onClose }: { account: Account; onClose: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const { id, label } = account;
	const remove = useMutation({
		mutationFn: () => removeAccount(id),
		onSuccess: () => {
			void queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
			onClose();
			showToast({ tone: "done", text: t("admin.channels.removed", { label }) });
		},
	});
	return (
		<Modal
			opened
			onClose={onClose}
			title={t("admin.channels.removeTitle", { label })}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<div className={dialogs.stack}>
				<p>{t("admin.channels.removeHelp")}</p>
				<p role="alert" className={remove.isError ? dialogs.refusal : undefined}>
					{remove.isError && explain(remove.error)}
				</p>
				<div className={dialogs.foot}>
					<Button variant="default" onClick={onClose} data-autofocus>
						{t("shell.cancel")}
					</Button>
					<Button loading={remove.isPending} onClick={() => remove.mutate()}>
						{t("admin.channels.removeConfirm")}
					</Button>
				</div>
			</div>
		</Modal>
	);
}
