import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import styles from "./admin.module.css";

/** A page of its own: its name, what it is for, what can be done, and the content. */
export function Page(props: { title: string; lead: string; action?: ReactNode; children: ReactNode }) {
	const { t } = useTranslation();
	const { title } = props;
	useEffect(() => {
		document.title = `${title} · ${t("product")}`;
	}, [title, t]);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
		<main className={styles.page} id="content" tabIndex={0}>
			<div className={styles.inner}>
				<header className={styles.head}>
					<div>
						<h1>{title}</h1>
						<p>{props.lead}</p>
					</div>
					{props.action}
				</header>
				{props.children}
			</div>
		</main>
	);
}
