import { Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AgentRow } from "../../src/desk/wire.ts";
import { Avatar } from "../shell/avatar.tsx";
import styles from "./agent-picker.module.css";

/** Colleagues with how they are and how much they have: the freest first. */
export function AgentPicker(props: {
	label: string;
	agents: readonly AgentRow[];
	nobody: string;
	value: string | null;
	onChange: (id: string) => void;
	error: string | null;
}) {
	const { t } = useTranslation();
	if (props.agents.length === 0) return <p className={styles.nobody}>{props.nobody}</p>;
	const agents = [...props.agents].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
	return (
		<Radio.Group label={props.label} value={props.value} onChange={props.onChange} error={props.error}>
			<div className={styles.agents}>
				{agents.map((agent) => (
					<Radio.Card key={agent.id} value={agent.id} className={styles.agent}>
						<Radio.Indicator />
						<Avatar name={agent.name} presence={agent.presence} />
						<span className={styles.text}>
							<b>{agent.name}</b>
							<small>
								{t(`presence.${agent.presence}`)} ·{" "}
								{t("presence.load", { chats: agent.chats, capacity: agent.capacity })}
								{agent.chats >= agent.capacity && `, ${t("transfer.full")}`}
							</small>
						</span>
					</Radio.Card>
				))}
			</div>
		</Radio.Group>
	);
}

function rank(agent: AgentRow): number {
	const states = { available: 0, busy: 10, away: 20, offline: 30 } as const;
	return states[agent.presence] + Math.min(9, (agent.chats / Math.max(1, agent.capacity)) * 5);
}
