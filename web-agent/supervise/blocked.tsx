import { Button } from "@mantine/core";
import { IconLockOpen, IconMoodCheck } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import admin from "../admin/admin.module.css";
import { Page } from "../admin/page.tsx";
import { type Column, DataTable } from "../admin/table.tsx";
import { request } from "../connection/http.ts";
import { nameOf } from "../inbox/name.ts";
import { useFailureText } from "../shell/failure-text.ts";
import { useLanguage } from "../shell/language.ts";
import { dateTime, exactTime } from "../shell/time.ts";
import { showToast } from "../shell/toast.tsx";

const Blocked = z.object({
	id: z.string(),
	channel: z.string(),
	name: z.nullable(z.string()),
	address: z.string(),
	reason: z.string(),
	comment: z.string(),
	by: z.object({ id: z.string(), name: z.string() }),
	at: z.string(),
	until: z.nullable(z.string()),
	withheld: z.number(),
});
type Blocked = z.output<typeof Blocked>;
const Blocks = z.object({ blocks: z.array(Blocked), before: z.nullable(z.string()) });

const key = ["blocks"] as const;

/** Who is blocked, why, by whom and until when; lifted here, and put back when that was a slip (C7). */
export function BlockedPage() {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const channels: Record<string, string> = t("channel", { returnObjects: true });
	const reasons: Record<string, string> = t("blockReason", { returnObjects: true });
	const blocks = useInfiniteQuery({
		queryKey: key,
		queryFn: ({ pageParam, signal }) =>
			request(`/api/v1/blocks${pageParam === "" ? "" : `?before=${encodeURIComponent(pageParam)}`}`, Blocks, {
				signal,
			}),
		initialPageParam: "",
		getNextPageParam: (last) => last.before,
		staleTime: 0,
	});
	const lift = useMutation({
		mutationFn: ({ row, lifted }: { row: Blocked; lifted: boolean }) =>
			request(`/api/v1/blocks/${encodeURIComponent(row.id)}`, z.unknown(), { method: "PATCH", body: { lifted } }),
		onSuccess: (_, { row, lifted }) => {
			void queries.invalidateQueries({ queryKey: key });
			const name = nameOf(row, t);
			const undo = { label: t("action.done.undo"), run: () => lift.mutate({ row, lifted: false }) };
			showToast({
				tone: "done",
				text: t(lifted ? "blocked.lifted" : "blocked.again", { name }),
				...(lifted && { action: undo }),
			});
		},
		onError: (error) => {
			void queries.invalidateQueries({ queryKey: key });
			showToast({ tone: "late", text: explain(error) });
		},
	});

	const columns: Column<Blocked>[] = [
		{
			key: "who",
			title: t("blocked.who"),
			cell: (row) => (
				<span className={admin.named}>
					<b>{nameOf(row, t)}</b>
					<small>{channels[row.channel] ?? row.channel}</small>
				</span>
			),
		},
		{
			key: "why",
			title: t("blocked.why"),
			cell: (row) => (
				<span className={admin.named}>
					{reasons[row.reason] ?? row.reason}
					{row.comment !== "" && <small>{row.comment}</small>}
				</span>
			),
		},
		{
			key: "by",
			title: t("blocked.by"),
			width: "160px",
			cell: (row) => (
				<span className={admin.named}>
					{row.by.name}
					<small>
						<Moment at={row.at} />
					</small>
				</span>
			),
		},
		{
			key: "until",
			title: t("blocked.until"),
			width: "160px",
			cell: (row) => (row.until === null ? t("blocked.ever") : <Moment at={row.until} />),
		},
		{ key: "withheld", title: t("blocked.withheld"), width: "110px", cell: (row) => row.withheld },
		{
			key: "lift",
			title: t("blocked.action"),
			width: "170px",
			cell: (row) => (
				<Button
					variant="default"
					leftSection={<IconLockOpen size={16} aria-hidden />}
					aria-label={t("blocked.lift", { name: nameOf(row, t) })}
					loading={lift.isPending && lift.variables.row.id === row.id}
					onClick={() => lift.mutate({ row, lifted: true })}
				>
					{t("action.unblock")}
				</Button>
			),
		},
	];
	return (
		<Page title={t("blocked.title")} lead={t("blocked.lead")}>
			<DataTable
				label={t("blocked.title")}
				columns={columns}
				rows={blocks.data?.pages.flatMap((page) => page.blocks)}
				failed={
					blocks.isError
						? { title: t("blocked.failed"), error: blocks.error, retry: () => void blocks.refetch() }
						: null
				}
				empty={{ icon: IconMoodCheck, title: t("blocked.empty"), help: t("blocked.emptyHelp") }}
				more={
					blocks.hasNextPage ? { load: () => void blocks.fetchNextPage(), loading: blocks.isFetchingNextPage } : null
				}
			/>
		</Page>
	);
}

function Moment({ at }: { at: string }) {
	const language = useLanguage();
	return (
		<time dateTime={at} title={exactTime(at, language)}>
			{dateTime(at, language)}
		</time>
	);
}
