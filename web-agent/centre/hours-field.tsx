import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./centre.module.css";
import { type Hours, type Weekday, weekdays } from "./centre.ts";
import { readHours } from "./hours.ts";

export interface HoursDraft {
	kind: Hours["kind"];
	/** As typed, such as "08:00-12:00, 13:00-16:30". */
	days: Record<Weekday, string>;
}

/** Contract hours: a preset, or a week of one's own, written by day. */
export function HoursField(props: { value: HoursDraft; checked: boolean; onChange: (value: HoursDraft) => void }) {
	const { t } = useTranslation();
	const { value, checked, onChange } = props;
	return (
		<>
			<NativeSelect
				label={t("admin.organisations.hours")}
				data={(["12x5", "24x7", "own"] as const).map((kind) => ({
					value: kind,
					label: t(`admin.organisations.hoursKind.${kind}`),
				}))}
				value={value.kind}
				onChange={({ currentTarget }) =>
					onChange({
						...value,
						kind: currentTarget.value === "24x7" ? "24x7" : currentTarget.value === "own" ? "own" : "12x5",
					})
				}
			/>
			{value.kind === "own" && (
				<fieldset className={styles.group}>
					<legend>{t("admin.organisations.week")}</legend>
					<div className={styles.days}>
						{weekdays.map((day) => (
							<TextInput
								key={day}
								label={t(`admin.organisations.day.${day}`)}
								placeholder={t("admin.organisations.closed")}
								autoComplete="off"
								maxLength={120}
								value={value.days[day]}
								onChange={({ currentTarget }) =>
									onChange({ ...value, days: { ...value.days, [day]: currentTarget.value } })
								}
								error={checked && readHours(value.days[day]) === null && t("admin.organisations.hoursWrong")}
							/>
						))}
					</div>
				</fieldset>
			)}
		</>
	);
}
