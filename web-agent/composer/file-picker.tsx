import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { sizeText } from "../conversation/size.ts";
import { useLanguage } from "../shell/language.ts";
import { showToast } from "../shell/toast.tsx";
import { attach, mostFiles } from "./attachments.ts";
import type { Mode } from "./drafts.ts";

/** Attaches files, and says of each that is refused why. `address`: where they go, when not to the conversation. */
export function useAddFiles(conversation: string, mode: Mode, address?: string): (files: readonly File[]) => void {
	const { t } = useTranslation();
	const language = useLanguage();
	return (files) => {
		for (const refused of attach(conversation, mode, files, address)) {
			showToast({
				tone: "late",
				text:
					refused.why === "too-many"
						? t("composer.tooMany", { max: mostFiles })
						: refused.why === "empty"
							? t("composer.emptyFile", { name: refused.name })
							: t("composer.tooLarge", { name: refused.name, size: sizeText(refused.size, language) }),
			});
		}
	};
}

/** Lets the computer's own dialog choose files; `children` gets what opens it. */
export function FilePicker(props: {
	onFiles: (files: readonly File[]) => void;
	children: (pick: () => void) => ReactNode;
}) {
	const picker = useRef<HTMLInputElement>(null);
	return (
		<>
			{props.children(() => picker.current?.click())}
			<input
				ref={picker}
				type="file"
				multiple
				hidden
				aria-hidden
				tabIndex={-1}
				onChange={(event) => {
					props.onFiles([...(event.currentTarget.files ?? [])]);
					event.currentTarget.value = "";
				}}
			/>
		</>
	);
}
