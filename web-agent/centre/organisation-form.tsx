import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showToast } from "../shell/toast.tsx";
import {
	addOrganisation,
	type Contact,
	changeOrganisation,
	type Hours,
	type Intervals,
	type Organisation,
	organisationsQuery,
	organisationTypes,
	type Weekday,
	weekdays,
} from "./centre.ts";
import { type ContactDraft, ContactsField } from "./contacts-field.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { readHours, writeHours } from "./hours.ts";
import { type HoursDraft, HoursField } from "./hours-field.tsx";
import { refusedField, useEdit } from "./use-edit.ts";

/** Puts an organisation on file, or changes it. */
export function OrganisationForm(props: {
	organisation: Organisation | null;
	onTheirs: (theirs: Organisation) => void;
	onClose: () => void;
}) {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const { organisation, onTheirs, onClose } = props;
	const [name, setName] = useState(organisation?.name ?? "");
	const [type, setType] = useState(organisation?.type ?? "public-institution");
	const [hours, setHours] = useState(() => draftOf(organisation?.hours));
	const [contacts, setContacts] = useState<ContactDraft[]>(() =>
		(organisation?.contacts ?? []).map((contact) => ({ ...contact, key: crypto.randomUUID() })),
	);
	const [notes, setNotes] = useState(organisation?.notes ?? "");
	const [checked, setChecked] = useState(false);

	const given = hoursOf(hours);
	const { save, theirs } = useEdit<Organisation>({
		row: organisation,
		send: (revision) => {
			const fields = {
				name: name.trim(),
				type,
				hours: given ?? { kind: "12x5" },
				contacts: contacts.map(({ key: _, ...contact }) => contact),
				notes,
			};
			return organisation === null
				? addOrganisation(fields)
				: changeOrganisation(organisation.id, { ...fields, revision });
		},
		again: () => queries.fetchQuery({ ...organisationsQuery, staleTime: 0 }),
		onSaved: (saved) => {
			void queries.invalidateQueries({ queryKey: organisationsQuery.queryKey });
			onClose();
			showToast({ tone: "done", text: t("admin.centre.saved", { name: saved.name }) });
		},
	});

	const wrong = (field: string) => (refusedField(save.error) === field ? t("admin.centre.fieldWrong") : null);
	const missing = (value: string) => checked && value.trim() === "" && t("admin.centre.needed");
	const errorAt = (index: number, field: keyof Contact) => {
		const value = contacts[index]?.[field] ?? "";
		return (field === "name" && missing(value)) || wrong(`contacts.${index}.${field}`);
	};

	function submit() {
		setChecked(true);
		if (name.trim() === "" || given === null || contacts.some((contact) => contact.name.trim() === "")) return;
		save.mutate();
	}

	return (
		<EditDialog
			title={t(organisation === null ? "admin.organisations.add" : "admin.organisations.editTitle")}
			submit={t("admin.centre.save")}
			saving={save.isPending}
			error={save.error}
			onTheirs={theirs && (() => onTheirs(theirs))}
			onSubmit={submit}
			onClose={onClose}
		>
			<TextInput
				label={t("admin.organisations.name")}
				autoComplete="off"
				maxLength={120}
				value={name}
				onChange={(event) => setName(event.currentTarget.value)}
				error={missing(name) || wrong("name")}
				data-autofocus
			/>
			<NativeSelect
				label={t("admin.organisations.type")}
				data={organisationTypes.map((each) => ({ value: each, label: t(`admin.organisations.types.${each}`) }))}
				value={type}
				onChange={({ currentTarget }) =>
					setType(organisationTypes.find((each) => each === currentTarget.value) ?? "other")
				}
			/>
			<HoursField value={hours} checked={checked} onChange={setHours} />
			<ContactsField value={contacts} errorAt={errorAt} onChange={setContacts} />
			<Textarea
				label={t("admin.organisations.notes")}
				maxLength={4_000}
				autosize
				minRows={2}
				maxRows={8}
				value={notes}
				onChange={(event) => setNotes(event.currentTarget.value)}
				error={wrong("notes")}
			/>
		</EditDialog>
	);
}

function draftOf(hours: Hours | undefined): HoursDraft {
	const day = (name: Weekday) => writeHours(hours?.kind === "own" ? hours.weekly[name] : undefined);
	return {
		kind: hours?.kind ?? "12x5",
		days: {
			monday: day("monday"),
			tuesday: day("tuesday"),
			wednesday: day("wednesday"),
			thursday: day("thursday"),
			friday: day("friday"),
			saturday: day("saturday"),
			sunday: day("sunday"),
		},
	};
}

/** Null while a day cannot be read. */
function hoursOf({ kind, days }: HoursDraft): Hours | null {
	if (kind !== "own") return { kind };
	const read = weekdays.map((day) => readHours(days[day]));
	const weekly: Intervals[] = read.filter((intervals) => intervals !== null);
	if (weekly.length < weekdays.length) return null;
	const [monday = [], tuesday = [], wednesday = [], thursday = [], friday = [], saturday = [], sunday = []] = weekly;
	return { kind, weekly: { monday, tuesday, wednesday, thursday, friday, saturday, sunday } };
}
