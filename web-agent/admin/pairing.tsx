import { Alert, Button, Loader, Modal } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { useTranslation } from "react-i18next";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { type Account, channelsQuery, pairAnew } from "./channels.ts";
import styles from "./pairing.module.css";

/** A QR lives for some twenty seconds: it is looked for more often than the rest, in ms. */
const refreshMs = 2_000;

/** Pairs an account with a telephone: shows what it scans or what is typed there, and how that goes. */
export function PairingDialog(props: { account: Account; onClose: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const { data } = useQuery({ ...channelsQuery, refetchInterval: refreshMs });
	const account = data?.accounts.find(({ id }) => id === props.account.id) ?? props.account;
	const again = useMutation({
		mutationFn: () => pairAnew(account.id),
		onSuccess: () => queries.invalidateQueries({ queryKey: channelsQuery.queryKey }),
	});
	return (
		<Modal
			opened
			onClose={props.onClose}
			title={t("admin.channels.pairing.title", { label: account.label })}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<div className={dialogs.stack}>
				<Alert
					color="orange"
					styles={{ title: { color: "var(--mantine-color-text)" } }}
					icon={<IconAlertTriangle size={18} aria-hidden />}
					title={t("admin.channels.pairing.unofficial")}
				>
					{t("admin.channels.pairing.hazards")}
				</Alert>
				<div className={styles.now} aria-live="polite">
					<Standing link={account.link} />
				</div>
				<p role="alert" className={again.isError ? dialogs.refusal : undefined}>
					{again.isError && explain(again.error)}
				</p>
				<div className={dialogs.foot}>
					<Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
						{t("admin.channels.pairing.again")}
					</Button>
					<Button onClick={props.onClose} data-autofocus>
						{t("shell.close")}
					</Button>
				</div>
			</div>
		</Modal>
	);
}

function Standing({ link }: { link: Account["link"] }) {
	const { t } = useTranslation();
	const reasons: Record<string, string> = t("admin.channels.pairing.reason", { returnObjects: true });
	if (link?.state === "pairing" && link.code) {
		return (
			<>
				<p>{t("admin.channels.pairing.code")}</p>
				<output className={styles.code}>{`${link.code.slice(0, 4)}-${link.code.slice(4)}`}</output>
			</>
		);
	}
	if (link?.state === "pairing" && link.qr) {
		return (
			<>
				<p>{t("admin.channels.pairing.scan")}</p>
				{/* Telephones read dark on light only, whatever the theme. */}
				<span className={styles.qr}>
					<QRCodeSVG value={link.qr} size={232} title={t("admin.channels.pairing.qr")} />
				</span>
			</>
		);
	}
	if (link?.state === "open") {
		return (
			<p className={styles.line}>
				<IconCircleCheck size={20} aria-hidden />
				{t("admin.channels.pairing.open")}
			</p>
		);
	}
	if (link?.state === "stopped") {
		return (
			<p className={styles.line}>
				<IconAlertTriangle size={20} aria-hidden />
				{reasons[link.reason ?? ""] ?? t("admin.channels.pairing.stopped")}
			</p>
		);
	}
	return (
		<p className={styles.line}>
			<Loader size={18} aria-hidden />
			{t("admin.channels.pairing.connecting")}
		</p>
	);
}
