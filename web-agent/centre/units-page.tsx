import { IconSitemap } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import admin from "../admin/admin.module.css";
import { staffQuery } from "../admin/staff.ts";
import type { Column } from "../admin/table.tsx";
import { useFailureText } from "../shell/failure-text.ts";
import { useLanguage } from "../shell/language.ts";
import { showToast } from "../shell/toast.tsx";
import { ArchiveDialog } from "./archive-dialog.tsx";
import { changeUnit, type Unit, unitsQuery } from "./centre.ts";
import { CentreList } from "./centre-list.tsx";
import { UnitForm } from "./unit-form.tsx";

/** The centre's units: who answers for each, what it deals with, whose queues are whose (T13). */
export function UnitsPage() {
	const { t } = useTranslation();
	const language = useLanguage();
	const explain = useFailureText();
	const queries = useQueryClient();
	const centre = useQuery(unitsQuery);
	const staff = useQuery(staffQuery);
	const [edited, setEdited] = useState<Unit | "new" | null>(null);
	const [archiving, setArchiving] = useState<Unit | null>(null);
	const refresh = () => void queries.invalidateQueries({ queryKey: unitsQuery.queryKey });
	const restore = useMutation({
		mutationFn: ({ id, revision }: Unit) => changeUnit(id, { revision, archived: false }),
		onSuccess: ({ name }) => showToast({ tone: "done", text: t("admin.centre.restored", { name: name[language] }) }),
		onError: (error) => showToast({ tone: "late", text: explain(error) }),
		onSettled: refresh,
	});

	const headOf = ({ head }: Unit) => staff.data?.find(({ id }) => id === head)?.name ?? "";
	const queuesOf = ({ id }: Unit) =>
		(centre.data?.queues ?? []).flatMap((queue) => (queue.unit === id ? [queue.name[language]] : [])).join(", ");
	const areasOf = ({ areas }: Unit) => areas.map((area) => area[language]).join(", ");
	const columns: Column<Unit>[] = [
		{
			key: "name",
			title: t("admin.units.name"),
			cell: (row) => (
				<span className={admin.named}>
					<b>{row.name[language]}</b>
					<small>{areasOf(row)}</small>
				</span>
			),
		},
		{
			key: "head",
			title: t("admin.units.head"),
			width: "150px",
			cell: (row) => headOf(row) || t("admin.units.nobody"),
		},
		{
			key: "parent",
			title: t("admin.units.parent"),
			width: "170px",
			cell: (row) =>
				centre.data?.units.find(({ id }) => id === row.parent)?.name[language] ?? t("admin.units.noParent"),
		},
		{ key: "queues", title: t("admin.units.queues"), cell: (row) => queuesOf(row) || t("admin.units.noQueues") },
	];

	return (
		<>
			<CentreList
				title={t("admin.units.title")}
				lead={t("admin.units.lead")}
				add={t("admin.units.add")}
				rows={centre.data?.units}
				columns={columns}
				failed={
					centre.isError
						? { title: t("admin.units.failed"), error: centre.error, retry: () => void centre.refetch() }
						: null
				}
				empty={{ icon: IconSitemap, title: t("admin.units.empty"), help: t("admin.units.emptyHelp") }}
				nameOf={({ name }) => name[language]}
				wordsOf={(row) => `${areasOf(row)} ${headOf(row)} ${queuesOf(row)}`}
				onAdd={() => setEdited("new")}
				onEdit={setEdited}
				onArchive={setArchiving}
				onRestore={restore.mutate}
			/>
			{edited !== null && (
				<UnitForm
					key={edited === "new" ? "new" : `${edited.id} ${edited.revision}`}
					unit={edited === "new" ? null : edited}
					onTheirs={setEdited}
					onClose={() => setEdited(null)}
				/>
			)}
			{archiving !== null && (
				<ArchiveDialog
					name={archiving.name[language]}
					help={t("admin.units.archiveHelp")}
					archive={() => changeUnit(archiving.id, { revision: archiving.revision, archived: true })}
					onDone={refresh}
					onClose={() => setArchiving(null)}
				/>
			)}
		</>
	);
}
