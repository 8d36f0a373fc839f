import { Button, Loader, Modal } from "@mantine/core";
import { IconMailOpened, IconPhoto } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";
import { FailureState } from "../shell/states.tsx";
import { Text } from "./parts.tsx";
import styles from "./whole-mail.module.css";

const Mail = z.object({
	subject: z.string(),
	from: z.object({ address: z.string(), name: z.string() }),
	text: z.string(),
	page: z.boolean(),
	blockedImages: z.number(),
});

/** Opens the mail that a message came as: what its sender wrote is only a part of it. */
export function WholeMail(props: { message: string }) {
	const { t } = useTranslation();
	const [opened, setOpened] = useState(false);
	return (
		<>
			<Button
				className={styles.open}
				variant="subtle"
				size="compact-xs"
				leftSection={<IconMailOpened size={16} stroke={1.6} aria-hidden />}
				onClick={() => setOpened(true)}
			>
				{t("conversation.mail.open")}
			</Button>
			<Modal
				opened={opened}
				onClose={() => setOpened(false)}
				title={t("conversation.mail.title")}
				size="xl"
				closeButtonProps={{ "aria-label": t("shell.close") }}
			>
				{opened && <Reading message={props.message} />}
			</Modal>
		</>
	);
}

function Reading({ message }: { message: string }) {
	const { t } = useTranslation();
	const [images, setImages] = useState<"blocked" | "shown">("blocked");
	const address = `/api/v1/messages/${encodeURIComponent(message)}/mail`;
	const mail = useQuery({
		queryKey: ["mail", message],
		queryFn: ({ signal }) => request(address, Mail, { signal }),
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (mail.error) {
		return <FailureState title={t("conversation.mail.failed")} error={mail.error} retry={() => void mail.refetch()} />;
	}
	if (!mail.data) return <Loader size="sm" role="status" aria-label={t("shell.loading")} />;
	const { subject, from, text, page, blockedImages } = mail.data;
	return (
		<>
			<dl className={styles.head}>
				<dt>{t("conversation.mail.from")}</dt>
				<dd>{from.name === "" ? from.address : `${from.name} <${from.address}>`}</dd>
				<dt>{t("conversation.mail.subject")}</dt>
				<dd>{subject === "" ? t("conversation.mail.noSubject") : subject}</dd>
			</dl>
			{blockedImages > 0 && images === "blocked" && (
				<p className={styles.blocked}>
					<span>{t("conversation.mail.blocked", { count: blockedImages })}</span>
					<Button
						variant="default"
						size="compact-sm"
						leftSection={<IconPhoto size={16} stroke={1.6} aria-hidden />}
						onClick={() => setImages("shown")}
					>
						{t("conversation.mail.showImages")}
					</Button>
				</p>
			)}
			{page ? (
				<iframe
					className={styles.page}
					title={t("conversation.mail.page")}
					sandbox="allow-popups allow-popups-to-escape-sandbox"
					referrerPolicy="no-referrer"
					src={`${address}/page?images=${images}`}
				/>
			) : (
				<Text text={text} />
			)}
		</>
	);
}
