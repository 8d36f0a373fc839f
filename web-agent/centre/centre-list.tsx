import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import {
	type Icon,
	IconArchive,
	IconArchiveOff,
	IconCircleCheck,
	IconCircleOff,
	IconPencil,
	IconPlus,
	IconSearch,
} from "@tabler/icons-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import admin from "../admin/admin.module.css";
import { Page } from "../admin/page.tsx";
import { type Column, DataTable } from "../admin/table.tsx";
import { may, useMe } from "../connection/session.ts";
import { plain } from "../shell/plain.ts";
import styles from "./centre.module.css";

/** A page of what the centre keeps on file: searched, edited and archived by who may. */
export function CentreList<Row extends { id: string; archivedAt: string | null }>(props: {
	title: string;
	lead: string;
	add: string;
	rows: readonly Row[] | undefined;
	columns: readonly Column<Row>[];
	failed: { title: string; error: unknown; retry: () => void } | null;
	empty: { icon: Icon; title: string; help: string };
	nameOf: (row: Row) => string;
	/** What is searched in. */
	wordsOf: (row: Row) => string;
	onAdd: () => void;
	onEdit: (row: Row) => void;
	onArchive: (row: Row) => void;
	onRestore: (row: Row) => void;
}) {
	const { t } = useTranslation();
	const manages = may(useMe(), "units.manage");
	const [search, setSearch] = useState("");
	const [archived, setArchived] = useState(false);
	const wanted = useDeferredValue(plain(search.trim()));
	const { rows, nameOf, wordsOf } = props;
	const shown = rows?.filter(
		(row) => (archived || row.archivedAt === null) && plain(`${nameOf(row)} ${wordsOf(row)}`).includes(wanted),
	);
	const actions = (row: Row) => {
		const name = nameOf(row);
		if (row.archivedAt !== null) {
			return (
				<ActionIcon aria-label={t("admin.centre.restore", { name })} onClick={() => props.onRestore(row)}>
					<IconArchiveOff size={18} stroke={1.6} aria-hidden />
				</ActionIcon>
			);
		}
		return (
			<span className={admin.actions}>
				<ActionIcon aria-label={t("admin.centre.edit", { name })} onClick={() => props.onEdit(row)}>
					<IconPencil size={18} stroke={1.6} aria-hidden />
				</ActionIcon>
				<ActionIcon aria-label={t("admin.centre.archive", { name })} onClick={() => props.onArchive(row)}>
					<IconArchive size={18} stroke={1.6} aria-hidden />
				</ActionIcon>
			</span>
		);
	};
	const columns: Column<Row>[] = [
		...props.columns,
		{
			key: "state",
			title: t("admin.centre.state"),
			width: "130px",
			cell: ({ archivedAt }) => (
				<span className={admin.state} data-on={archivedAt === null}>
					{archivedAt === null ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleOff size={16} aria-hidden />}
					{archivedAt === null ? t("admin.centre.active") : t("admin.centre.archived")}
				</span>
			),
		},
		...(manages ? [{ key: "actions", title: t("admin.centre.actions"), width: "110px", cell: actions }] : []),
	];
	const searched = rows !== undefined && rows.length > 0;

	return (
		<Page
			title={props.title}
			lead={props.lead}
			action={
				manages && (
					<Button leftSection={<IconPlus size={16} aria-hidden />} onClick={props.onAdd}>
						{props.add}
					</Button>
				)
			}
		>
			<div className={styles.bar}>
				<TextInput
					className={styles.search}
					aria-label={t("admin.centre.search")}
					placeholder={t("admin.centre.search")}
					leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
					value={search}
					onChange={(event) => setSearch(event.currentTarget.value)}
				/>
				<Switch
					label={t("admin.centre.showArchived")}
					checked={archived}
					onChange={(event) => setArchived(event.currentTarget.checked)}
				/>
			</div>
			<DataTable
				label={props.title}
				columns={columns}
				rows={shown}
				failed={props.failed}
				empty={
					searched
						? { icon: IconSearch, title: t("admin.centre.nothing"), help: t("admin.centre.nothingHelp") }
						: props.empty
				}
			/>
		</Page>
	);
}
