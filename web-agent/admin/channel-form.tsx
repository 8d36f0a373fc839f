import { Button, Modal, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../connection/failure.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { type Account, addAccount, changeAccount, channelsQuery, type Kind } from "./channels.ts";

/** Adds an account, or changes its name or its secrets; the hub asks the service before it keeps anything. */
export function ChannelForm(props: { kinds: readonly Kind[]; account: Account | null; onClose: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const { kinds, account, onClose } = props;
	const [channel, setChannel] = useState(account?.channel ?? kinds[0]?.channel ?? "");
	const [label, setLabel] = useState(account?.label ?? "");
	const [values, setValues] = useState<Record<string, string>>({});
	const [checked, setChecked] = useState(false);
	const channelNames: Record<string, string> = t("channel", { returnObjects: true });
	const fieldNames: Record<string, string> = t("admin.channels.field", { returnObjects: true });
	const fields = account?.fromEnvironment ? [] : (kinds.find((kind) => kind.channel === channel)?.fields ?? []);

	const labelWrong = label.trim() === "" ? t("admin.channels.labelNeeded") : null;
	const valueWrong = (name: string, fallback: string | null) =>
		account === null && fallback === null && (values[name] ?? "").trim() === ""
			? t("admin.channels.valueNeeded")
			: null;

	const save = useMutation({
		mutationFn: async () => {
			const typed = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
			if (account === null) await addAccount({ channel, label, values: typed });
			else await changeAccount(account.id, { label, ...(Object.keys(typed).length > 0 && { values: typed }) });
		},
		onSuccess: () => {
			void queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
			onClose();
			showToast({
				tone: "done",
				text: account === null ? t("admin.channels.added", { label: label.trim() }) : t("admin.channels.saved"),
			});
		},
	});

	function submit(event: FormEvent) {
		event.preventDefault();
		setChecked(true);
		if (labelWrong || fields.some(({ name, fallback }) => valueWrong(name, fallback))) return;
		save.mutate();
	}

	return (
		<Modal
			opened
			onClose={onClose}
			title={account === null ? t("admin.channels.addTitle") : t("admin.channels.editTitle")}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<form onSubmit={submit} noValidate className={dialogs.stack}>
				{account === null && kinds.length > 1 && (
					<NativeSelect
						label={t("admin.channels.channel")}
						data={kinds.map((kind) => ({ value: kind.channel, label: channelNames[kind.channel] ?? kind.channel }))}
						value={channel}
						onChange={(event) => setChannel(event.currentTarget.value)}
					/>
				)}
				<TextInput
					label={t("admin.channels.label")}
					description={t("admin.channels.labelHelp")}
					autoComplete="off"
					maxLength={80}
					value={label}
					onChange={(event) => setLabel(event.currentTarget.value)}
					error={checked && labelWrong}
					data-autofocus
				/>
				{fields.map(({ name, secret, fallback }) => {
					const Input = secret ? PasswordInput : TextInput;
					return (
						<Input
							key={name}
							label={fieldNames[name] ?? name}
							description={fieldNames[`${name}Help`]}
							placeholder={account === null ? (fallback ?? undefined) : t("admin.channels.secretKept")}
							autoComplete="off"
							maxLength={4_096}
							value={values[name] ?? ""}
							onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
							error={checked && valueWrong(name, fallback)}
						/>
					);
				})}
				<p role="alert" className={save.isError ? dialogs.refusal : undefined}>
					{save.isError &&
						(save.error instanceof Failure && save.error.kind === "invalid"
							? t("admin.channels.refused")
							: explain(save.error))}
				</p>
				<div className={dialogs.foot}>
					<Button variant="default" onClick={onClose}>
						{t("shell.cancel")}
					</Button>
					<Button type="submit" loading={save.isPending}>
						{account === null ? t("admin.channels.create") : t("admin.channels.save")}
					</Button>
				</div>
			</form>
		</Modal>
	);
}
