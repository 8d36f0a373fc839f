import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../connection/failure.ts";
import { sessionQuery, signIn } from "../connection/session.ts";
import { useFailureText } from "../shell/failure-text.ts";
import { chooseLanguage, useLanguage } from "../shell/language.ts";
import { Logo } from "../shell/logo.tsx";
import styles from "./sign-in.module.css";

/** Opens a session. It stands at whatever address was asked for, so signing in goes on there. */
export function SignInPage(props: { ended: "expired" | "revoked" | null; onSignedIn: () => void }) {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const explain = useFailureText();
	const language = useLanguage();
	const [email, setEmail] = useState("");
	const [password, setPassword] = useState("");
	const [checked, setChecked] = useState(false);
	const emailField = useRef<HTMLInputElement>(null);
	const passwordField = useRef<HTMLInputElement>(null);
	const attempt = useMutation({
		mutationFn: signIn,
		onSuccess: (me) => {
			props.onSignedIn();
			queries.setQueryData(sessionQuery.queryKey, me);
		},
		onError: () => passwordField.current?.select(),
	});

	useEffect(() => {
		document.title = `${t("signIn.title")} · ${t("product")}`;
	}, [t]);

	function submit(event: FormEvent) {
		event.preventDefault();
		setChecked(true);
		if (email.trim() === "") emailField.current?.focus();
		else if (password === "") passwordField.current?.focus();
		else attempt.mutate({ email: email.trim(), password });
	}

	return (
		<main className={styles.page}>
			<form className={styles.form} onSubmit={submit} noValidate>
				<Logo size={40} />
				<div>
					<h1 className={styles.title}>{t("signIn.title")}</h1>
					<p className={styles.lead}>{t("signIn.lead")}</p>
				</div>
				{props.ended && !attempt.isError && (
					<Alert color="accent" icon={<IconInfoCircle aria-hidden />} role="status">
						{t(`signIn.${props.ended}`)}
					</Alert>
				)}
				{attempt.isError && (
					<Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert" className={styles.refusal}>
						<Refusal error={attempt.error} explain={explain} />
					</Alert>
				)}
				<TextInput
					ref={emailField}
					size="md"
					label={t("signIn.email")}
					type="email"
					name="email"
					autoComplete="username"
					autoCapitalize="none"
					spellCheck={false}
					autoFocus
					value={email}
					onChange={(event) => setEmail(event.currentTarget.value)}
					error={checked && email.trim() === "" ? t("signIn.emptyEmail") : null}
				/>
				<PasswordInput
					ref={passwordField}
					size="md"
					label={t("signIn.password")}
					name="password"
					autoComplete="current-password"
					value={password}
					onChange={(event) => setPassword(event.currentTarget.value)}
					error={checked && password === "" ? t("signIn.emptyPassword") : null}
				/>
				<Button type="submit" size="md" fullWidth loading={attempt.isPending}>
					{t("signIn.submit")}
				</Button>
				<p className={styles.lead}>{t("signIn.forgot")}</p>
			</form>
			<SegmentedControl
				size="xs"
				aria-label={t("preferences.language")}
				value={language}
				onChange={(value) => chooseLanguage(value === "en" ? "en" : "es")}
				data={[
					{ value: "es", label: t("language.own.es") },
					{ value: "en", label: t("language.own.en") },
				]}
			/>
		</main>
	);
}

function Refusal(props: { error: unknown; explain: (error: unknown) => string }) {
	const { t } = useTranslation();
	const { error } = props;
	if (error instanceof Failure && error.kind === "too-many" && error.retryAfterMs !== null) {
		return t("signIn.locked", { count: Math.max(1, Math.ceil(error.retryAfterMs / 60_000)) });
	}
	if (error instanceof Failure && (error.kind === "unauthenticated" || error.kind === "invalid"))
		return t("signIn.wrong");
	return props.explain(error);
}
