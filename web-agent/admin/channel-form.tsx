import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../connection/failure.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import { AccountField } from "./account-field.tsx";
import { type Account, addAccount, changeAccount, channelsQuery, type Field, type Kind } from "./channels.ts";

/** Adds an account, or changes its name or its secrets; the hub asks the service before it keeps anything. */
export function ChannelForm(props: { kinds: readonly Kind[]; account: Account | null; onClose: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const { kinds, account, onClose } = props;
	const [transport, setTransport] = useState(account?.transport ?? kinds[0]?.transport ?? "");
	const [label, setLabel] = useState(account?.label ?? "");
	const [values, setValues] = useState<Record<string, string>>(account?.settings ?? {});
	const [checked, setChecked] = useState(false);
	const transportNames: Record<string, string> = t("admin.channels.transport", { returnObjects: true });
	const kind = kinds.find((one) => one.transport === transport);
	const fields = account?.fromEnvironment ? [] : (kind?.fields ?? []);

	const labelWrong = label.trim() === "" ? t("admin.channels.labelNeeded") : null;
	const isKept = ({ secret }: Field) => secret && account !== null;
	const valueNeeded = (field: Field) => {
		const isMissing = field.fallback === null && !isKept(field) && (values[field.name] ?? "").trim() === "";
		return isMissing ? t("admin.channels.valueNeeded") : null;
	};

	const save = useMutation({
		mutationFn: async () => {
			const given = Object.fromEntries(
				fields.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]]])),
			);
			if (account === null) await addAccount({ transport, label, values: given });
			else await changeAccount(account.id, { label, ...(!account.fromEnvironment && { values: given }) });
		},
		onSuccess: () => {
			void queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
			onClose();
			showToast({
				tone: "done",
				text:
					account !== null
						? t("admin.channels.saved")
						: t(kind?.pairs ? "admin.channels.addedToPair" : "admin.channels.added", { label: label.trim() }),
			});
		},
	});

	const refused = save.error instanceof Failure && save.error.kind === "invalid" ? save.error : null;
	const refusedField = fields.find(({ name }) => refused?.field === `values.${name}`);

	function submit(event: FormEvent) {
		event.preventDefault();
		setChecked(true);
		if (labelWrong || fields.some(valueNeeded)) return;
		save.mutate();
	}

	const seldom = fields.filter((field) => field.seldom);
	const input = (field: Field) => (
		<AccountField
			key={field.name}
			field={field}
			value={values[field.name] ?? ""}
			kept={isKept(field)}
			error={(checked && valueNeeded(field)) || (field === refusedField ? t("admin.channels.valueWrong") : null)}
			onChange={(value) => setValues({ ...values, [field.name]: value })}
		/>
	);

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
						description={transportNames[`${transport}Help`]}
						data={kinds.map((one) => ({ value: one.transport, label: transportNames[one.transport] ?? one.transport }))}
						value={transport}
						onChange={(event) => setTransport(event.currentTarget.value)}
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
				{fields.filter(({ seldom }) => !seldom).map(input)}
				{seldom.length > 0 && (
					// The key opens it when the field that the hub refused is in it.
					<details key={refusedField?.name} className={dialogs.more} open={refusedField?.seldom}>
						<summary>{t("admin.channels.more")}</summary>
						<div className={dialogs.stack}>{seldom.map(input)}</div>
					</details>
				)}
				<p role="alert" className={save.isError ? dialogs.refusal : undefined}>
					{save.isError && (refused ? t("admin.channels.refused") : explain(save.error))}
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
