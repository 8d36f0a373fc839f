import { Button, Loader } from "@mantine/core";
import { type Icon, IconCloudOff, IconLock, IconMoodSad, IconRefresh } from "@tabler/icons-react";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { kindOf } from "../connection/failure.ts";
import { useFailureText } from "./failure-text.ts";
import styles from "./states.module.css";

/** What a place shows when it has nothing to show: what it is for and what comes next (ui.md). */
export function Empty(props: { icon: Icon; title: string; help?: string; children?: ReactNode; heading?: boolean }) {
	const Mark = props.icon;
	return (
		<div className={styles.state}>
			<span className={styles.mark}>
				<Mark size={28} stroke={1.5} aria-hidden />
			</span>
			{props.heading ? <h1 className={styles.title}>{props.title}</h1> : <p className={styles.title}>{props.title}</p>}
			{props.help && <p className={styles.help}>{props.help}</p>}
			{props.children}
		</div>
	);
}

/** An error with what to do about it, and what was kept. */
export function FailureState(props: {
	title: string;
	error: unknown;
	retry?: () => void;
	kept?: string;
	about?: "open";
}) {
	const { t } = useTranslation();
	const text = useFailureText();
	// What one may not see will not be there the next time either.
	const forbidden = kindOf(props.error) === "forbidden";
	const Mark = forbidden ? IconLock : IconCloudOff;
	return (
		<div className={styles.state} role="alert">
			<span className={styles.mark} data-late={!forbidden || undefined}>
				<Mark size={28} stroke={1.5} aria-hidden />
			</span>
			<p className={styles.title}>{props.title}</p>
			<p className={styles.help}>{text(props.error, props.about)}</p>
			{props.kept && <p className={styles.help}>{props.kept}</p>}
			{props.retry && !forbidden && (
				<Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={props.retry}>
					{t("shell.retry")}
				</Button>
			)}
		</div>
	);
}

export function Splash() {
	const { t } = useTranslation();
	return (
		<main className={styles.full}>
			<Loader size="sm" role="status" aria-label={t("shell.loading")} />
		</main>
	);
}

export function FullPageFailure(props: { error: unknown; retry: () => void }) {
	const { t } = useTranslation();
	return (
		<main className={styles.full}>
			<FailureState title={t("product")} error={props.error} retry={props.retry} />
		</main>
	);
}

export function NotFound() {
	const { t } = useTranslation();
	return (
		<main className={styles.full} id="content" tabIndex={-1}>
			<Empty icon={IconMoodSad} title={t("shell.notFound")} help={t("shell.notFoundHelp")} heading>
				<Button component={Link} to="/" variant="default">
					{t("shell.home")}
				</Button>
			</Empty>
		</main>
	);
}

function Crashed() {
	const { t } = useTranslation();
	return (
		<main className={styles.full} role="alert">
			<Empty icon={IconMoodSad} title={t("shell.crash")} help={t("shell.crashHelp")} heading>
				<Button variant="default" onClick={() => location.reload()}>
					{t("shell.reload")}
				</Button>
			</Empty>
		</main>
	);
}

/** Keeps a fault in one part from taking the whole desk down. Elsewhere (`place`) it is tried anew. */
export class Boundary extends Component<{ place: string; children: ReactNode }, { place: string; failed: boolean }> {
	override state = { place: this.props.place, failed: false };

	static getDerivedStateFromError(): { failed: boolean } {
		return { failed: true };
	}

	static getDerivedStateFromProps(props: { place: string }, state: { place: string }) {
		return props.place === state.place ? null : { place: props.place, failed: false };
	}

	override render() {
		return this.state.failed ? <Crashed /> : this.props.children;
	}
}
