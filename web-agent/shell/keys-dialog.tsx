import { Kbd, Modal } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import styles from "./dialogs.module.css";
import { usePreferences } from "./preferences.ts";

const groups = [
	{
		title: "keys.lists",
		keys: [
			["j", "keys.next"],
			["k", "keys.previous"],
			["Enter", "keys.open"],
		],
	},
	{
		title: "keys.inConversation",
		keys: [
			["r", "keys.reply"],
			["n", "keys.note"],
			["c", "keys.claim"],
			["t", "keys.transfer"],
			["e", "keys.close"],
		],
	},
	{
		title: "keys.anywhere",
		keys: [
			["g q", "keys.goQueue"],
			["g m", "keys.goMine"],
			["g a", "keys.goAll"],
			["l", "keys.log"],
			["?", "keys.help"],
		],
	},
] as const;

export function KeysDialog(props: { opened: boolean; onClose: () => void }) {
	const { t } = useTranslation();
	const { singleKeys } = usePreferences();
	return (
		<Modal
			opened={props.opened}
			onClose={props.onClose}
			title={t("keys.title")}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<p className={styles.lead}>{singleKeys ? t("keys.lead") : t("keys.off")}</p>
			{groups.map((group) => (
				<section key={group.title} className={styles.keys}>
					<h3>{t(group.title)}</h3>
					<dl>
						{group.keys.map(([keys, label]) => (
							<div key={keys}>
								<dt>{t(label)}</dt>
								<dd>
									{keys.split(" ").map((key, index) => (
										<Fragment key={key}>
											{index > 0 && <span className={styles.then}>{t("keys.then")}</span>}
											<Kbd size="sm">{key}</Kbd>
										</Fragment>
									))}
								</dd>
							</div>
						))}
					</dl>
				</section>
			))}
		</Modal>
	);
}
