import { ActionIcon, Button } from "@mantine/core";
import { IconCircleCheck, IconCircleOff, IconPencil, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, useMe } from "../connection/session.ts";
import { Avatar } from "../shell/avatar.tsx";
import styles from "./admin.module.css";
import { Page } from "./page.tsx";
import { type Staff, staffQuery } from "./staff.ts";
import { StaffForm } from "./staff-form.tsx";
import { type Column, DataTable } from "./table.tsx";

/** Who may enter and what they may do (P1). */
export function TeamPage() {
	const { t } = useTranslation();
	const manages = may(useMe(), "staff.manage");
	const staff = useQuery(staffQuery);
	const [edited, setEdited] = useState<Staff | "new" | null>(null);
	const names: Record<string, string> = t("admin.team.role", { returnObjects: true });

	const columns: Column<Staff>[] = [
		{
			key: "name",
			title: t("admin.team.name"),
			width: "36%",
			cell: (row) => (
				<span className={styles.person}>
					<Avatar name={row.name} />
					<span>
						<b>{row.name}</b>
						<small>{row.email}</small>
					</span>
				</span>
			),
		},
		{
			key: "roles",
			title: t("admin.team.roles"),
			cell: (row) => row.roles.map((role) => names[role] ?? role).join(", "),
		},
		{ key: "capacity", title: t("admin.team.capacity"), width: "120px", cell: (row) => row.capacity },
		{
			key: "state",
			title: t("admin.team.state"),
			width: "140px",
			cell: (row) => (
				<span className={styles.state} data-on={row.disabledAt === null}>
					{row.disabledAt === null ? (
						<IconCircleCheck size={16} aria-hidden />
					) : (
						<IconCircleOff size={16} aria-hidden />
					)}
					{row.disabledAt === null ? t("admin.team.active") : t("admin.team.disabled")}
				</span>
			),
		},
		...(manages
			? [
					{
						key: "edit",
						title: t("admin.team.editShort"),
						width: "80px",
						cell: (row: Staff) => (
							<ActionIcon aria-label={t("admin.team.edit", { name: row.name })} onClick={() => setEdited(row)}>
								<IconPencil size={18} stroke={1.6} aria-hidden />
							</ActionIcon>
						),
					},
				]
			: []),
	];

	return (
		<Page
			title={t("admin.team.title")}
			lead={t("admin.team.lead")}
			action={
				manages && (
					<Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
						{t("admin.team.add")}
					</Button>
				)
			}
		>
			<DataTable
				label={t("admin.team.title")}
				columns={columns}
				rows={staff.data}
				failed={
					staff.isError
						? { title: t("admin.team.failed"), error: staff.error, retry: () => void staff.refetch() }
						: null
				}
				empty={{ icon: IconUsers, title: t("admin.team.empty"), help: t("admin.team.emptyHelp") }}
			/>
			{edited !== null && <StaffForm staff={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
		</Page>
	);
}
