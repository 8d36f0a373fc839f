import { Menu, UnstyledButton } from "@mantine/core";
import { IconAdjustments, IconKeyboard, IconLogout } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { DeskState } from "../../src/desk/wire.ts";
import { forgetWritten } from "../composer/forget.ts";
import { useDeskIfAny } from "../connection/desk.tsx";
import { signOut, useMe } from "../connection/session.ts";
import { createStore, useStore } from "../connection/store.ts";
import { Avatar } from "./avatar.tsx";
import { useFailureText } from "./failure-text.ts";
import { showToast } from "./toast.tsx";
import styles from "./user-menu.module.css";

const noState = createStore<DeskState | null>(null);

export function UserMenu(props: { onKeys: () => void; onPreferences: () => void }) {
	const { t } = useTranslation();
	const me = useMe();
	const desk = useDeskIfAny();
	const presence = useStore(desk?.state ?? noState)?.me.presence;
	const explain = useFailureText();
	const leave = useMutation({
		mutationFn: signOut,
		onSuccess: () => {
			forgetWritten(me.id);
			// A fresh page holds nothing of the one who left.
			location.assign("/desk/");
		},
		onError: (error) => showToast({ tone: "late", text: explain(error) }),
	});
	return (
		<div className={styles.place}>
			<Menu position="right-end" offset={12} width={260}>
				<Menu.Target>
					<UnstyledButton className={styles.button} aria-label={t("shell.menu", { name: me.name })}>
						<Avatar name={me.name} presence={presence} />
					</UnstyledButton>
				</Menu.Target>
				<Menu.Dropdown>
					<div className={styles.who}>
						<strong>{me.name}</strong>
						<span>
							{me.roles.map((role) => roleName(role, t("admin.team.role", { returnObjects: true }))).join(" · ")}
						</span>
					</div>
					<Menu.Divider />
					<Menu.Item leftSection={<IconAdjustments size={18} aria-hidden />} onClick={props.onPreferences}>
						{t("shell.preferences")}
					</Menu.Item>
					<Menu.Item leftSection={<IconKeyboard size={18} aria-hidden />} onClick={props.onKeys}>
						{t("shell.keys")}
					</Menu.Item>
					<Menu.Divider />
					<Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => leave.mutate()}>
						{t("shell.signOut")}
					</Menu.Item>
				</Menu.Dropdown>
			</Menu>
		</div>
	);
}

function roleName(role: string, names: Record<string, string>): string {
	return names[role] ?? role;
}
