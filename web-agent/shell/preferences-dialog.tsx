import { Button, Modal, SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askToNotify, beep, notificationsAre } from "./alerts.ts";
import styles from "./dialogs.module.css";
import { chooseLanguage, useLanguage } from "./language.ts";
import { preferences, usePreferences } from "./preferences.ts";

export function PreferencesDialog(props: { opened: boolean; onClose: () => void }) {
	const { t } = useTranslation();
	const chosen = usePreferences();
	const language = useLanguage();
	const { colorScheme, setColorScheme } = useMantineColorScheme();
	const [permission, setPermission] = useState(notificationsAre());

	async function notifications(on: boolean) {
		if (on) setPermission(await askToNotify());
		preferences.set({ notifications: on && notificationsAre() === "granted" });
	}

	return (
		<Modal
			opened={props.opened}
			onClose={props.onClose}
			title={t("preferences.title")}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<p className={styles.lead}>{t("preferences.lead")}</p>
			<div className={styles.stack}>
				<Choice
					label={t("preferences.theme")}
					value={colorScheme}
					onChange={(value) => setColorScheme(value === "light" || value === "dark" ? value : "auto")}
					options={[
						{ value: "auto", label: t("preferences.auto") },
						{ value: "light", label: t("preferences.light") },
						{ value: "dark", label: t("preferences.dark") },
					]}
				/>
				<Choice
					label={t("preferences.language")}
					value={language}
					onChange={(value) => chooseLanguage(value === "en" ? "en" : "es")}
					options={[
						{ value: "es", label: t("language.own.es") },
						{ value: "en", label: t("language.own.en") },
					]}
				/>
				<Choice
					label={t("preferences.density")}
					value={chosen.density}
					onChange={(value) => preferences.set({ density: value === "roomy" || value === "tight" ? value : "normal" })}
					options={[
						{ value: "roomy", label: t("preferences.roomy") },
						{ value: "normal", label: t("preferences.normal") },
						{ value: "tight", label: t("preferences.tight") },
					]}
				/>
				<div className={styles.pair}>
					<Switch
						label={t("preferences.sound")}
						description={t("preferences.soundHelp")}
						checked={chosen.sound}
						onChange={(event) => preferences.set({ sound: event.currentTarget.checked })}
					/>
					<Button variant="default" onClick={beep}>
						{t("preferences.tryIt")}
					</Button>
				</div>
				<Switch
					label={t("preferences.notifications")}
					description={
						permission === "denied"
							? t("preferences.notificationsDenied")
							: permission === "unsupported"
								? t("preferences.notificationsUnsupported")
								: t("preferences.notificationsHelp")
					}
					disabled={permission === "denied" || permission === "unsupported"}
					checked={chosen.notifications && permission === "granted"}
					onChange={(event) => void notifications(event.currentTarget.checked)}
				/>
				<Switch
					label={t("preferences.singleKeys")}
					description={t("preferences.singleKeysHelp")}
					checked={chosen.singleKeys}
					onChange={(event) => preferences.set({ singleKeys: event.currentTarget.checked })}
				/>
			</div>
		</Modal>
	);
}

function Choice(props: {
	label: string;
	value: string;
	onChange: (value: string) => void;
	options: { value: string; label: string }[];
}) {
	return (
		<div className={styles.field}>
			<span aria-hidden>{props.label}</span>
			<SegmentedControl
				fullWidth
				aria-label={props.label}
				value={props.value}
				onChange={props.onChange}
				data={props.options}
			/>
		</div>
	);
}
