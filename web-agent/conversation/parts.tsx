import { IconBook2, IconFile, IconFileTypePdf, IconPhoto, IconShieldX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskMessage } from "../../src/desk/wire.ts";
import { useLanguage } from "../shell/language.ts";
import { useDoubt } from "./doubts.ts";
import { piecesOf } from "./links.ts";
import styles from "./parts.module.css";
import { sizeText } from "./size.ts";

type Part = DeskMessage["parts"][number];
export type FileOf = Pick<Extract<Part, { type: "file" }>, "file" | "name" | "mime" | "size" | "width" | "height">;

/** What a message is made of. */
export function Parts(props: { parts: readonly Part[] }) {
	return props.parts.map((part, index) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: a message's parts never change places
		<PartView key={index} part={part} />
	));
}

function PartView({ part }: { part: Part }) {
	const { t } = useTranslation();
	if (part.type === "text" || part.type === "template") return <Text text={part.text} />;
	if (part.type === "file") return <FileView file={part} />;
	if (part.type === "choice") return <Text text={part.label} />;
	if (part.type === "citation") {
		return (
			<p className={styles.source}>
				<IconBook2 size={16} stroke={1.6} aria-hidden />
				{t("conversation.source", { title: part.title })}
			</p>
		);
	}
	return (
		<ul className={styles.choices} aria-label={t("conversation.choices")}>
			{part.options.map((option) => (
				<li key={option.id}>{option.label}</li>
			))}
		</ul>
	);
}

export function Text(props: { text: string }) {
	return (
		<p className={styles.text}>
			{piecesOf(props.text).map((piece, index) =>
				piece.kind === "link" ? (
					// biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text never change places
					<a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
						{piece.text}
					</a>
				) : (
					piece.text
				),
			)}
		</p>
	);
}

const pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];
/** CSS pixels. */
const largest = 280;

function FileView(props: { file: FileOf }) {
	const { t } = useTranslation();
	const { file } = props;
	const doubt = useDoubt(file.file);
	if (doubt === "infected") {
		return (
			<p className={styles.removed}>
				<IconShieldX size={24} stroke={1.5} aria-hidden />
				<span>
					<b>{file.name}</b>
					<small>{t("conversation.doubt.infected")}</small>
				</span>
			</p>
		);
	}
	return (
		<>
			<OpenFile file={file} />
			{doubt !== undefined && <p className={styles.hint}>{t(`conversation.doubt.${doubt}`)}</p>}
		</>
	);
}

/** As the browser shows it: a picture, a player, else a card by which it is downloaded. */
function OpenFile(props: { file: FileOf }) {
	const { t } = useTranslation();
	const { file } = props;
	const [broken, setBroken] = useState(false);
	const kind = kindOf(file);
	if (kind === "other" || broken) {
		return (
			<>
				{broken && <p className={styles.hint}>{t(`conversation.${kind === "image" ? "image" : "play"}Failed`)}</p>}
				<FileCard file={file} />
			</>
		);
	}
	if (kind === "image") return <Picture file={file} onBroken={() => setBroken(true)} />;
	const Player = kind;
	return (
		<>
			{/* A voice note has no captions; `metadata`: its length shows, the rest comes as it is heard. */}
			<Player
				className={styles[kind]}
				controls
				preload="metadata"
				src={addressOf(file)}
				aria-label={t(`conversation.${kind}`, { name: file.name })}
				onError={() => setBroken(true)}
			/>
			<FileCard file={file} />
		</>
	);
}

function Picture(props: { file: FileOf; onBroken: () => void }) {
	const { t } = useTranslation();
	const { file } = props;
	const box = boxOf(file);
	return (
		<a className={styles.image} href={addressOf(file)} target="_blank" rel="noopener" download={file.name}>
			<img
				src={addressOf(file)}
				alt={t("conversation.image", { name: file.name })}
				width={box.width}
				height={box.height}
				loading="lazy"
				decoding="async"
				onError={props.onBroken}
			/>
		</a>
	);
}

function FileCard(props: { file: FileOf }) {
	const { t } = useTranslation();
	const language = useLanguage();
	const { file } = props;
	const size = sizeText(file.size, language);
	const Mark =
		file.mime === "application/pdf" ? IconFileTypePdf : file.mime.startsWith("image/") ? IconPhoto : IconFile;
	return (
		<a
			className={styles.file}
			href={addressOf(file)}
			download={file.name}
			aria-label={t("conversation.file", { name: file.name, size })}
		>
			<Mark size={24} stroke={1.5} aria-hidden />
			<span>
				<b>{file.name}</b>
				<small>{size}</small>
			</span>
		</a>
	);
}

function kindOf({ mime }: FileOf): "image" | "audio" | "video" | "other" {
	if (pictures.includes(mime)) return "image";
	if (mime.startsWith("audio/")) return "audio";
	return mime.startsWith("video/") ? "video" : "other";
}

function addressOf(file: FileOf): string {
	return `/api/v1/files/${encodeURIComponent(file.file)}`;
}

/** The place an image takes, known before it is there, so that nothing moves when it comes. */
function boxOf(file: FileOf): { width: number; height: number } {
	if (!file.width || !file.height) return { width: 240, height: 180 };
	const scale = Math.min(1, largest / file.width, largest / file.height);
	return { width: Math.round(file.width * scale), height: Math.round(file.height * scale) };
}
