import { Button, Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure } from "../connection/failure.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";

/** Asks before something is archived, and says what comes of it. */
export function ArchiveDialog(props: {
	name: string;
	help: string;
	archive: () => Promise<unknown>;
	onDone: () => void;
	onClose: () => void;
}) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const { name, onClose, onDone } = props;
	const archive = useMutation({
		mutationFn: props.archive,
		onSuccess: () => {
			showToast({ tone: "done", text: t("admin.centre.archivedNow", { name }) });
			onClose();
		},
		onSettled: onDone,
	});
	const { error } = archive;
	const reason =
		error instanceof Failure && error.field === "archived"
			? t("admin.units.inUse")
			: error instanceof Failure && error.field === "revision"
				? t("admin.centre.archiveOutdated")
				: error
					? explain(error)
					: null;
	return (
		<Modal
			opened
			onClose={onClose}
			title={t("admin.centre.archiveTitle", { name })}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<div className={dialogs.stack}>
				<p>{props.help}</p>
				<p role="alert" className={reason ? dialogs.refusal : undefined}>
					{reason}
				</p>
				<div className={dialogs.foot}>
					<Button variant="default" onClick={onClose} data-autofocus>
						{t("shell.cancel")}
					</Button>
					<Button loading={archive.isPending} onClick={() => archive.mutate()}>
						{t("admin.centre.archiveConfirm")}
					</Button>
				</div>
			</div>
		</Modal>
	);
}
