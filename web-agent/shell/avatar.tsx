import { IconUser } from "@tabler/icons-react";
import type { AgentRow } from "../../src/desk/wire.ts";
import styles from "./avatar.module.css";

/** Initials (or a figure for somebody without a name), with a dot for the availability. The words stand beside it; this is only the picture. */
export function Avatar(props: { name: string; presence?: AgentRow["presence"] | undefined; size?: number }) {
	const size = props.size ?? 32;
	return (
		<span className={styles.avatar} style={{ width: size, height: size }} aria-hidden>
			{initials(props.name) || <IconUser size={size / 2} stroke={1.6} />}
			{props.presence && <span className={styles.dot} data-presence={props.presence} />}
		</span>
	);
}

function initials(name: string): string {
	const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
	const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? "");
	return letters.join("").toLocaleUpperCase();
}
