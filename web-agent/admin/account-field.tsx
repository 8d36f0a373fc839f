import { NativeSelect, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Field } from "./channels.ts";

/** One field of a channel's account, as its kind describes it. */
export function AccountField(props: {
	field: Field;
	value: string;
	/** There is a value already, which is shown to nobody. */
	kept: boolean;
	error: string | null;
	onChange: (value: string) => void;
}) {
	const { t } = useTranslation();
	const { field, value, kept, error, onChange } = props;
	const { name, secret, fallback, options, long } = field;
	const fieldNames: Record<string, string> = t("admin.channels.field", { returnObjects: true });
	const optionNames: Record<string, string> = t("admin.channels.option", { returnObjects: true });
	const shared = {
		label:
			fallback === "" ? t("admin.channels.optional", { field: fieldNames[name] ?? name }) : (fieldNames[name] ?? name),
		description: fieldNames[`${name}Help`],
		required: fallback === null && !kept,
		withAsterisk: false,
		error,
	};
	if (options) {
		return (
			<NativeSelect
				{...shared}
				data={options.map((option) => ({ value: option, label: optionNames[option] ?? option }))}
				value={value === "" ? (fallback ?? options[0]) : value}
				onChange={(event) => onChange(event.currentTarget.value)}
			/>
		);
	}
	const typed = {
		...shared,
		placeholder: kept ? t("admin.channels.secretKept") : (fallback ?? undefined),
		maxLength: 4_096,
		value,
		onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
	};
	if (long) return <Textarea {...typed} autosize minRows={3} maxRows={8} />;
	return secret ? (
		<PasswordInput {...typed} autoComplete="new-password" />
	) : (
		<TextInput {...typed} autoComplete="off" />
	);
}
