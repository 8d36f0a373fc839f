import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme/global.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./app.tsx";
import { kindOf, mayPass } from "./connection/failure.ts";
import { sessionQuery } from "./connection/session.ts";
import { startTexts } from "./i18n.ts";
import { storedLanguage } from "./shell/language.ts";
import { cssVariables, theme } from "./theme/theme.ts";

startTexts(storedLanguage());

const queries = new QueryClient({
	queryCache: new QueryCache({
		// The session ended while a page was open: look again, and the sign-in page comes.
		onError: (error, query) => {
			if (kindOf(error) === "unauthenticated" && query.queryKey[0] !== "session") {
				void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
			}
		},
	}),
	defaultOptions: {
		// The socket tells what changes; a lost connection is handled where it is (connection/desk.tsx).
		queries: {
			networkMode: "always",
			staleTime: 30_000,
			refetchOnWindowFocus: false,
			retry: (count, error) => count < 2 && kindOf(error) === "internal" && mayPass(error),
		},
		mutations: { networkMode: "always", retry: false },
	},
});

const root = document.getElementById("root");
if (root) {
	createRoot(root).render(
		<StrictMode>
			<MantineProvider
				theme={theme}
				cssVariablesResolver={cssVariables}
				defaultColorScheme="auto"
				colorSchemeManager={localStorageColorSchemeManager({ key: "ventanilla.scheme" })}
			>
				<QueryClientProvider client={queries}>
					<Notifications position="top-right" limit={4} containerWidth={360} />
					<BrowserRouter basename="/desk">
						<App />
					</BrowserRouter>
				</QueryClientProvider>
			</MantineProvider>
		</StrictMode>,
	);
}
