import type { AccountField, AccountValues } from "../accounts/index.ts";

/** How a connection is protected: from its first byte, after asking for it, or not at all (a server on this machine). */
export const securities = ["tls", "starttls", "none"] as const;
export type Security = (typeof securities)[number];

export interface MailServer {
	host: string;
	port: number;
	security: Security;
	user: string;
	password: string;
}

/** Access by tokens that are fetched with a refresh token, instead of a password (XOAUTH2). */
export interface OAuth {
	clientId: string;
	clientSecret: string;
	refreshToken: string;
	tokenUrl: string;
}

/** A mailbox as an account: what an administrator typed, understood. */
export interface MailSettings {
	/** Lower case. */
	address: string;
	/** The name that citizens see. */
	name: string;
	imap: MailServer;
	smtp: MailServer;
	oauth: OAuth | null;
	folders: string[];
	signature: string;
	dkim: { domainName: string; keySelector: string; privateKey: string } | null;
	/** Mails that one address may write in an hour and be answered by the bot. */
	perHour: number;
}

/** Whether it can be an address at all. */
export const isAddress = (value: string) => /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(value);
const isHost = (value: string) => /^[\w.:-]{1,253}$/.test(value);
const isPort = (value: string) => /^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65_536;
const isSecurity = (value: string) => securities.some((one) => one === value);
const isUrl = (value: string) => /^https?:\/\/\S+$/.test(value);
const isCount = (value: string) => /^[1-9]\d{0,4}$/.test(value);
const isShort = (value: string) => value.length <= 200;
const isAny = () => true;

/** One connection stands for each. */
const mostFolders = 5;
const areFolders = (value: string) => foldersIn(value).length > 0 && foldersIn(value).length <= mostFolders;

const text = (name: string, fits: AccountField["fits"], fallback?: string): AccountField => ({
	name,
	secret: false,
	fits,
	...(fallback !== undefined && { fallback }),
});
const secret = (name: string): AccountField => ({ name, secret: true, fits: isAny, fallback: "" });

/** What most mailboxes are set up with. */
const usual: readonly AccountField[] = [
	text("address", isAddress),
	text("senderName", isShort),
	secret("password"),
	text("imapHost", isHost),
	text("smtpHost", isHost, ""),
	{ ...text("signature", isAny, ""), long: true },
];
const seldom: readonly AccountField[] = [
	text("user", isShort, ""),
	text("imapPort", isPort, "993"),
	{ ...text("imapSecurity", isSecurity, "tls"), options: securities },
	text("folders", areFolders, "INBOX"),
	text("smtpPort", isPort, "465"),
	{ ...text("smtpSecurity", isSecurity, "tls"), options: securities },
	text("smtpUser", isShort, ""),
	secret("smtpPassword"),
	text("oauthClientId", isShort, ""),
	secret("oauthClientSecret"),
	secret("oauthRefreshToken"),
	text("oauthTokenUrl", isUrl, "https://oauth2.googleapis.com/token"),
	text("perHour", isCount, "20"),
	text("dkimSelector", isShort, ""),
	{ ...secret("dkimKey"), long: true },
];

export const mailFields: readonly AccountField[] = [...usual, ...seldom.map((field) => ({ ...field, seldom: true }))];

/** The values of an account, understood; what the sending side leaves out is as for reading. */
export function mailSettings(values: AccountValues): MailSettings {
	const value = (name: string) => values[name]?.trim() ?? "";
	const address = value("address").toLowerCase();
	const user = value("user") || address;
	const imap = {
		host: value("imapHost"),
		port: Number(value("imapPort")),
		security: securityIn(value("imapSecurity")),
		user,
		password: value("password"),
	};
	const refreshToken = value("oauthRefreshToken");
	return {
		address,
		name: value("senderName"),
		imap,
		smtp: {
			host: value("smtpHost") || imap.host,
			port: Number(value("smtpPort")),
			security: securityIn(value("smtpSecurity")),
			user: value("smtpUser") || user,
			password: value("smtpPassword") || imap.password,
		},
		oauth:
			refreshToken === ""
				? null
				: {
						clientId: value("oauthClientId"),
						clientSecret: value("oauthClientSecret"),
						refreshToken,
						tokenUrl: value("oauthTokenUrl"),
					},
		folders: foldersIn(value("folders")),
		signature: value("signature"),
		dkim:
			value("dkimKey") === "" || value("dkimSelector") === ""
				? null
				: { domainName: domainOf(address), keySelector: value("dkimSelector"), privateKey: value("dkimKey") },
		perHour: Number(value("perHour")),
	};
}

export function domainOf(address: string): string {
	return address.slice(address.lastIndexOf("@") + 1);
}

function foldersIn(list: string): string[] {
	return list
		.split(",")
		.map((folder) => folder.trim())
		.filter((folder) => folder !== "");
}

function securityIn(value: string): Security {
	return securities.find((one) => one === value) ?? "tls";
}
