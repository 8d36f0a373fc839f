import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation, useNavigate } from "react-router";
import { may, useMe } from "../connection/session.ts";
import { LogDialog } from "../log/log-dialog.tsx";
import { logDialog, useLogDialog } from "../log/opened.ts";
import { useAlerts } from "./alerts.ts";
import { useKeys } from "./keys.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import { viewsFor } from "./places.ts";
import { PreferencesDialog } from "./preferences-dialog.tsx";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";
import { Boundary } from "./states.tsx";

/** What stands around every page: the rail, the keys, the alerts. */
export function Shell() {
	const { t } = useTranslation();
	const me = useMe();
	const navigate = useNavigate();
	const { pathname } = useLocation();
	const [keys, keysDialog] = useDisclosure(false);
	const [prefs, prefsDialog] = useDisclosure(false);
	const logs = may(me, "interactions.log");
	const logging = useLogDialog();
	useAlerts();

	const go = (view: string) => {
		const place = viewsFor(me).find((each) => each.view === view);
		return place ? () => navigate(place.path) : undefined;
	};
	useKeys({
		"g q": go("queue"),
		"g m": go("mine"),
		"g a": go("all"),
		l: logs ? logDialog.open : undefined,
		"?": keysDialog.open,
	});

	return (
		<div className={styles.shell}>
			<a className={styles.skip} href="#content">
				{t("shell.skip")}
			</a>
			<Rail onKeys={keysDialog.open} onPreferences={prefsDialog.open} />
			<div className={styles.page}>
				<Boundary place={pathname.split("/")[1] ?? ""}>
					<Outlet />
				</Boundary>
			</div>
			<KeysDialog opened={keys} onClose={keysDialog.close} />
			{logs && logging && <LogDialog onClose={logDialog.close} />}
			<PreferencesDialog opened={prefs} onClose={prefsDialog.close} />
		</div>
	);
}
