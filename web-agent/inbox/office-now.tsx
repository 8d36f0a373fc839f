import { Kbd } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDeskState } from "../connection/desk.tsx";
import { Avatar } from "../shell/avatar.tsx";
import { useLanguage } from "../shell/language.ts";
import { usePreferences } from "../shell/preferences.ts";
import { shortSpan, warmth } from "../shell/time.ts";
import { useNow } from "../shell/use-now.ts";
import styles from "./office-now.module.css";

/** While nothing is open: how the queues stand and who is on. */
export function OfficeNow() {
	const { t } = useTranslation();
	const language = useLanguage();
	const now = useNow();
	const { singleKeys } = usePreferences();
	const state = useDeskState();
	const [before, after] = t("now.tip", { key: "\u0000" }).split("\u0000");
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
		<section className={styles.now} id="content" tabIndex={0} aria-labelledby="office-now">
			<div className={styles.inner}>
				<h2 id="office-now" className={styles.title}>
					{t("now.title")}
				</h2>
				<p className={styles.lead}>{t("now.lead")}</p>
				{state && (
					<div className={styles.tables}>
						<table>
							<caption>{t("now.queues")}</caption>
							<thead>
								<tr>
									<th scope="col">{t("now.queue")}</th>
									<th scope="col">{t("now.waiting")}</th>
									<th scope="col">{t("now.oldest")}</th>
								</tr>
							</thead>
							<tbody>
								{state.queues
									.filter(({ waiting }) => waiting !== null)
									.map((queue) => (
										<tr key={queue.id}>
											<th scope="row">{queue.name[language]}</th>
											<td>{queue.waiting === 0 ? t("now.nobody") : queue.waiting}</td>
											<td>
												{queue.oldest && (
													<span className={styles.wait} data-warmth={warmth(queue.oldest, now)}>
														{shortSpan(queue.oldest, now, language)}
													</span>
												)}
											</td>
										</tr>
									))}
							</tbody>
						</table>
						<table>
							<caption>{t("now.team")}</caption>
							<thead>
								<tr>
									<th scope="col">{t("now.person")}</th>
									<th scope="col">{t("now.state")}</th>
									<th scope="col">{t("now.load")}</th>
								</tr>
							</thead>
							<tbody>
								{state.agents.map((agent) => (
									<tr key={agent.id}>
										<th scope="row">
											<span className={styles.person}>
												<Avatar name={agent.name} presence={agent.presence} size={28} />
												{agent.name}
											</span>
										</th>
										<td>{t(`presence.${agent.presence}`)}</td>
										<td>
											{agent.chats} / {agent.capacity}
										</td>
									</tr>
								))}
							</tbody>
						</table>
					</div>
				)}
				{singleKeys && state && (
					<p className={styles.tip}>
						{before}
						<Kbd size="sm">?</Kbd>
						{after}
					</p>
				)}
			</div>
		</section>
	);
}
