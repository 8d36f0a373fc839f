import { Button, Skeleton } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty, FailureState } from "../shell/states.tsx";
import styles from "./admin.module.css";

export interface Column<Row> {
	key: string;
	title: string;
	cell: (row: Row) => ReactNode;
	/** CSS width; the rest is shared. */
	width?: string;
}

/** A plain table with its skeleton, its empty state and its error; on a phone each row becomes a card. */
export function DataTable<Row extends { id: string }>(props: {
	label: string;
	columns: readonly Column<Row>[];
	rows: readonly Row[] | undefined;
	failed: { title: string; error: unknown; retry: () => void } | null;
	empty: { icon: Icon; title: string; help: string };
	more?: { load: () => void; loading: boolean } | null;
}) {
	const { t } = useTranslation();
	const { columns, rows } = props;
	if (!rows && props.failed) return <FailureState {...props.failed} />;
	if (rows?.length === 0) return <Empty {...props.empty} />;
	return (
		<>
			<table className={styles.table} aria-label={props.label} aria-busy={!rows}>
				<thead>
					<tr>
						{columns.map((column) => (
							<th key={column.key} scope="col" style={{ width: column.width }}>
								{column.title}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows
						? rows.map((row) => (
								<tr key={row.id}>
									{columns.map((column) => (
										<td key={column.key} data-title={column.title}>
											{column.cell(row)}
										</td>
									))}
								</tr>
							))
						: ghosts.map((ghost) => (
								<tr key={ghost}>
									{columns.map((column) => (
										<td key={column.key} data-title={column.title}>
											<Skeleton height={12} width={`${40 + ((ghost * 7) % 40)}%`} />
										</td>
									))}
								</tr>
							))}
				</tbody>
			</table>
			{props.more && (
				<div className={styles.more}>
					<Button variant="default" loading={props.more.loading} onClick={props.more.load}>
						{t("admin.loadMore")}
					</Button>
				</div>
			)}
		</>
	);
}

const ghosts = [1, 2, 3, 4, 5, 6];
