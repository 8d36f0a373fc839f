import { Alert } from "@mantine/core";
import { IconFlask, IconMailOff } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";
import { useLanguage } from "../shell/language.ts";
import { dateTime, exactTime } from "../shell/time.ts";
import styles from "./admin.module.css";
import { Page } from "./page.tsx";
import { type Column, DataTable } from "./table.tsx";

const Mail = z.object({ id: z.string(), at: z.string(), to: z.string(), subject: z.string(), text: z.string() });
type Mail = z.output<typeof Mail>;
const MailPage = z.object({ kept: z.boolean(), mails: z.array(Mail), before: z.nullable(z.string()) });

/** What the hub would have sent by mail, where there is no mail server: a demonstration. */
export function MailsPage() {
	const { t } = useTranslation();
	const language = useLanguage();
	const mails = useInfiniteQuery({
		queryKey: ["mails"],
		queryFn: ({ pageParam, signal }) =>
			request(`/api/v1/mails${pageParam === "" ? "" : `?before=${encodeURIComponent(pageParam)}`}`, MailPage, {
				signal,
			}),
		initialPageParam: "",
		getNextPageParam: (last) => last.before,
		staleTime: 0,
		refetchInterval: 5_000,
	});
	const kept = mails.data?.pages[0]?.kept ?? true;
	const columns: Column<Mail>[] = [
		{
			key: "at",
			title: t("admin.mails.when"),
			width: "160px",
			cell: (row) => (
				<time dateTime={row.at} title={exactTime(row.at, language)}>
					{dateTime(row.at, language)}
				</time>
			),
		},
		{ key: "to", title: t("admin.mails.to"), width: "220px", cell: (row) => row.to },
		{
			key: "text",
			title: t("admin.mails.mail"),
			cell: (row) => (
				<details>
					<summary>{row.subject}</summary>
					<p className={styles.mail}>{row.text}</p>
				</details>
			),
		},
	];
	return (
		<Page title={t("admin.mails.title")} lead={t("admin.mails.lead")}>
			<Alert className={styles.notice} icon={<IconFlask size={18} aria-hidden />} color="yellow" variant="light">
				{t(kept ? "admin.mails.demo" : "admin.mails.off")}
			</Alert>
			<DataTable
				label={t("admin.mails.title")}
				columns={columns}
				rows={mails.data?.pages.flatMap((page) => page.mails)}
				failed={
					mails.isError
						? { title: t("admin.mails.failed"), error: mails.error, retry: () => void mails.refetch() }
						: null
				}
				empty={{ icon: IconMailOff, title: t("admin.mails.empty"), help: t("admin.mails.emptyHelp") }}
				more={mails.hasNextPage ? { load: () => void mails.fetchNextPage(), loading: mails.isFetchingNextPage } : null}
			/>
		</Page>
	);
}
