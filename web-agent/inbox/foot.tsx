import { Menu, UnstyledButton } from "@mantine/core";
import { IconCloudOff, IconSelector } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PresenceState } from "../../src/desk/wire.ts";
import { useDesk, useDeskState, useLink } from "../connection/desk.tsx";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";
import styles from "./inbox.module.css";

/** One's own availability and load; without a connection it says so in the same place, so nothing moves. */
export function ListFoot() {
	const { t } = useTranslation();
	const link = useLink();
	return (
		<div className={styles.foot}>
			<div role="status" className={link === "offline" ? styles.offline : undefined}>
				{link === "offline" && (
					<>
						<IconCloudOff size={20} stroke={1.6} aria-hidden />
						<span>{t("shell.offline")}</span>
					</>
				)}
			</div>
			{link !== "offline" && <PresenceSelector />}
		</div>
	);
}

const choices = ["available", "busy", "away"] as const satisfies readonly PresenceState[];

function PresenceSelector() {
	const { t } = useTranslation();
	const desk = useDesk();
	const state = useDeskState();
	const explain = useFailureText();
	const set = useMutation({
		mutationFn: (presence: PresenceState) => desk.call("presence.set", { state: presence }),
		onSuccess: (_, presence) => {
			desk.state.set((before) => before && { ...before, me: { ...before.me, presence } });
		},
		onError: (error) => showToast({ tone: "late", text: explain(error) }),
	});
	if (!state) return null;
	const { me } = state;
	const presence = set.isPending ? set.variables : me.presence;
	const chats = state.agents.find((agent) => agent.id === me.id)?.chats ?? state.counts.mine;
	return (
		<Menu position="top-start" width={300}>
			<Menu.Target>
				<UnstyledButton
					className={styles.presence}
					aria-label={`${t("presence.label")}: ${t(`presence.${presence}`)}, ${t("presence.load", { chats, capacity: me.capacity })}`}
				>
					<span className={styles.state} data-presence={presence} />
					<span>
						<b>{t(`presence.${presence}`)}</b>
						<small>{t("presence.load", { chats, capacity: me.capacity })}</small>
					</span>
					<IconSelector size={18} stroke={1.6} aria-hidden />
				</UnstyledButton>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Label>{t("presence.label")}</Menu.Label>
				<Menu.RadioGroup
					value={presence}
					onChange={(value) => {
						const chosen = choices.find((choice) => choice === value);
						if (chosen) set.mutate(chosen);
					}}
				>
					{choices.map((choice) => (
						<Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
							<span className={styles.option}>
								<span className={styles.state} data-presence={choice} />
								<span>
									{t(`presence.${choice}`)}
									<small>{t(`presence.${choice}Help`)}</small>
								</span>
							</span>
						</Menu.RadioItem>
					))}
				</Menu.RadioGroup>
			</Menu.Dropdown>
		</Menu>
	);
}
