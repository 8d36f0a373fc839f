import { IconHistory, IconShield, IconShieldCheck, IconShieldQuestion, IconStarFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { OpenConversation } from "../../src/desk/wire.ts";
import { channelIcons } from "../inbox/channel-icons.ts";
import { DangerMark } from "../inbox/danger-mark.tsx";
import { nameOf } from "../inbox/name.ts";
import { Avatar } from "../shell/avatar.tsx";
import { useLanguage } from "../shell/language.ts";
import { dateTime, longDay } from "../shell/time.ts";
import { useAssurance } from "./assurance.ts";
import styles from "./card.module.css";

type InteractionRow = OpenConversation["card"]["interactions"][number];

const shields = { none: IconShieldQuestion, claimed: IconShield, verified: IconShieldCheck };

/** Who one talks with, and what came before. */
export function CitizenCard(props: { open: OpenConversation }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const { card, row } = props.open;
	const { identity } = row;
	const assurance = useAssurance(identity);
	const Shield = shields[assurance];
	const Channel = channelIcons[card.channel];
	return (
		<div className={styles.card}>
			<div className={styles.who}>
				<Avatar name={card.name ?? ""} size={48} />
				<div>
					<h3>{nameOf(card, t)}</h3>
					<p className={styles.assurance} data-assurance={assurance}>
						<Shield size={16} stroke={1.8} aria-hidden />
						{t(`card.assurance.${assurance}`)}
					</p>
					<DangerMark danger={row.danger} />
				</div>
			</div>
			<dl className={styles.facts}>
				{identity && (
					<div>
						<dt>{t("card.identity")}</dt>
						<dd>
							{t(`card.method.${identity.method}`)}, {dateTime(identity.at, language)}
						</dd>
					</div>
				)}
				<div>
					<dt>{t("card.channel")}</dt>
					<dd>
						<Channel size={16} stroke={1.6} aria-hidden />
						{t(`channel.${card.channel}`)}
					</dd>
				</div>
				<div>
					<dt>{t("card.address")}</dt>
					<dd>
						<code>{card.address}</code>
					</dd>
				</div>
				<div>
					<dt>{t("card.language")}</dt>
					<dd>{t(`language.${card.language}`)}</dd>
				</div>
				<div>
					<dt>{t("card.since")}</dt>
					<dd>{dateTime(card.since, language)}</dd>
				</div>
				<div>
					<dt>{t("card.privacy")}</dt>
					<dd>
						{card.privacy
							? t("card.privacyAccepted", { date: longDay(card.privacy.at, language), version: card.privacy.version })
							: t("card.privacyNone")}
					</dd>
				</div>
			</dl>
			<section>
				<h3 className={styles.title}>{t(identity?.citizen ? "card.pastAll" : "card.past")}</h3>
				{card.interactions.length === 0 ? (
					<p className={styles.none}>
						<IconHistory size={18} stroke={1.6} aria-hidden />
						<span>
							<b>{t("card.noPast")}</b>
							{t("card.noPastHelp")}
						</span>
					</p>
				) : (
					<ol className={styles.past}>
						{card.interactions.map((interaction) => (
							<Past key={interaction.id} interaction={interaction} />
						))}
					</ol>
				)}
			</section>
		</div>
	);
}

function Past(props: { interaction: InteractionRow }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const { interaction } = props;
	const { survey } = interaction;
	const Channel = channelIcons[interaction.channel];
	const by = interaction.agentName ? t("card.by", { name: interaction.agentName }) : t("card.byBot");
	return (
		<li className={styles.one} data-now={interaction.endedAt === null}>
			<p className={styles.when}>
				<Channel size={14} stroke={1.6} aria-label={t(`channel.${interaction.channel}`)} role="img" />
				{dateTime(interaction.openedAt, language)}
			</p>
			<p className={styles.how}>
				{interaction.outcome ? t(`outcome.${interaction.outcome}`) : t("card.now")} <span>{by}</span>
			</p>
			{interaction.topic && <p className={styles.topic}>{interaction.topic}</p>}
			{survey && survey.overall !== null && (
				<p className={styles.survey}>
					<IconStarFilled size={14} aria-hidden />
					{t("card.overall", { value: survey.overall })}
				</p>
			)}
			{survey && survey.attention !== null && (
				<p className={styles.survey}>
					<IconStarFilled size={14} aria-hidden />
					{t("card.attention", { value: survey.attention })}
				</p>
			)}
			{survey?.comment && <blockquote className={styles.comment}>{survey.comment}</blockquote>}
		</li>
	);
}
