import { Select } from "@mantine/core";
import { IconClipboardList } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";
import { may, useMe } from "../connection/session.ts";
import { useLanguage } from "../shell/language.ts";
import { dateTime, exactTime } from "../shell/time.ts";
import styles from "./admin.module.css";
import { Page } from "./page.tsx";
import { staffQuery } from "./staff.ts";
import { type Column, DataTable } from "./table.tsx";

const Event = z.object({
	id: z.string(),
	type: z.string(),
	at: z.string(),
	actor: z.object({ kind: z.string(), id: z.nullable(z.string()) }),
	subject: z.nullable(z.object({ kind: z.string(), id: z.string() })),
	conversation: z.nullable(z.string()),
	data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
type Event = z.output<typeof Event>;
const Events = z.object({ events: z.array(Event), before: z.nullable(z.string()) });

/** Who did what and when; ids and codes only, never what was said (P1, C4). */
export function AuditPage() {
	const { t } = useTranslation();
	const language = useLanguage();
	const me = useMe();
	const [type, setType] = useState<string | null>(null);
	const staff = useQuery({ ...staffQuery, enabled: may(me, "staff.read") });
	const names = new Map((staff.data ?? []).map((each) => [each.id, each.name]));
	const types: Record<string, string> = t("admin.audit.types", { returnObjects: true });
	const actors: Record<string, string> = t("admin.audit.actor", { returnObjects: true });
	const events = useInfiniteQuery({
		queryKey: ["audit", type],
		queryFn: ({ pageParam, signal }) => {
			const query = new URLSearchParams();
			if (type !== null) query.set("type", type);
			if (pageParam !== "") query.set("before", pageParam);
			return request(`/api/v1/audit?${query}`, Events, { signal });
		},
		initialPageParam: "",
		getNextPageParam: (last) => last.before,
		staleTime: 0,
	});

	const columns: Column<Event>[] = [
		{
			key: "at",
			title: t("admin.audit.when"),
			width: "180px",
			cell: (row) => (
				<time dateTime={row.at} title={exactTime(row.at, language)}>
					{dateTime(row.at, language)}
				</time>
			),
		},
		{ key: "type", title: t("admin.audit.what"), cell: (row) => types[row.type] ?? row.type },
		{
			key: "actor",
			title: t("admin.audit.who"),
			width: "180px",
			cell: (row) => names.get(row.actor.id ?? "") ?? actors[row.actor.kind] ?? row.actor.kind,
		},
		{
			key: "subject",
			title: t("admin.audit.about"),
			cell: (row) => (row.subject ? (names.get(row.subject.id) ?? row.subject.id) : (row.conversation ?? "—")),
		},
		{ key: "data", title: t("admin.audit.more"), cell: (row) => <Details data={row.data} names={names} /> },
	];

	return (
		<Page
			title={t("admin.audit.title")}
			lead={t("admin.audit.lead")}
			action={
				<Select
					label={t("admin.audit.type")}
					data={[
						{ value: "", label: t("admin.audit.everything") },
						...Object.entries(types).map(([value, label]) => ({ value, label })),
					]}
					value={type ?? ""}
					onChange={(value) => setType(value === null || value === "" ? null : value)}
					allowDeselect={false}
					searchable
					maxDropdownHeight={320}
					w={340}
				/>
			}
		>
			<DataTable
				label={t("admin.audit.title")}
				columns={columns}
				rows={events.data?.pages.flatMap((page) => page.events)}
				failed={
					events.isError
						? { title: t("admin.audit.failed"), error: events.error, retry: () => void events.refetch() }
						: null
				}
				empty={{ icon: IconClipboardList, title: t("admin.audit.empty"), help: t("admin.audit.emptyHelp") }}
				more={
					events.hasNextPage ? { load: () => void events.fetchNextPage(), loading: events.isFetchingNextPage } : null
				}
			/>
		</Page>
	);
}

function Details(props: { data: Event["data"]; names: ReadonlyMap<string, string> }) {
	const entries = Object.entries(props.data).filter(([, value]) => value !== null);
	if (entries.length === 0) return <span className={styles.quiet}>—</span>;
	return (
		<span className={styles.details}>
			{entries.map(([name, value]) => (
				<span key={name}>
					<b>{name}</b> {props.names.get(String(value)) ?? String(value)}
				</span>
			))}
		</span>
	);
}
