import { IconBuildings } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import admin from "../admin/admin.module.css";
import type { Column } from "../admin/table.tsx";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { ArchiveDialog } from "./archive-dialog.tsx";
import styles from "./centre.module.css";
import { changeOrganisation, type Organisation, organisationsQuery } from "./centre.ts";
import { CentreList } from "./centre-list.tsx";
import { OrganisationForm } from "./organisation-form.tsx";

/** The organisations that the centre serves (T13). */
export function OrganisationsPage() {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const organisations = useQuery(organisationsQuery);
	const [edited, setEdited] = useState<Organisation | "new" | null>(null);
	const [archiving, setArchiving] = useState<Organisation | null>(null);
	const refresh = () => void queries.invalidateQueries({ queryKey: organisationsQuery.queryKey });
	const restore = useMutation({
		mutationFn: ({ id, revision }: Organisation) => changeOrganisation(id, { revision, archived: false }),
		onSuccess: ({ name }) => showToast({ tone: "done", text: t("admin.centre.restored", { name }) }),
		onError: (error) => showToast({ tone: "late", text: explain(error) }),
		onSettled: refresh,
	});

	const columns: Column<Organisation>[] = [
		{
			key: "name",
			title: t("admin.organisations.name"),
			cell: (row) => (
				<span className={admin.named}>
					<b>{row.name}</b>
					<small>{t(`admin.organisations.types.${row.type}`)}</small>
				</span>
			),
		},
		{
			key: "hours",
			title: t("admin.organisations.hours"),
			width: "180px",
			cell: (row) => t(`admin.organisations.hoursKind.${row.hours.kind}`),
		},
		{
			key: "contacts",
			title: t("admin.organisations.contacts"),
			cell: (row) => (
				<span>
					{row.contacts.map((contact) => (
						<span key={JSON.stringify(contact)} className={styles.lines}>
							{[contact.name, contact.role, contact.mail, contact.phone].filter(Boolean).join(" · ")}
						</span>
					))}
				</span>
			),
		},
	];

	return (
		<>
			<CentreList
				title={t("admin.organisations.title")}
				lead={t("admin.organisations.lead")}
				add={t("admin.organisations.add")}
				rows={organisations.data}
				columns={columns}
				failed={
					organisations.isError
						? {
								title: t("admin.organisations.failed"),
								error: organisations.error,
								retry: () => void organisations.refetch(),
							}
						: null
				}
				empty={{
					icon: IconBuildings,
					title: t("admin.organisations.empty"),
					help: t("admin.organisations.emptyHelp"),
				}}
				nameOf={({ name }) => name}
				wordsOf={({ contacts }) => contacts.map(({ name, mail }) => `${name} ${mail}`).join(" ")}
				onAdd={() => setEdited("new")}
				onEdit={setEdited}
				onArchive={setArchiving}
				onRestore={restore.mutate}
			/>
			{edited !== null && (
				<OrganisationForm
					key={edited === "new" ? "new" : `${edited.id} ${edited.revision}`}
					organisation={edited === "new" ? null : edited}
					onTheirs={setEdited}
					onClose={() => setEdited(null)}
				/>
			)}
			{archiving !== null && (
				<ArchiveDialog
					name={archiving.name}
					help={t("admin.organisations.archiveHelp")}
					archive={() => changeOrganisation(archiving.id, { revision: archiving.revision, archived: true })}
					onDone={refresh}
					onClose={() => setArchiving(null)}
				/>
			)}
		</>
	);
}
