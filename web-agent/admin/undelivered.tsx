import { Button } from "@mantine/core";
import { IconMailCheck, IconSend2 } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";
import { deliveryText, useFailureText } from "../shell/failure-text.ts";
import { useLanguage } from "../shell/language.ts";
import { dateTime, exactTime } from "../shell/time.ts";
import { showToast } from "../shell/toast.tsx";
import { Page } from "./page.tsx";
import { type Column, DataTable } from "./table.tsx";

const Dead = z.object({
	id: z.string(),
	conversation: z.string(),
	at: z.string(),
	attempts: z.number(),
	error: z.nullable(z.string()),
});
type Dead = z.output<typeof Dead>;
const DeadPage = z.object({ messages: z.array(Dead), before: z.nullable(z.string()) });

const key = ["undelivered"] as const;

/** What no channel took, to be sent again; without the text, which is not an administrator's to read. */
export function UndeliveredPage() {
	const { t } = useTranslation();
	const language = useLanguage();
	const explain = useFailureText();
	const queries = useQueryClient();
	const dead = useInfiniteQuery({
		queryKey: key,
		queryFn: ({ pageParam, signal }) =>
			request(`/api/v1/outbox/dead${pageParam === "" ? "" : `?before=${encodeURIComponent(pageParam)}`}`, DeadPage, {
				signal,
			}),
		initialPageParam: "",
		getNextPageParam: (last) => last.before,
		staleTime: 0,
	});
	const resend = useMutation({
		mutationFn: (id: string) =>
			request(`/api/v1/outbox/dead/${encodeURIComponent(id)}/resend`, z.unknown(), { method: "POST" }),
		onSuccess: () => {
			void queries.invalidateQueries({ queryKey: key });
			showToast({ tone: "done", text: t("admin.undelivered.resent") });
		},
		onError: (error) => showToast({ tone: "late", text: explain(error) }),
	});

	const columns: Column<Dead>[] = [
		{
			key: "at",
			title: t("admin.undelivered.when"),
			width: "180px",
			cell: (row) => (
				<time dateTime={row.at} title={exactTime(row.at, language)}>
					{dateTime(row.at, language)}
				</time>
			),
		},
		{ key: "conversation", title: t("admin.undelivered.conversation"), cell: (row) => row.conversation },
		{
			key: "error",
			title: t("admin.undelivered.why"),
			width: "180px",
			cell: (row) => (row.error === null ? t("admin.undelivered.unknown") : deliveryText(t, row.error)),
		},
		{ key: "attempts", title: t("admin.undelivered.attempts"), width: "100px", cell: (row) => row.attempts },
		{
			key: "resend",
			title: t("admin.undelivered.resend"),
			width: "180px",
			cell: (row) => (
				<Button
					variant="default"
					leftSection={<IconSend2 size={16} aria-hidden />}
					loading={resend.isPending && resend.variables === row.id}
					onClick={() => resend.mutate(row.id)}
				>
					{t("admin.undelivered.resend")}
				</Button>
			),
		},
	];
	return (
		<Page title={t("admin.undelivered.title")} lead={t("admin.undelivered.lead")}>
			<DataTable
				label={t("admin.undelivered.title")}
				columns={columns}
				rows={dead.data?.pages.flatMap((page) => page.messages)}
				failed={
					dead.isError
						? { title: t("admin.undelivered.failed"), error: dead.error, retry: () => void dead.refetch() }
						: null
				}
				empty={{ icon: IconMailCheck, title: t("admin.undelivered.empty"), help: t("admin.undelivered.emptyHelp") }}
				more={dead.hasNextPage ? { load: () => void dead.fetchNextPage(), loading: dead.isFetchingNextPage } : null}
			/>
		</Page>
	);
}
