import { ActionIcon, SegmentedControl, Skeleton, TextInput } from "@mantine/core";
import { IconArrowLeft, IconBook2, IconSearch, IconSearchOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";
import { type Language, useLanguage } from "../shell/language.ts";
import { plain } from "../shell/plain.ts";
import { Empty, FailureState } from "../shell/states.tsx";
import styles from "./articles.module.css";
import { Reading } from "./reading.tsx";

const ArticleRow = z.object({ id: z.string(), title: z.string(), topic: z.string(), updated: z.string() });
const Articles = z.object({ articles: z.array(ArticleRow) });

/** The published articles, to read; writing them comes with its own issue. */
export function ArticlesPage() {
	const { t } = useTranslation();
	const { id } = useParams();
	const own = useLanguage();
	const [language, setLanguage] = useState<Language>(own);
	const [search, setSearch] = useState("");
	const wanted = useDeferredValue(plain(search));
	const articles = useQuery({
		queryKey: ["articles", language],
		queryFn: ({ signal }) => request(`/api/v1/articles?lang=${language}`, Articles, { signal }),
	});
	const rows = articles.data?.articles;
	const shown = rows?.filter((row) => plain(`${row.title} ${row.topic}`).includes(wanted));

	useEffect(() => {
		document.title = `${t("articles.title")} · ${t("product")}`;
	}, [t]);

	return (
		<main className={styles.articles} data-open={id !== undefined}>
			<section className={styles.list} aria-labelledby="articles-title">
				<div className={styles.head}>
					<div className={styles.line}>
						<h1 id="articles-title">{t("articles.title")}</h1>
						<SegmentedControl
							aria-label={t("articles.language")}
							value={language}
							onChange={(value) => setLanguage(value === "en" ? "en" : "es")}
							data={[
								{ value: "es", label: t("language.own.es") },
								{ value: "en", label: t("language.own.en") },
							]}
						/>
					</div>
					<p className={styles.lead}>{t("articles.lead")}</p>
					<TextInput
						aria-label={t("articles.search")}
						placeholder={t("articles.search")}
						leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
						value={search}
						onChange={(event) => setSearch(event.currentTarget.value)}
					/>
				</div>
				<div className={styles.scroll}>
					{!shown ? (
						articles.isError ? (
							<FailureState title={t("articles.failed")} error={articles.error} retry={() => void articles.refetch()} />
						) : (
							<div role="status" aria-label={t("shell.loading")}>
								{[70, 52, 64, 58, 74, 48].map((width) => (
									<div key={width} className={styles.ghost}>
										<Skeleton height={12} width={`${width}%`} />
										<Skeleton height={10} width="32%" />
									</div>
								))}
							</div>
						)
					) : shown.length === 0 ? (
						rows?.length === 0 ? (
							<Empty icon={IconBook2} title={t("articles.empty")} help={t("articles.emptyHelp")} />
						) : (
							<Empty icon={IconSearchOff} title={t("articles.none")} help={t("articles.noneHelp")} />
						)
					) : (
						<ul>
							{shown.map((row) => (
								<li key={row.id}>
									<Link
										to={`/articles/${row.id}`}
										className={styles.row}
										aria-current={row.id === id ? "page" : undefined}
									>
										<b>{row.title}</b>
										<small>{row.topic}</small>
									</Link>
								</li>
							))}
						</ul>
					)}
				</div>
				<p className={styles.count} role="status">
					{shown && t("articles.count", { count: shown.length })}
				</p>
			</section>
			<section
				className={styles.reading}
				id="content"
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
				tabIndex={0}
				aria-label={t("articles.reading")}
				data-pane={id ? "conversation" : undefined}
			>
				{id === undefined ? (
					<Empty icon={IconBook2} title={t("articles.choose")} help={t("articles.chooseHelp")} />
				) : (
					<>
						<ActionIcon component={Link} to="/articles" className={styles.back} size={40} aria-label={t("shell.back")}>
							<IconArrowLeft size={22} aria-hidden />
						</ActionIcon>
						<Reading id={id} language={language} />
					</>
				)}
			</section>
		</main>
	);
}
