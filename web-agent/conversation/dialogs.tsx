import { useNavigate } from "react-router";
import type { OpenConversation, View } from "../../src/desk/wire.ts";
import { AssignDialog } from "../supervise/assign.tsx";
import { BlockDialog } from "./block.tsx";
import { CloseDialog } from "./close.tsx";
import { ReturnDialog } from "./return.tsx";
import { TemplateDialog } from "./template.tsx";
import { TransferDialog } from "./transfer.tsx";

export type DialogName = "transfer" | "close" | "return" | "assign" | "block" | "template";

/** The dialogs of a conversation; one at a time, each fresh when it opens. */
export function Dialogs(props: { open: OpenConversation; view: View; dialog: DialogName | null; onClose: () => void }) {
	const { open, view, dialog, onClose } = props;
	const navigate = useNavigate();
	// It is no longer one's own: back to the list.
	const onGone = () => navigate(`/${view}`);
	if (dialog === "transfer") return <TransferDialog row={open.row} onClose={onClose} onGone={onGone} />;
	if (dialog === "close") return <CloseDialog row={open.row} onClose={onClose} onGone={onGone} />;
	if (dialog === "return") return <ReturnDialog row={open.row} onClose={onClose} onGone={onGone} />;
	if (dialog === "assign") return <AssignDialog row={open.row} onClose={onClose} />;
	if (dialog === "template") return <TemplateDialog row={open.row} onClose={onClose} />;
	if (dialog === "block") return <BlockDialog row={open.row} onClose={onClose} onGone={onGone} />;
	return null;
}
