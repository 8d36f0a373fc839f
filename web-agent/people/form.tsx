import { Button, Checkbox, Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../connection/failure.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { ContactLines, DocumentLines } from "./lines.tsx";
import { addPerson, changePerson, type Document, type Person, peopleKey } from "./people.ts";

const needs = ["large-type", "screen-reader", "sign-language", "plain-words", "more-time", "by-phone"] as const;

/**
 * Puts somebody on file, or changes what is there (B11).
 *
 * @param props.documents in full; null: they were not asked for, and stay as they are.
 */
export function PersonForm(props: {
	person: Person | null;
	documents: Document[] | null;
	onClose: () => void;
	onSaved?: (saved: Person) => void;
}) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const { person, onClose } = props;
	const id = useRef(crypto.randomUUID());
	const [name, setName] = useState(person?.name ?? "");
	const [birthDate, setBirthDate] = useState(person?.birthDate ?? "");
	const [documents, setDocuments] = useState(props.documents);
	const [contacts, setContacts] = useState(person?.contacts.map(({ kind, address }) => ({ kind, address })) ?? []);
	const [needed, setNeeded] = useState(person?.needs ?? []);
	const [language, setLanguage] = useState<string>(person?.language ?? "");
	const [preferred, setPreferred] = useState(person?.preferred ?? "");
	const [customerType, setCustomerType] = useState<string>(person?.customerType ?? "person");
	const [proof, setProof] = useState<string>(person?.proof ?? "claimed");
	const [notes, setNotes] = useState(person?.notes ?? "");

	const save = useMutation({
		mutationFn: () => {
			const said = {
				name,
				birthDate: birthDate === "" ? null : birthDate,
				...(documents && { documents }),
				contacts,
				needs: needed,
				language: language === "" ? null : language,
				preferred: preferred === "" ? null : preferred,
				customerType,
				proof,
				notes,
			};
			return person === null ? addPerson({ id: id.current, ...said }) : changePerson(person, said);
		},
		onSuccess: (saved) => {
			void queries.invalidateQueries({ queryKey: peopleKey });
			onClose();
			const text = person === null ? t("people.form.created", { name: saved.name }) : t("people.form.saved");
			showToast({ tone: "done", text });
			props.onSaved?.(saved);
		},
	});

	const refused = save.error instanceof Failure ? save.error : null;
	const wrong: Record<string, string> = t("people.wrong", { returnObjects: true });
	const reason = refused?.reason ? (wrong[refused.reason] ?? null) : null;
	/** What is wrong with a field, or with one line of it. */
	const fault = (field: string) => (refused?.field === field ? reason : null);
	const general = () => {
		if (refused?.reason === "stale") return t("people.form.stale");
		if (refused?.reason === "merged") return t("people.form.merged");
		return reason ?? (save.isError ? explain(save.error) : null);
	};

	function submit(event: FormEvent) {
		event.preventDefault();
		save.mutate();
	}

	return (
		<Modal
			opened
			onClose={onClose}
			size="lg"
			title={t(person === null ? "people.form.new" : "people.form.edit")}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<form onSubmit={submit} noValidate className={dialogs.stack}>
				<TextInput
					label={t("people.name")}
					description={t("people.form.nameHelp")}
					autoComplete="off"
					maxLength={120}
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
					error={fault("name")}
					data-autofocus
				/>
				<DocumentLines documents={documents} onChange={setDocuments} fault={fault} />
				<ContactLines contacts={contacts} onChange={setContacts} fault={fault} />
				<TextInput
					label={t("people.birthDate")}
					type="date"
					value={birthDate}
					onChange={(event) => setBirthDate(event.currentTarget.value)}
					error={fault("birthDate")}
				/>
				<Checkbox.Group label={t("people.needs")} value={needed} onChange={setNeeded}>
					<div className={dialogs.row}>
						{needs.map((need) => (
							<Checkbox key={need} value={need} label={t(`people.needsNamed.${need}`)} />
						))}
					</div>
				</Checkbox.Group>
				<NativeSelect
					label={t("people.language")}
					value={language}
					onChange={(event) => setLanguage(event.currentTarget.value)}
					data={[
						{ value: "", label: t("people.unknown") },
						{ value: "es", label: t("language.es") },
						{ value: "en", label: t("language.en") },
					]}
				/>
				<NativeSelect
					label={t("people.preferred")}
					value={preferred}
					onChange={(event) => setPreferred(event.currentTarget.value)}
					data={[
						{ value: "", label: t("people.unknown") },
						...Object.entries(t("people.contactKinds", { returnObjects: true })).map(([value, label]) => ({
							value,
							label,
						})),
					]}
				/>
				<NativeSelect
					label={t("people.customerType")}
					value={customerType}
					onChange={(event) => setCustomerType(event.currentTarget.value)}
					data={Object.entries(t("people.customerTypes", { returnObjects: true })).map(([value, label]) => ({
						value,
						label,
					}))}
				/>
				<NativeSelect
					label={t("people.proof")}
					value={proof}
					onChange={(event) => setProof(event.currentTarget.value)}
					data={Object.entries(t("people.proofs", { returnObjects: true })).map(([value, label]) => ({
						value,
						label,
					}))}
				/>
				<Textarea
					label={t("people.notes")}
					description={t("people.form.notesHelp")}
					autosize
					minRows={2}
					maxLength={2_000}
					value={notes}
					onChange={(event) => setNotes(event.currentTarget.value)}
					error={fault("notes")}
				/>
				<p role="alert" className={save.isError ? dialogs.refusal : undefined}>
					{general()}
				</p>
				<div className={dialogs.foot}>
					<Button variant="default" onClick={onClose}>
						{t("shell.cancel")}
					</Button>
					<Button type="submit" loading={save.isPending}>
						{t(person === null ? "people.form.create" : "people.form.save")}
					</Button>
				</div>
			</form>
		</Modal>
	);
}
