import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import admin from "../admin/admin.module.css";
import styles from "./people.module.css";
import { type ContactKind, countryLetters, type Document } from "./people.ts";

type Contact = { kind: ContactKind; address: string };
type Fault = (field: string) => string | null;

/** Documents, a line each. Null: they are not shown, and so not changed. */
export function DocumentLines(props: {
	documents: Document[] | null;
	onChange: (documents: Document[]) => void;
	fault: Fault;
}) {
	const { t } = useTranslation();
	const { documents, onChange, fault } = props;
	if (!documents) return <p className={admin.quiet}>{t("people.form.documentsHidden")}</p>;
	const set = (place: number, change: Partial<Document>) =>
		onChange(documents.map((document, at) => (at === place ? { ...document, ...change } : document)));
	const last = documents.at(-1);
	return (
		<Lines
			title={t("people.documents")}
			error={fault("documents")}
			add={t("people.form.addDocument")}
			onAdd={() => onChange([...documents, { country: last?.country ?? "SV", type: "", number: "" }])}
			remove={(number) => t("people.form.removeDocument", { number })}
			onRemove={(place) => onChange(documents.filter((_, at) => at !== place))}
		>
			{documents.map(({ country, type, number }, place) => [
				<TextInput
					key="country"
					className={styles.short}
					label={t("people.form.country")}
					maxLength={countryLetters}
					value={country}
					onChange={(event) => set(place, { country: event.currentTarget.value.toUpperCase() })}
				/>,
				<TextInput
					key="type"
					className={styles.short}
					label={t("people.form.type")}
					placeholder="dui"
					maxLength={20}
					value={type}
					onChange={(event) => set(place, { type: event.currentTarget.value.toLowerCase() })}
				/>,
				<TextInput
					key="number"
					label={t("people.form.number")}
					autoComplete="off"
					maxLength={40}
					value={number}
					onChange={(event) => set(place, { number: event.currentTarget.value })}
					error={fault(`documents.${place}`)}
				/>,
			])}
		</Lines>
	);
}

/** Contacts, a line each. */
export function ContactLines(props: { contacts: Contact[]; onChange: (contacts: Contact[]) => void; fault: Fault }) {
	const { t } = useTranslation();
	const { contacts, onChange, fault } = props;
	const set = (place: number, change: Partial<Contact>) =>
		onChange(contacts.map((contact, at) => (at === place ? { ...contact, ...change } : contact)));
	const kinds: ContactKind[] = ["email", "phone", "whatsapp", "telegram"];
	return (
		<Lines
			title={t("people.contacts")}
			error={fault("contacts")}
			add={t("people.form.addContact")}
			onAdd={() => onChange([...contacts, { kind: "email", address: "" }])}
			remove={(number) => t("people.form.removeContact", { number })}
			onRemove={(place) => onChange(contacts.filter((_, at) => at !== place))}
		>
			{contacts.map(({ kind, address }, place) => [
				<NativeSelect
					key="kind"
					className={styles.short}
					label={t("people.form.kind")}
					value={kind}
					onChange={(event) => {
						const chosen = kinds.find((each) => each === event.currentTarget.value);
						if (chosen) set(place, { kind: chosen });
					}}
					data={kinds.map((value) => ({ value, label: t(`people.contactKinds.${value}`) }))}
				/>,
				<TextInput
					key="address"
					label={t("people.form.address")}
					description={kind === "phone" || kind === "whatsapp" ? t("people.form.addressHelp") : null}
					autoComplete="off"
					maxLength={254}
					value={address}
					onChange={(event) => set(place, { address: event.currentTarget.value })}
					error={fault(`contacts.${place}`)}
				/>,
			])}
		</Lines>
	);
}

/** Lines of fields that can be added and taken away. */
function Lines(props: {
	title: string;
	error: string | null;
	add: string;
	onAdd: () => void;
	remove: (number: number) => string;
	onRemove: (place: number) => void;
	children: ReactNode[];
}) {
	return (
		<fieldset className={styles.lines}>
			<legend>{props.title}</legend>
			{props.children.map((line, place) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place
				<div key={place} className={styles.line}>
					{line}
					<ActionIcon aria-label={props.remove(place + 1)} onClick={() => props.onRemove(place)}>
						<IconTrash size={18} stroke={1.6} aria-hidden />
					</ActionIcon>
				</div>
			))}
			{props.error && <p>{props.error}</p>}
			<div>
				<Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={props.onAdd}>
					{props.add}
				</Button>
			</div>
		</fieldset>
	);
}
