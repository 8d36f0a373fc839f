import { Drawer } from "@mantine/core";
import { useDisclosure, useDocumentVisibility, useMediaQuery } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenConversation, View } from "../../src/desk/wire.ts";
import { CitizenCard } from "../citizen/card.tsx";
import { Composer } from "../composer/composer.tsx";
import type { Mode } from "../composer/drafts.ts";
import { useDesk } from "../connection/desk.tsx";
import { kindOf } from "../connection/failure.ts";
import { useMe } from "../connection/session.ts";
import { useStore } from "../connection/store.ts";
import { useKeys } from "../shell/keys.ts";
import { preferences, usePreferences } from "../shell/preferences.ts";
import { FailureState } from "../shell/states.tsx";
import { type DialogName, Dialogs } from "./dialogs.tsx";
import { ConversationHeader } from "./header.tsx";
import styles from "./pane.module.css";
import { OnlyTemplates, useOnlyTemplates } from "./reply-window.tsx";
import { ConversationSkeleton } from "./skeleton.tsx";
import { BlockStrip, CallbackStrip, DangerStrip, HandoffStrip, WhyNot } from "./strips.tsx";
import { Timeline } from "./timeline.tsx";
import { useClaim } from "./use-act.ts";
import { useConversation } from "./use-conversation.ts";

/** One conversation: its head, what was said, where one writes, and who it is with. */
export function ConversationPane(props: { id: string; view: View }) {
	const { t } = useTranslation();
	const { query, older } = useConversation(props.id);
	// Given to somebody else meanwhile: what was on screen is no longer one's to read.
	if (query.isError && (!query.data || kindOf(query.error) === "forbidden")) {
		return (
			<FailureState
				title={t("conversation.failed")}
				error={query.error}
				about="open"
				retry={() => void query.refetch()}
			/>
		);
	}
	if (!query.data) return <ConversationSkeleton view={props.view} />;
	return (
		<Opened
			open={query.data}
			view={props.view}
			older={{ load: older.mutate, loading: older.isPending, failed: older.isError }}
		/>
	);
}

function Opened(props: {
	open: OpenConversation;
	view: View;
	older: { load: (before: number) => void; loading: boolean; failed: boolean };
}) {
	const { t } = useTranslation();
	const { open, view } = props;
	const { row, may } = open;
	const me = useMe();
	const desk = useDesk();
	const mine = row.assignee?.id === me.id;
	const typing = useStore(desk.typing)[row.id] !== undefined;
	const unsent = useStore(desk.outbox.items).filter((item) => item.conversation === row.id);
	const { card } = usePreferences();
	const beside = useMediaQuery("(min-width: 1280px)", true, { getInitialValueInEffect: false });
	const [drawer, drawerIs] = useDisclosure(false);
	const [dialog, setDialog] = useState<DialogName | null>(null);
	const [chosen, setMode] = useState<Mode>("reply");
	const onlyTemplates = useOnlyTemplates(row) && may.write;
	const replies = may.write && !onlyTemplates;
	const mode: Mode = chosen === "reply" && !replies ? "note" : chosen;
	const field = useRef<HTMLTextAreaElement>(null);
	const claim = useClaim(row.id);
	const onSeenNewest = useMarkRead(open, mine);

	function write(next: Mode) {
		setMode(next);
		// At once, so that the next letter is not lost; a field that only now appears takes a frame.
		if (field.current) field.current.focus();
		else requestAnimationFrame(() => field.current?.focus());
	}
	const controls = mine && may.write;
	useKeys({
		r: replies ? () => write("reply") : onlyTemplates ? () => setDialog("template") : undefined,
		n: may.note ? () => write("note") : undefined,
		c: may.claim ? () => claim.mutate() : undefined,
		t: controls ? () => setDialog("transfer") : undefined,
		e: controls ? () => setDialog("close") : undefined,
	});

	const details = beside ? card : drawer;
	const toggleDetails = () => (beside ? preferences.set({ card: !card }) : drawerIs.toggle());
	return (
		<>
			<div className={styles.pane}>
				<ConversationHeader
					open={open}
					view={view}
					mine={mine}
					claim={claim}
					onDialog={setDialog}
					details={details}
					onDetails={toggleDetails}
				/>
				<DangerStrip row={row} />
				<BlockStrip row={row} />
				<HandoffStrip open={open} />
				<CallbackStrip row={row} />
				<Timeline open={open} unsent={unsent} typing={typing} older={props.older} onSeenNewest={onSeenNewest} />
				<WhyNot open={open} mine={mine} claim={claim} />
				{onlyTemplates && <OnlyTemplates onChoose={() => setDialog("template")} />}
				{(replies || may.note) && <Composer open={open} replies={replies} mode={mode} onMode={write} field={field} />}
			</div>
			{beside ? (
				card && (
					// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
					<section className={styles.card} aria-label={t("card.title")} tabIndex={0}>
						<CitizenCard open={open} />
					</section>
				)
			) : (
				<Drawer
					opened={drawer}
					onClose={drawerIs.close}
					position="right"
					size={340}
					title={t("card.title")}
					closeButtonProps={{ "aria-label": t("shell.close") }}
					classNames={{ body: styles.drawer ?? "" }}
				>
					<CitizenCard open={open} />
				</Drawer>
			)}
			<Dialogs open={open} view={view} dialog={dialog} onClose={() => setDialog(null)} />
		</>
	);
}

/** Tells the hub up to where one's own chat was read: only what was in sight, in a tab that is looked at. */
function useMarkRead(open: OpenConversation, mine: boolean): (atNewest: boolean) => void {
	const { call } = useDesk();
	const visible = useDocumentVisibility() === "visible";
	const [atNewest, setAtNewest] = useState(false);
	const sent = useRef(0);
	const { id, unread } = open.row;
	const newest = open.messages.at(-1)?.seq ?? 0;
	useEffect(() => {
		if (!mine || !visible || !atNewest) return;
		if (newest <= sent.current && unread === 0) return;
		const before = sent.current;
		sent.current = newest;
		call("conversation.read", { conversation: id, seq: newest }).catch(() => {
			sent.current = before;
		});
	}, [call, id, mine, visible, atNewest, newest, unread]);
	return setAtNewest;
}
