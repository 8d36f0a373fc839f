import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";
import { Text } from "../conversation/parts.tsx";
import { type Language, useLanguage } from "../shell/language.ts";
import { FailureState } from "../shell/states.tsx";
import { longDate } from "../shell/time.ts";
import { usePhone } from "../shell/use-phone.ts";
import styles from "./articles.module.css";

const Article = z.object({
	id: z.string(),
	title: z.string(),
	topic: z.string(),
	updated: z.string(),
	paragraphs: z.array(z.string()),
});

/** One article as the bot gives it. */
export function Reading(props: { id: string; language: Language }) {
	const { t } = useTranslation();
	const own = useLanguage();
	const phone = usePhone();
	const { id, language } = props;
	const article = useQuery({
		queryKey: ["article", language, id],
		queryFn: ({ signal }) =>
			request(`/api/v1/articles/${encodeURIComponent(id)}?lang=${language}`, Article, { signal }),
	});
	if (article.isError) {
		return <FailureState title={t("articles.failedOne")} error={article.error} retry={() => void article.refetch()} />;
	}
	if (!article.data) {
		return (
			<div className={styles.article} role="status" aria-label={t("shell.loading")}>
				<Skeleton height={24} width="60%" mb={24} />
				{[92, 97, 84, 95, 60].map((width) => (
					<Skeleton key={width} height={12} width={`${width}%`} mb={12} />
				))}
			</div>
		);
	}
	const Heading = phone ? "h1" : "h2";
	const { title, topic, updated, paragraphs } = article.data;
	return (
		<article className={styles.article} lang={language}>
			<Heading>{title}</Heading>
			<p className={styles.facts}>
				{topic} · {t("articles.updated", { date: longDate(updated, own) })}
			</p>
			{paragraphs.map((paragraph, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of one text never change places
				<Text key={index} text={paragraph} />
			))}
		</article>
	);
}
