import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import styles from "./toast.module.css";

export interface Toast {
	id?: string;
	title?: string;
	text: string;
	/** `late`: something did not work. */
	tone?: "done" | "late";
	action?: { label: string; run: () => void };
	/** Until it is put away. */
	stays?: boolean;
}

/** A short word in the corner: 5 s, or 10 s when it went wrong or something can be done about it. */
export function showToast(toast: Toast): void {
	const { action } = toast;
	const id = notifications.show({
		...(toast.id ? { id: toast.id } : {}),
		title: toast.title,
		message: (
			<div className={styles.body} role={toast.tone === "late" ? "alert" : "status"}>
				<span>{toast.text}</span>
				{action && (
					<Button
						variant="default"
						size="compact-xs"
						onClick={() => {
							notifications.hide(id);
							action.run();
						}}
					>
						{action.label}
					</Button>
				)}
			</div>
		),
		color: toast.tone === "late" ? "red" : toast.tone === "done" ? "green" : "accent",
		autoClose: toast.stays ? false : action || toast.tone === "late" ? 10_000 : 5_000,
		closeButtonProps: { "aria-label": i18next.t("shell.dismiss") },
	});
}
