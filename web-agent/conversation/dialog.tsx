import { Button, Modal } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import dialogs from "../shell/dialogs.module.css";

/** A question with its consequence; the focus starts on the safe answer or the first field. */
export function Dialog(props: {
	title: string;
	lead: string;
	submit: string;
	cancel?: string;
	busy: boolean;
	refusal: string | null;
	focusCancel?: boolean;
	onSubmit: () => void;
	onClose: () => void;
	children?: ReactNode;
}) {
	const { t } = useTranslation();
	function submit(event: FormEvent) {
		event.preventDefault();
		props.onSubmit();
	}
	return (
		<Modal opened onClose={props.onClose} title={props.title} closeButtonProps={{ "aria-label": t("shell.close") }}>
			<form onSubmit={submit} noValidate>
				<p className={dialogs.lead}>{props.lead}</p>
				<div className={dialogs.stack}>{props.children}</div>
				<p role="alert" className={props.refusal ? dialogs.refusal : undefined}>
					{props.refusal}
				</p>
				<div className={dialogs.foot}>
					<Button variant="default" onClick={props.onClose} data-autofocus={props.focusCancel || undefined}>
						{props.cancel ?? t("shell.cancel")}
					</Button>
					<Button type="submit" loading={props.busy}>
						{props.submit}
					</Button>
				</div>
			</form>
		</Modal>
	);
}
