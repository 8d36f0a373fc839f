import { Button, Checkbox, Modal, NumberInput, PasswordInput, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { unitsQuery } from "../centre/centre.ts";
import { Failure } from "../connection/failure.ts";
import dialogs from "../shell/dialogs.module.css";
import { useFailureText } from "../shell/failure-text.ts";
import { useLanguage } from "../shell/language.ts";
import { showToast } from "../shell/toast.tsx";
import { addStaff, changeStaff, roles, type Staff, staffQuery } from "./staff.ts";

/** Characters, as the hub asks for. */
const shortestPassword = 12;

/** Adds somebody, or changes what they may do. */
export function StaffForm(props: { staff: Staff | null; onClose: () => void }) {
	const { t } = useTranslation();
	const explain = useFailureText();
	const queries = useQueryClient();
	const { staff, onClose } = props;
	const [name, setName] = useState(staff?.name ?? "");
	const [email, setEmail] = useState(staff?.email ?? "");
	const [held, setHeld] = useState<string[]>(staff?.roles ?? ["agent"]);
	const [languages, setLanguages] = useState<string[]>(staff?.languages ?? ["es"]);
	const [capacity, setCapacity] = useState(staff?.capacity ?? 4);
	const [units, setUnits] = useState<string[]>(staff?.units ?? []);
	const centre = useQuery(unitsQuery);
	const language = useLanguage();
	const offered = (centre.data?.units ?? []).filter(({ id, archivedAt }) => archivedAt === null || units.includes(id));
	const [password, setPassword] = useState("");
	const [enabled, setEnabled] = useState(staff?.disabledAt == null);
	const [checked, setChecked] = useState(false);

	const wrong = {
		name: name.trim() === "" ? t("admin.team.nameNeeded") : null,
		email: /^\S+@\S+\.\S+$/.test(email.trim()) ? null : t("admin.team.emailNeeded"),
		roles: held.length === 0 ? t("admin.team.rolesNeeded") : null,
		languages: languages.length === 0 ? t("admin.team.languagesNeeded") : null,
		password:
			password.length >= shortestPassword || (staff !== null && password === "")
				? null
				: t("admin.team.passwordNeeded"),
	};
	const shown = (field: keyof typeof wrong) => (checked ? wrong[field] : null);

	const save = useMutation({
		mutationFn: () => {
			const fields = {
				name: name.trim(),
				roles: held,
				languages,
				capacity,
				units,
				...(password === "" ? {} : { password }),
			};
			return staff === null
				? addStaff({ ...fields, email: email.trim() })
				: changeStaff(staff.id, { ...fields, disabled: !enabled });
		},
		onSuccess: (saved) => {
			void queries.invalidateQueries({ queryKey: staffQuery.queryKey });
			onClose();
			showToast({
				tone: "done",
				text: staff === null ? t("admin.team.created", { name: saved.name }) : t("admin.team.saved"),
			});
		},
	});

	function submit(event: FormEvent) {
		event.preventDefault();
		setChecked(true);
		if (Object.values(wrong).every((each) => each === null)) save.mutate();
	}

	return (
		<Modal
			opened
			onClose={onClose}
			title={staff === null ? t("admin.team.addTitle") : t("admin.team.editTitle")}
			closeButtonProps={{ "aria-label": t("shell.close") }}
		>
			<form onSubmit={submit} noValidate className={dialogs.stack}>
				<TextInput
					label={t("admin.team.name")}
					autoComplete="off"
					maxLength={80}
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
					error={shown("name")}
					data-autofocus
				/>
				<TextInput
					label={t("admin.team.email")}
					type="email"
					autoComplete="off"
					disabled={staff !== null}
					value={email}
					onChange={(event) => setEmail(event.currentTarget.value)}
					error={shown("email")}
				/>
				<Checkbox.Group label={t("admin.team.roles")} value={held} onChange={setHeld} error={shown("roles")}>
					<div className={dialogs.options}>
						{roles.map((role) => (
							<Checkbox
								key={role}
								value={role}
								label={t(`admin.team.role.${role}`)}
								description={t(`admin.team.roleHelp.${role}`)}
							/>
						))}
					</div>
				</Checkbox.Group>
				<Checkbox.Group
					label={t("admin.team.languages")}
					value={languages}
					onChange={setLanguages}
					error={shown("languages")}
				>
					<div className={dialogs.options}>
						<Checkbox value="es" label={t("language.es")} />
						<Checkbox value="en" label={t("language.en")} />
					</div>
				</Checkbox.Group>
				{offered.length > 0 && (
					<Checkbox.Group
						label={t("admin.team.units")}
						description={t("admin.team.unitsHelp")}
						value={units}
						onChange={setUnits}
					>
						<div className={dialogs.options}>
							{offered.map((unit) => (
								<Checkbox key={unit.id} value={unit.id} label={unit.name[language]} />
							))}
						</div>
					</Checkbox.Group>
				)}
				<NumberInput
					label={t("admin.team.capacity")}
					min={1}
					max={50}
					allowDecimal={false}
					value={capacity}
					onChange={(value) => setCapacity(Math.min(50, Math.max(1, Number(value) || 1)))}
				/>
				<PasswordInput
					label={staff === null ? t("admin.team.password") : t("admin.team.newPassword")}
					description={t("admin.team.passwordHelp")}
					autoComplete="new-password"
					value={password}
					onChange={(event) => setPassword(event.currentTarget.value)}
					error={shown("password")}
				/>
				{staff !== null && (
					<Switch
						label={t("admin.team.access")}
						description={t("admin.team.accessHelp")}
						checked={enabled}
						onChange={(event) => setEnabled(event.currentTarget.checked)}
					/>
				)}
				<p role="alert" className={save.isError ? dialogs.refusal : undefined}>
					{save.isError &&
						(save.error instanceof Failure && save.error.kind === "conflict"
							? t(staff === null ? "admin.team.taken" : "admin.team.lastAdmin")
							: explain(save.error))}
				</p>
				<div className={dialogs.foot}>
					<Button variant="default" onClick={onClose}>
						{t("shell.cancel")}
					</Button>
					<Button type="submit" loading={save.isPending}>
						{staff === null ? t("admin.team.create") : t("admin.team.save")}
					</Button>
				</div>
			</form>
		</Modal>
	);
}
