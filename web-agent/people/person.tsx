import { Button } from "@mantine/core";
import { IconArrowLeft, IconEye, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import admin from "../admin/admin.module.css";
import { Page } from "../admin/page.tsx";
import { may, useMe } from "../connection/session.ts";
import { useLanguage } from "../shell/language.ts";
import { FailureState, Splash } from "../shell/states.tsx";
import { dateTime, exactTime } from "../shell/time.ts";
import { PersonForm } from "./form.tsx";
import styles from "./people.module.css";
import { type Document, type Person, personQuery } from "./people.ts";
import { ShowDocuments } from "./show.tsx";

/** One record on file: what it says, and what was done to it (B11, P2). */
export function PersonPage() {
	const { t } = useTranslation();
	const { id = "" } = useParams();
	const person = useQuery(personQuery(id));
	if (person.data) return <Record key={id} person={person.data} />;
	if (!person.isError) return <Splash />;
	return (
		<Page title={t("people.title")} lead={t("people.lead")}>
			<FailureState title={t("people.failedOne")} error={person.error} retry={() => void person.refetch()} />
		</Page>
	);
}

function Record({ person }: { person: Person }) {
	const { t } = useTranslation();
	const edits = may(useMe(), "citizens.edit") && person.mergedInto === null;
	const [open, setOpen] = useState<"edit" | "show" | null>(null);
	/** In full, once they were asked for. */
	const [documents, setDocuments] = useState<Document[] | null>(person.documents.length === 0 ? [] : null);
	const needs: Record<string, string> = t("people.needsNamed", { returnObjects: true });
	const kinds: Record<string, string> = t("people.contactKinds", { returnObjects: true });
	const unknown = <span className={admin.quiet}>{t("people.unknown")}</span>;
	const facts: [string, ReactNode][] = [
		[
			t("people.documents"),
			person.documents.length === 0
				? t("people.noDocuments")
				: (documents ?? person.documents).map(({ country, type, number }) => (
						<div key={`${country} ${type} ${number}`}>
							{type.toUpperCase()} {number} <small>{country}</small>
						</div>
					)),
		],
		[
			t("people.contacts"),
			person.contacts.length === 0
				? t("people.noContacts")
				: person.contacts.map(({ kind, address, verifiedAt }) => (
						<div key={`${kind} ${address}`}>
							{kinds[kind]}: {address} <small>{t(verifiedAt ? "people.verified" : "people.unverified")}</small>
						</div>
					)),
		],
		[t("people.birthDate"), person.birthDate ?? unknown],
		[t("people.needs"), person.needs.map((need) => needs[need] ?? need).join(", ") || "—"],
		[t("people.language"), person.language ? t(`language.${person.language}`) : unknown],
		[t("people.preferred"), person.preferred ? (kinds[person.preferred] ?? person.preferred) : unknown],
		[t("people.customerType"), t(`people.customerTypes.${person.customerType}`)],
		[t("people.proof"), t(`people.proofs.${person.proof}`)],
		[t("people.notes"), person.notes || "—"],
	];
	return (
		<Page
			title={person.name}
			lead={t("people.lead")}
			action={
				<div className={admin.actions}>
					<Button component={Link} to="/people" variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />}>
						{t("people.back")}
					</Button>
					{documents === null && (
						<Button variant="default" leftSection={<IconEye size={16} aria-hidden />} onClick={() => setOpen("show")}>
							{t("people.show.button")}
						</Button>
					)}
					{edits && (
						<Button leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setOpen("edit")}>
							{t("people.edit")}
						</Button>
					)}
				</div>
			}
		>
			<div className={styles.page}>
				{person.mergedInto !== null && (
					<p role="status">
						{t("people.merged")}{" "}
						<Link className={styles.link} to={`/people/${encodeURIComponent(person.mergedInto)}`}>
							{t("people.seeMerged")}
						</Link>
					</p>
				)}
				<dl className={styles.facts}>
					{facts.map(([name, value]) => (
						<Fact key={name} name={name} value={value} />
					))}
				</dl>
				<h2>{t("people.history")}</h2>
				<p className={admin.quiet}>{t("people.historyLead")}</p>
				<History entries={person.history} />
			</div>
			{open === "edit" && <PersonForm person={person} documents={documents} onClose={() => setOpen(null)} />}
			{open === "show" && <ShowDocuments id={person.id} onShown={setDocuments} onClose={() => setOpen(null)} />}
		</Page>
	);
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
	return (
		<>
			<dt>{name}</dt>
			<dd>{value}</dd>
		</>
	);
}

function History({ entries }: { entries: Person["history"] }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const happened: Record<string, string> = t("people.happened", { returnObjects: true });
	const fields: Record<string, string> = t("people.fields", { returnObjects: true });
	const reasons: Record<string, string> = t("people.show.reasons", { returnObjects: true });
	if (entries.length === 0) return <p className={admin.quiet}>{t("people.noHistory")}</p>;
	const said = ({ type, data }: Person["history"][number]) =>
		(happened[type] ?? type)
			.replace(
				"{{fields}}",
				String(data.fields ?? "")
					.split(",")
					.map((field) => fields[field] ?? field)
					.join(", "),
			)
			.replace("{{reason}}", reasons[String(data.reason)] ?? "");
	return (
		<ol className={styles.history}>
			{entries.map((entry) => (
				<li key={entry.id}>
					{said(entry)}
					<small>
						<time dateTime={entry.at} title={exactTime(entry.at, language)}>
							{dateTime(entry.at, language)}
						</time>
						{" · "}
						{entry.by ?? t("people.somebody")}
					</small>
				</li>
			))}
		</ol>
	);
}
