import { Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NavLink, useNavigate } from "react-router";
import type { DeskState } from "../../src/desk/wire.ts";
import { useDeskIfAny } from "../connection/desk.tsx";
import { useMe } from "../connection/session.ts";
import { createStore, useStore } from "../connection/store.ts";
import { Logo } from "./logo.tsx";
import { pagesFor, pageTitle, viewsFor } from "./places.ts";
import styles from "./rail.module.css";
import { UserMenu } from "./user-menu.tsx";

/** Pages that have room in the bar of a phone, where they stand alone. */
const roomFor = 4;

const noState = createStore<DeskState | null>(null);

/** The way around: conversations first, then what is administered, then one's own account. */
export function Rail(props: { onKeys: () => void; onPreferences: () => void }) {
	const { t } = useTranslation();
	const me = useMe();
	const counts = useStore(useDeskIfAny()?.state ?? noState)?.counts;
	const views = viewsFor(me);
	const pages = pagesFor(me);
	return (
		<nav className={styles.rail} aria-label={t("shell.main")}>
			<span className={styles.logo}>
				<Logo size={32} />
			</span>
			{views.length > 0 && (
				<div className={styles.views}>
					<ul aria-label={t("shell.views")}>
						{views.map(({ view, path, icon: Icon, count }) => {
							const number = counts ? count(counts) : null;
							return (
								<li key={view} data-view={view}>
									<Tooltip label={t(`view.${view}`)} position="right">
										<NavLink to={path} className={styles.link}>
											<span className={styles.icon}>
												<Icon size={22} stroke={1.6} aria-hidden />
												{number !== null && number > 0 && (
													<span className={styles.count} data-view={view} aria-hidden>
														{number > 99 ? "99+" : number}
													</span>
												)}
											</span>
											<span className={styles.word}>{t(`view.short.${view}`)}</span>
											<span className={styles.spoken}>
												{t(`view.${view}`)}
												{number !== null && `, ${t("view.count", { count: number })}`}
											</span>
										</NavLink>
									</Tooltip>
								</li>
							);
						})}
					</ul>
				</div>
			)}
			{pages.length > 0 && (
				<div className={views.length > 0 ? styles.pages : styles.views}>
					<ul aria-label={t("shell.administration")}>
						{pages.map(({ page, path, icon: Icon }, place) => (
							<li key={page} data-beyond={place >= roomFor || undefined}>
								<Tooltip label={t(pageTitle(page))} position="right">
									<NavLink to={path} className={styles.link}>
										<span className={styles.icon}>
											<Icon size={22} stroke={1.6} aria-hidden />
										</span>
										<span className={styles.word}>{t(pageTitle(page))}</span>
										<span className={styles.spoken}>{t(pageTitle(page))}</span>
									</NavLink>
								</Tooltip>
							</li>
						))}
					</ul>
				</div>
			)}
			{(views.length > 0 ? pages.length > 0 : pages.length > roomFor) && <More />}
			<UserMenu onKeys={props.onKeys} onPreferences={props.onPreferences} />
		</nav>
	);
}

/** On a phone the rail has no room for everything. */
function More() {
	const { t } = useTranslation();
	const me = useMe();
	const navigate = useNavigate();
	const views = viewsFor(me);
	const hidden = views.filter(({ view }) => view === "past");
	const pages = pagesFor(me).slice(views.length > 0 ? 0 : roomFor);
	return (
		<div className={styles.more}>
			<Menu position="top-end">
				<Menu.Target>
					<UnstyledButton className={styles.link}>
						<span className={styles.icon}>
							<IconDots size={22} stroke={1.6} aria-hidden />
						</span>
						<span className={styles.word}>{t("shell.more")}</span>
					</UnstyledButton>
				</Menu.Target>
				<Menu.Dropdown>
					{hidden.map(({ view, path, icon: Icon }) => (
						<Menu.Item key={view} leftSection={<Icon size={18} aria-hidden />} onClick={() => navigate(path)}>
							{t(`view.${view}`)}
						</Menu.Item>
					))}
					{pages.map(({ page, path, icon: Icon }) => (
						<Menu.Item key={page} leftSection={<Icon size={18} aria-hidden />} onClick={() => navigate(path)}>
							{t(pageTitle(page))}
						</Menu.Item>
					))}
				</Menu.Dropdown>
			</Menu>
		</div>
	);
}
