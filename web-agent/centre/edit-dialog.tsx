import { Button, Modal } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { refusedField } from "./use-edit.ts";

/** A form in a dialog: its fields, why it was not saved, and what to do when somebody else saved first. */
export function EditDialog(props: {
	title: string;
	submit: string;
	saving: boolean;
	error: unknown;
	/** Shows what somebody else saved meanwhile instead of what is typed; null: nobody did. */
	onTheirs: (() => void) | null;
	onSubmit: () => void;
	onClose: () => void;
	children: ReactNode;
}) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const { error, onTheirs } = props;
	const reason = onTheirs
		? t("admin.centre.outdated")
		: refusedField(error)
			? t("admin.centre.refused")
			: error
				? explain(error)
				: null;

	function submit(event: FormEvent) {
		event.preventDefault();
		props.onSubmit();
	}

	return (
		<Modal
			opened
			size="lg"
			onClose={props.onClose}
			title={props.title}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<form onSubmit={submit} noValidate className={dialogs.stack}>
				{props.children}
				<p role="alert" className={reason ? dialogs.refusal : undefined}>
					{reason}
				</p>
				<div className={dialogs.foot}>
					{onTheirs && (
						<Button variant="default" onClick={onTheirs}>
							{t("admin.centre.theirs")}
						</Button>
					)}
					<Button variant="default" onClick={props.onClose}>
						{t("shell.cancel")}
					</Button>
					<Button type="submit" loading={props.saving}>
						{onTheirs ? t("admin.centre.saveOver") : props.submit}
					</Button>
				</div>
			</form>
		</Modal>
	);
}
