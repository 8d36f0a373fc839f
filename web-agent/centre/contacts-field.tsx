import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./centre.module.css";
import type { Contact } from "./centre.ts";

/** Contacts with a key of the form's own, so that each keeps its fields while others go. */
export type ContactDraft = Contact & { key: string };

/** Whom to turn to at an organisation. */
export function ContactsField(props: {
	value: readonly ContactDraft[];
	errorAt: (index: number, field: keyof Contact) => string | null;
	onChange: (value: ContactDraft[]) => void;
}) {
	const { t } = useTranslation();
	const { value, errorAt, onChange } = props;
	return (
		<fieldset className={styles.group}>
			<legend>{t("admin.organisations.contacts")}</legend>
			{value.map((contact, index) => (
				<div key={contact.key} className={`${styles.fields} ${styles.item}`}>
					{(["name", "role", "mail", "phone"] as const).map((field) => (
						<TextInput
							key={field}
							label={t(`admin.organisations.contact.${field}`)}
							type={field === "mail" ? "email" : field === "phone" ? "tel" : "text"}
							autoComplete="off"
							maxLength={field === "mail" ? 254 : field === "phone" ? 40 : 120}
							value={contact[field]}
							error={errorAt(index, field)}
							onChange={({ currentTarget }) =>
								onChange(value.map((each) => (each === contact ? { ...each, [field]: currentTarget.value } : each)))
							}
						/>
					))}
					<ActionIcon
						className={styles.remove}
						aria-label={t("admin.organisations.removeContact", { name: contact.name || String(index + 1) })}
						onClick={() => onChange(value.filter((each) => each !== contact))}
					>
						<IconTrash size={18} stroke={1.6} aria-hidden />
					</ActionIcon>
				</div>
			))}
			<div>
				<Button
					variant="default"
					leftSection={<IconPlus size={16} aria-hidden />}
					onClick={() => onChange([...value, { key: crypto.randomUUID(), name: "", role: "", mail: "", phone: "" }])}
				>
					{t("admin.organisations.addContact")}
				</Button>
			</div>
		</fieldset>
	);
}
