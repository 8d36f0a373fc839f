import type { TFunction } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import type { Alert } from "../connection/desk.tsx";
import { useDeskIfAny } from "../connection/desk.tsx";
import { nameOf } from "../inbox/name.ts";
import { preferences } from "./preferences.ts";
import { showToast } from "./toast.tsx";

let audio: AudioContext | null = null;

/** Two short soft tones. Silent until the page was clicked once, as browsers want it. */
export function beep(): void {
	play([660, 880]);
}

/** Six tones, up and down: not to be taken for anything else. */
function ringAlarm(): void {
	play([880, 660, 880, 660, 880, 660]);
}

function play(hertz: readonly number[]): void {
	audio ??= new AudioContext();
	void audio.resume();
	for (const [place, pitch] of hertz.entries()) tone(audio, pitch, audio.currentTime + place * 0.14);
}

function tone(context: AudioContext, hertz: number, at: number): void {
	const oscillator = context.createOscillator();
	const gain = context.createGain();
	oscillator.frequency.value = hertz;
	gain.gain.setValueAtTime(0, at);
	gain.gain.linearRampToValueAtTime(0.12, at + 0.02);
	gain.gain.exponentialRampToValueAtTime(0.001, at + 0.22);
	oscillator.connect(gain).connect(context.destination);
	oscillator.start(at);
	oscillator.stop(at + 0.24);
}

export function notificationsAre(): NotificationPermission | "unsupported" {
	return "Notification" in window ? Notification.permission : "unsupported";
}

/** Asks the browser; only ever called by a click. */
export async function askToNotify(): Promise<NotificationPermission | "unsupported"> {
	return "Notification" in window ? await Notification.requestPermission() : "unsupported";
}

/**
 * Sounds and shows what arrives for this person: danger and new chats always, messages only when they are not being
 * looked at. Word of danger stays until it is put away (B12).
 */
export function useAlerts(): void {
	const desk = useDeskIfAny();
	const { t } = useTranslation();
	const navigate = useNavigate();
	const { id: open } = useParams();
	useEffect(() => {
		if (!desk) return;
		return desk.onAlert((alert) => {
			const path = `/${alert.kind === "danger" ? alert.view : "mine"}/${alert.row.id}`;
			const looking = !document.hidden && open === alert.row.id;
			if (alert.kind === "message" && looking) return;
			if (preferences.get().sound) (alert.kind === "danger" ? ringAlarm : beep)();
			const name = nameOf(alert.row, t);
			const { title, body } = wordsOf(alert, name, t);
			if (document.hidden) notify(title, body, alert, () => navigate(path));
			if (alert.kind !== "message" && !looking) {
				showToast({
					id: alert.row.id,
					title,
					text: body,
					...(alert.kind === "danger" && { tone: "late", stays: true }),
					action: { label: t("alert.open"), run: () => navigate(path) },
				});
			}
		});
	}, [desk, t, navigate, open]);
}

function wordsOf(alert: Alert, name: string, t: TFunction): { title: string; body: string } {
	switch (alert.kind) {
		case "assigned":
			return { title: t("alert.assigned"), body: t(`alert.${alert.why}`, { name }) };
		case "message":
			return { title: t("alert.message", { name }), body: alert.row.lastMessage?.text ?? "" };
		case "danger":
			return { title: t(`danger.${alert.row.danger ?? "life"}`), body: t("alert.danger", { name }) };
	}
}

function notify(title: string, body: string, alert: Alert, open: () => void): void {
	if (!preferences.get().notifications || notificationsAre() !== "granted") return;
	const notification = new Notification(title, { body: body.slice(0, 120), tag: `ventanilla-${alert.row.id}` });
	notification.onclick = () => {
		window.focus();
		open();
		notification.close();
	};
}
