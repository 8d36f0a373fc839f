import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { staffQuery } from "../admin/staff.ts";
import dialogs from "../shell/dialogs.module.css";
import { useLanguage } from "../shell/language.ts";
import { showToast } from "../shell/toast.tsx";
import styles from "./centre.module.css";
import { addUnit, changeUnit, type Names, type Unit, unitsQuery } from "./centre.ts";
import { EditDialog } from "./edit-dialog.tsx";
import { refusedField, useEdit } from "./use-edit.ts";

const languages = ["es", "en"] as const;

/** Sets a unit up, or changes it: names, head, areas, the unit above it and its queues. */
export function UnitForm(props: { unit: Unit | null; onTheirs: (theirs: Unit) => void; onClose: () => void }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const queries = useQueryClient();
	const { unit, onTheirs, onClose } = props;
	const staff = useQuery(staffQuery);
	const { units = [], queues = [] } = useQuery(unitsQuery).data ?? {};
	const [name, setName] = useState(unit?.name ?? { es: "", en: "" });
	const [head, setHead] = useState(unit?.head ?? "");
	const [parent, setParent] = useState(unit?.parent ?? "");
	const [areas, setAreas] = useState(() => (unit?.areas ?? []).map((area) => ({ ...area, key: crypto.randomUUID() })));
	const [held, setHeld] = useState(() =>
		queues.flatMap(({ id, unit: holder }) => (unit && holder === unit.id ? [id] : [])),
	);
	const [checked, setChecked] = useState(false);

	const { save, theirs } = useEdit<Unit>({
		row: unit,
		send: (revision) => {
			const fields = {
				name,
				head: head || null,
				parent: parent || null,
				areas: areas.map(({ es, en }) => ({ es, en })),
				queues: held,
			};
			return unit === null ? addUnit(fields) : changeUnit(unit.id, { ...fields, revision });
		},
		again: async () => (await queries.fetchQuery({ ...unitsQuery, staleTime: 0 })).units,
		onSaved: (saved) => {
			void queries.invalidateQueries({ queryKey: unitsQuery.queryKey });
			onClose();
			showToast({ tone: "done", text: t("admin.centre.saved", { name: saved.name[language] }) });
		},
	});

	const nameOf = (id: string) => units.find((each) => each.id === id)?.name[language] ?? id;
	const above = units.filter((each) => each.archivedAt === null && !isWithin(units, each, unit?.id));
	const heads = (staff.data ?? []).filter((each) => each.disabledAt === null || each.id === head);
	const wrong = (field: string) => (refusedField(save.error) === field ? t("admin.centre.fieldWrong") : null);
	const missing = (value: string) => checked && value.trim() === "" && t("admin.centre.needed");

	function submit() {
		setChecked(true);
		if ([name, ...areas].some(({ es, en }) => es.trim() === "" || en.trim() === "")) return;
		save.mutate();
	}

	const setArea = (key: string, change: Partial<Names>) =>
		setAreas(areas.map((area) => (area.key === key ? { ...area, ...change } : area)));

	return (
		<EditDialog
			title={t(unit === null ? "admin.units.add" : "admin.units.editTitle")}
			submit={t("admin.centre.save")}
			saving={save.isPending}
			error={save.error}
			onTheirs={theirs && (() => onTheirs(theirs))}
			onSubmit={submit}
			onClose={onClose}
		>
			{languages.map((each) => (
				<TextInput
					key={each}
					label={t(`admin.units.nameIn.${each}`)}
					autoComplete="off"
					maxLength={120}
					value={name[each]}
					onChange={({ currentTarget }) => setName({ ...name, [each]: currentTarget.value })}
					error={missing(name[each]) || wrong(`name.${each}`)}
					data-autofocus={each === "es" || undefined}
				/>
			))}
			<NativeSelect
				label={t("admin.units.head")}
				data={[
					{ value: "", label: t("admin.units.nobody") },
					...heads.map((each) => ({ value: each.id, label: each.name })),
				]}
				value={head}
				onChange={(event) => setHead(event.currentTarget.value)}
				error={wrong("head")}
			/>
			<NativeSelect
				label={t("admin.units.parent")}
				data={[
					{ value: "", label: t("admin.units.noParent") },
					...above.map((each) => ({ value: each.id, label: each.name[language] })),
				]}
				value={parent}
				onChange={(event) => setParent(event.currentTarget.value)}
				error={wrong("parent")}
			/>
			<Checkbox.Group
				label={t("admin.units.queues")}
				description={t("admin.units.queuesHelp")}
				value={held}
				onChange={setHeld}
				error={wrong("queues")}
			>
				<div className={dialogs.options}>
					{queues.map((queue) => (
						<Checkbox
							key={queue.id}
							value={queue.id}
							label={queue.name[language]}
							description={
								queue.unit !== null &&
								queue.unit !== unit?.id &&
								t("admin.units.queueNow", { unit: nameOf(queue.unit) })
							}
						/>
					))}
				</div>
			</Checkbox.Group>
			<fieldset className={styles.group}>
				<legend>{t("admin.units.areas")}</legend>
				{areas.map((area, index) => (
					<div key={area.key} className={styles.fields}>
						{languages.map((each) => (
							<TextInput
								key={each}
								label={t(`admin.units.areaIn.${each}`, { number: index + 1 })}
								autoComplete="off"
								maxLength={120}
								value={area[each]}
								onChange={({ currentTarget }) => setArea(area.key, { [each]: currentTarget.value })}
								error={missing(area[each]) || wrong(`areas.${index}.${each}`)}
							/>
						))}
						<ActionIcon
							className={styles.remove}
							aria-label={t("admin.units.removeArea", { name: area[language] || String(index + 1) })}
							onClick={() => setAreas(areas.filter(({ key }) => key !== area.key))}
						>
							<IconTrash size={18} stroke={1.6} aria-hidden />
						</ActionIcon>
					</div>
				))}
				<div>
					<Button
						variant="default"
						leftSection={<IconPlus size={16} aria-hidden />}
						onClick={() => setAreas([...areas, { key: crypto.randomUUID(), es: "", en: "" }])}
					>
						{t("admin.units.addArea")}
					</Button>
				</div>
			</fieldset>
		</EditDialog>
	);
}

/** Whether a unit is the one named or stands below it. */
function isWithin(units: readonly Unit[], unit: Unit, root: string | undefined): boolean {
	for (let at: Unit | undefined = unit; at; at = units.find(({ id }) => id === at?.parent)) {
		if (at.id === root) return true;
	}
	return false;
}
