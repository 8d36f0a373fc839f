import { type Upload, type UploadFailure, upload } from "../chat/files.ts";
import { sizeLabel } from "../core/bytes.ts";
import { fileLimit, filesLimit } from "../core/limits.ts";
import type { Say } from "../core/texts.ts";
import type { FilePart, Language } from "../core/wire.ts";
import { h, icon, setText } from "./dom.ts";

export interface Attachments {
	element: HTMLElement;
	add(files: Iterable<File>): void;
	/** Puts stored ones back, of a draft. */
	restore(files: FilePart[]): void;
	ready(): FilePart[];
	busy(): boolean;
	clear(): void;
}

export interface AttachmentNeeds {
	say: Say;
	language: Language;
	server: string;
	token(): string | null;
	/** Tells the citizen what is wrong, in full. */
	trouble(text: string): void;
	changed(): void;
	focusBack(): void;
}

/** Files on their way: each with its progress, what went wrong, and a way out. */
export function viewAttachments(needs: AttachmentNeeds): Attachments {
	const { say } = needs;
	const rows = new Map<HTMLElement, { file: FilePart | null; upload: Upload | null }>();
	const element = h("ul", { class: "attachments", "aria-label": say("file.list"), hidden: true });
	const changed = () => {
		element.hidden = rows.size === 0;
		needs.changed();
	};
	const remove = (row: HTMLElement) => {
		rows.get(row)?.upload?.cancel();
		rows.delete(row);
		row.remove();
		changed();
	};

	function addRow(name: string, size: number) {
		const state = h("span", { class: "small" });
		const bar = h("progress", { max: 1, value: 0, "aria-label": say("file.uploading", { name }) });
		const extra = h("span", { class: "extra" });
		const out = h("button", { type: "button", class: "round", "aria-label": say("file.cancel", { name }) }, icon("x"));
		const row = h(
			"li",
			{},
			icon("file"),
			h(
				"span",
				{ class: "grow" },
				h("span", { class: "name" }, `${name} · ${sizeLabel(size, needs.language)}`),
				bar,
				state,
			),
			extra,
			out,
		);
		out.addEventListener("click", () => {
			remove(row);
			needs.focusBack();
		});
		element.append(row);
		const ready = (file: FilePart) => {
			rows.set(row, { file, upload: null });
			bar.remove();
			extra.replaceChildren();
			out.setAttribute("aria-label", say("file.remove", { name }));
			setText(state, say("file.ready"));
		};
		return { row, state, bar, extra, ready };
	}

	function start(file: File) {
		const view = addRow(file.name, file.size);
		const begin = () => {
			const sending = upload(needs.server, needs.token(), file, (share) => {
				view.bar.value = share;
				setText(view.state, say("file.percent", { percent: Math.round(share * 100) }));
			});
			rows.set(view.row, { file: null, upload: sending });
			view.bar.hidden = false;
			view.extra.replaceChildren();
			void sending.done.then((outcome) => {
				if (!rows.has(view.row) || outcome === null) return;
				if (typeof outcome !== "string") view.ready(outcome);
				else failed(outcome);
				changed();
			});
		};
		const failed = (failure: UploadFailure) => {
			const text = failureText(failure, file);
			needs.trouble(text);
			// It may work another time; else the file itself is at fault and leaves.
			if (failure !== "failed" && failure !== "busy") return remove(view.row);
			rows.set(view.row, { file: null, upload: null });
			view.bar.hidden = true;
			setText(view.state, text);
			view.extra.replaceChildren(
				h(
					"button",
					{ type: "button", class: "link", onclick: begin, "aria-label": say("file.retry", { name: file.name }) },
					say("mark.retry"),
				),
			);
		};
		begin();
	}

	function failureText(failure: UploadFailure, file: File): string {
		if (failure === "too-big") {
			return say("file.tooBig", {
				size: sizeLabel(file.size, needs.language),
				limit: sizeLabel(fileLimit, needs.language),
			});
		}
		return say(`file.${failure}`, { name: file.name });
	}

	return {
		element,
		add(files) {
			for (const file of files) {
				if (rows.size >= filesLimit) {
					needs.trouble(say("file.tooMany", { count: filesLimit }));
					break;
				}
				if (file.size > fileLimit || file.size === 0) needs.trouble(failureText(file.size ? "too-big" : "empty", file));
				else start(file);
			}
			changed();
		},
		restore(files) {
			for (const file of files) addRow(file.name, file.size).ready(file);
			changed();
		},
		ready: () => [...rows.values()].flatMap(({ file }) => (file ? [file] : [])),
		busy: () => [...rows.values()].some((row) => row.upload !== null),
		clear() {
			for (const row of [...rows.keys()]) remove(row);
		},
	};
}
