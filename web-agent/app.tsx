import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Navigate, Route, Routes } from "react-router";
import { AuditPage } from "./admin/audit.tsx";
import { ChannelsPage } from "./admin/channels-page.tsx";
import { MailsPage } from "./admin/mails.tsx";
import { TeamPage } from "./admin/team.tsx";
import { UndeliveredPage } from "./admin/undelivered.tsx";
import { ArticlesPage } from "./articles/articles.tsx";
import { OrganisationsPage } from "./centre/organisations-page.tsx";
import { UnitsPage } from "./centre/units-page.tsx";
import { DeskProvider } from "./connection/desk.tsx";
import { type Me, may, sessionQuery } from "./connection/session.ts";
import { InboxPage } from "./inbox/inbox.tsx";
import { PeoplePage } from "./people/list.tsx";
import { PersonPage } from "./people/person.tsx";
import { pagesFor, viewsFor } from "./shell/places.ts";
import { Shell } from "./shell/shell.tsx";
import { FullPageFailure, NotFound, Splash } from "./shell/states.tsx";
import { SignInPage } from "./sign-in/sign-in.tsx";
import { BlockedPage } from "./supervise/blocked.tsx";

/** Whoever is not signed in sees the sign-in page at the address they asked for, and goes on there afterwards. */
export function App() {
	const session = useQuery(sessionQuery);
	const queries = useQueryClient();
	const [ended, setEnded] = useState<"expired" | "revoked" | null>(null);
	const onSignedOut = useCallback(
		(code: "expired" | "revoked") => {
			setEnded(code);
			queries.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
			queries.setQueryData(sessionQuery.queryKey, null);
		},
		[queries],
	);
	if (session.isPending) return <Splash />;
	if (session.isError && session.data === undefined) {
		return <FullPageFailure error={session.error} retry={() => void session.refetch()} />;
	}
	if (!session.data) return <SignInPage ended={ended} onSignedIn={() => setEnded(null)} />;
	return <SignedIn key={session.data.id} me={session.data} onSignedOut={onSignedOut} />;
}

function SignedIn(props: { me: Me; onSignedOut: (code: "expired" | "revoked") => void }) {
	const { me, onSignedOut } = props;
	const home = viewsFor(me)[0]?.path ?? pagesFor(me)[0]?.path;
	return (
		<DeskProvider staff={may(me, "desk.use") ? me.id : null} onSignedOut={onSignedOut}>
			<Routes>
				<Route element={<Shell />}>
					<Route index element={home ? <Navigate to={home} replace /> : <NotFound />} />
					<Route path="sign-in" element={<Navigate to="/" replace />} />
					{viewsFor(me).map(({ view, path }) => (
						<Route key={view} path={`${path}/:id?`} element={<InboxPage key="inbox" view={view} />} />
					))}
					{may(me, "citizens.read") && <Route path="/people" element={<PeoplePage />} />}
					{may(me, "citizens.read") && <Route path="/people/:id" element={<PersonPage />} />}
					{may(me, "kb.read") && <Route path="/articles/:id?" element={<ArticlesPage />} />}
					{may(me, "senders.unblock") && <Route path="/blocked" element={<BlockedPage />} />}
					{may(me, "staff.read") && <Route path="/team" element={<TeamPage />} />}
					{may(me, "units.read") && <Route path="/units" element={<UnitsPage />} />}
					{may(me, "units.read") && <Route path="/organisations" element={<OrganisationsPage />} />}
					{may(me, "audit.read") && <Route path="/audit" element={<AuditPage />} />}
					{may(me, "channels.manage") && <Route path="/channels" element={<ChannelsPage />} />}
					{may(me, "mails.read") && <Route path="/mails" element={<MailsPage />} />}
					{may(me, "outbox.manage") && <Route path="/undelivered" element={<UndeliveredPage />} />}
					<Route path="*" element={<NotFound />} />
				</Route>
			</Routes>
		</DeskProvider>
	);
}
