import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAddressBook, IconSearch, IconUserPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import admin from "../admin/admin.module.css";
import { Page } from "../admin/page.tsx";
import { type Column, DataTable } from "../admin/table.tsx";
import { may, useMe } from "../connection/session.ts";
import { useLanguage } from "../shell/language.ts";
import { dateTime } from "../shell/time.ts";
import { PersonForm } from "./form.tsx";
import styles from "./people.module.css";
import { peopleKey, type Row, searchPeople } from "./people.ts";

const typingMs = 250;

/** Everybody on file, by what is searched; else the newest (B11). */
export function PeoplePage() {
	const { t } = useTranslation();
	const language = useLanguage();
	const navigate = useNavigate();
	const edits = may(useMe(), "citizens.edit");
	const [params, setParams] = useSearchParams();
	const text = params.get("text") ?? "";
	const [asked] = useDebouncedValue(text.trim(), typingMs);
	const [adding, setAdding] = useState(false);
	const people = useInfiniteQuery({
		queryKey: [...peopleKey, "list", asked],
		queryFn: ({ pageParam, signal }) => searchPeople(asked, pageParam, signal),
		initialPageParam: 0,
		getNextPageParam: (last, pages) => (last.more ? pages.length : null),
		staleTime: 0,
	});
	const rows = people.data?.pages.flatMap((page) => page.citizens);
	// Somebody whose record changed between two pages may be on both.
	const once = rows && [...new Map(rows.map((row) => [row.id, row])).values()];

	const columns: Column<Row>[] = [
		{
			key: "name",
			title: t("people.name"),
			width: "34%",
			cell: (row) => (
				<Link className={styles.link} to={`/people/${encodeURIComponent(row.id)}`}>
					{row.name}
				</Link>
			),
		},
		{
			key: "documents",
			title: t("people.documents"),
			cell: (row) =>
				row.documents.map(({ type, number }) => `${type.toUpperCase()} ${number}`).join(", ") || (
					<span className={admin.quiet}>{t("people.noDocuments")}</span>
				),
		},
		{
			key: "contacts",
			title: t("people.contacts"),
			cell: (row) =>
				row.contacts.map(({ address }) => address).join(", ") || (
					<span className={admin.quiet}>{t("people.noContacts")}</span>
				),
		},
		{
			key: "changed",
			title: t("people.changed"),
			width: "150px",
			cell: (row) => <time dateTime={row.updatedAt}>{dateTime(row.updatedAt, language)}</time>,
		},
	];

	return (
		<Page
			title={t("people.title")}
			lead={t("people.lead")}
			action={
				edits && (
					<Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
						{t("people.add")}
					</Button>
				)
			}
		>
			<search className={styles.search}>
				<TextInput
					type="search"
					label={t("people.search")}
					description={t("people.searchHelp")}
					leftSection={<IconSearch size={16} aria-hidden />}
					autoComplete="off"
					maxLength={200}
					value={text}
					onChange={(event) => {
						const said = event.currentTarget.value;
						setParams(said === "" ? {} : { text: said }, { replace: true });
					}}
				/>
			</search>
			<DataTable
				label={t("people.title")}
				columns={columns}
				rows={once}
				failed={
					people.isError ? { title: t("people.failed"), error: people.error, retry: () => void people.refetch() } : null
				}
				empty={{
					icon: IconAddressBook,
					title: asked === "" ? t("people.empty") : t("people.none", { text: asked }),
					help: asked === "" ? t("people.emptyHelp") : t("people.noneHelp"),
				}}
				more={
					people.hasNextPage ? { load: () => void people.fetchNextPage(), loading: people.isFetchingNextPage } : null
				}
			/>
			{adding && (
				<PersonForm
					person={null}
					documents={[]}
					onClose={() => setAdding(false)}
					onSaved={({ id }) => navigate(`/people/${encodeURIComponent(id)}`)}
				/>
			)}
		</Page>
	);
}
