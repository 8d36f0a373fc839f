import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createTransport, type SendMailOptions } from "nodemailer";
import { requirePeer } from "../support/peers.ts";
import { freePort } from "../support/processes.ts";
import { type Gate, openGate } from "./gate.ts";

/** A mail as it lies in a mailbox. */
export interface StoredMail {
	raw: Buffer;
	/** Grows in the order in which Exim took them. */
	place: number;
}

/** Debian's Dovecot and Exim, with everything of theirs in a folder of their own, on high ports. */
export interface MailPeer {
	/** Everybody has a mailbox here, with any password but "wrong". */
	domain: string;
	/** Where the hub reads and sends; each can be cut and mended. */
	imap: Gate;
	smtp: Gate;
	/** Puts a mail into a mailbox, as its server does when one has come; resolves when it is there. */
	delivers(to: string, mail: SendMailOptions | { raw: Buffer }): Promise<void>;
	/** Sends a mail by Exim, as a stranger's server does. */
	sends(mail: SendMailOptions): Promise<void>;
	/** What lies in a citizen's inbox. */
	mailsOf(address: string): Promise<StoredMail[]>;
	/** The Message-IDs of what Exim took, in order, each as often as it took it. */
	taken(): Promise<string[]>;
	/** Exim refuses mail to this address from now on, or does so no more. */
	refuses(address: string, on: boolean): Promise<void>;
	stop(): Promise<void>;
}

export interface MailOptions {
	/** False: Dovecot tells nobody by itself that a mail has come. */
	idle?: boolean;
	/** True: Exim keeps what it takes, and delivers nothing. */
	keeps?: boolean;
	/** Where Dovecot asks whose an access token is (XOAUTH2); the token is put behind it. */
	tokenInfo?: string;
}

const domain = "oficina.test";

/**
 * Mail to `nadie…` of the domain is accepted and cannot be delivered: Exim writes its sender a bounce.
 */
export async function startMail({ idle = true, keeps = false, tokenInfo }: MailOptions = {}): Promise<MailPeer> {
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-mail-"));
	const root = userInfo().uid === 0;
	const [imapPort, lmtpPort, smtpPort] = [await freePort(), await freePort(), await freePort()];
	await Promise.all(["dovecot", "exim", "mail"].map((name) => mkdir(join(folder, name))));
	await chmod(folder, 0o755);
	await writeFile(join(folder, "refused"), "");
	await writeFile(join(folder, "dovecot.conf"), dovecotConfig({ folder, root, idle, tokenInfo, imapPort, lmtpPort }));
	await writeFile(join(folder, "oauth2.conf"), `tokeninfo_url = ${tokenInfo}\nusername_attribute = email\n`);
	await writeFile(join(folder, "exim.conf"), eximConfig({ folder, root, keeps, smtpPort, lmtpPort }));
	if (root) {
		await Promise.all(["mail", "dovecot"].map((name) => chown(join(folder, name), 65_534, 65_534)));
		const { uid, gid } = await eximUser();
		await chown(join(folder, "exim"), uid, gid);
	}
	const running = [
		run(requirePeer("dovecot"), ["-F", "-c", join(folder, "dovecot.conf")]),
		run(requirePeer("exim"), ["-bdf", ...(keeps ? [] : ["-q10s"]), "-C", join(folder, "exim.conf")]),
	];
	await Promise.all([imapPort, lmtpPort, smtpPort].map((port) => untilOpen(port, running))).catch(async (error) => {
		await Promise.all(running.map(end));
		throw error;
	});
	const lmtp = createTransport({ host: "127.0.0.1", port: lmtpPort, lmtp: true, secure: false, ignoreTLS: true });
	const outside = createTransport({ host: "127.0.0.1", port: smtpPort, secure: false, ignoreTLS: true });
	const imap = await openGate(imapPort);
	const smtp = await openGate(smtpPort);
	const inbox = (address: string) => join(folder, "mail", address);

	return {
		domain,
		imap,
		smtp,
		async delivers(to, mail) {
			const envelope = { from: `somebody@${domain}`, to };
			await lmtp.sendMail({ ...mail, envelope });
		},
		async sends(mail) {
			await outside.sendMail(mail);
		},
		async mailsOf(address) {
			const files = await Promise.all(["new", "cur"].map((name) => filesOf(join(inbox(address), name))));
			// Exim delivers side by side; its log has the order in which it took them.
			const log = await readFile(join(folder, "exim/mainlog"), "utf8").catch(() => "");
			const mails = await Promise.all(files.flat().map((file) => readMail(file, log)));
			return mails.flatMap((mail) => mail ?? []).sort((one, other) => one.place - other.place);
		},
		async taken() {
			const log = await readFile(join(folder, "exim/mainlog"), "utf8");
			return [...log.matchAll(/ <= .* id=(\S+)/g)].flatMap(([, id]) => id ?? []);
		},
		async refuses(address, on) {
			await writeFile(join(folder, "refused"), on ? `${address}\n` : "");
		},
		async stop() {
			await Promise.all([imap.close(), smtp.close()]);
			await Promise.all(running.map(end));
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

function dovecotConfig(given: MailOptions & { folder: string; root: boolean; imapPort: number; lmtpPort: number }) {
	const { folder, root, idle, tokenInfo, imapPort, lmtpPort } = given;
	const user = root ? "nobody" : userInfo().username;
	const group = root ? "nogroup" : ownGroup();
	return `base_dir=${folder}/dovecot/run
state_dir=${folder}/dovecot/state
log_path=${folder}/dovecot.log
ssl=no
disable_plaintext_auth=no
protocols=imap lmtp
listen=127.0.0.1
default_internal_user=${user}
default_internal_group=${group}
default_login_user=${user}
default_vsz_limit=512M
mail_max_userip_connections=100
# Maildir numbers what comes in the same second by the text of its microseconds; citizens' mails are read from the files.
mail_location=%{if;%n;*;soporte*;sdbox;maildir}:${folder}/mail/%u
mail_uid=${user}
mail_gid=${group}
first_valid_uid=1
auth_mechanisms=plain login${tokenInfo ? " xoauth2" : ""}
auth_failure_delay=0
${idle ? "" : "imap_capability=IMAP4rev1 LITERAL+ UIDPLUS"}
${tokenInfo ? `passdb {\n  driver=oauth2\n  mechanisms=xoauth2\n  args=${folder}/oauth2.conf\n}` : ""}
passdb {
  driver=static
  args=password=right
}
userdb {
  driver=static
  args=uid=${user} gid=${group} home=${folder}/mail/%u allow_all_users=yes
}
service anvil {
  chroot=
}
service stats {
  chroot=
}
service imap-login {
  chroot=
  inet_listener imap {
    port=${imapPort}
  }
  inet_listener imaps {
    port=0
  }
}
service lmtp {
  inet_listener lmtp {
    port=${lmtpPort}
  }
}
namespace inbox {
  inbox=yes
}
`;
}

function eximConfig(given: {
	folder: string;
	root: boolean;
	keeps: boolean;
	smtpPort: number;
	lmtpPort: number;
}): string {
	const { folder, root, keeps, smtpPort, lmtpPort } = given;
	const user = root ? "Debian-exim" : userInfo().username;
	return `primary_hostname = mx.${domain}
spool_directory = ${folder}/exim/spool
log_file_path = ${folder}/exim/%slog
pid_file_path = ${folder}/exim/exim.pid
exim_user = ${user}
exim_group = ${root ? "Debian-exim" : ownGroup()}
daemon_smtp_ports = ${smtpPort}
local_interfaces = 127.0.0.1
message_size_limit = 60M
acl_smtp_rcpt = acl_rcpt
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 100
smtp_accept_max_per_connection = 1000
smtp_accept_queue_per_connection = 0
queue_only = ${keeps}
keep_environment =
tls_advertise_hosts =
bounce_return_size_limit = 20K
begin acl
acl_rcpt:
  deny recipients = lsearch;${folder}/refused
    message = mailbox is not taking mail from you
  accept domains = ${domain}
  deny message = relay denied
begin routers
everybody:
  driver = manualroute
  domains = ${domain}
  local_parts = !^nadie
  transport = dovecot
  route_list = * 127.0.0.1 byname
  self = send
begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  port = ${lmtpPort}
  hosts_override
  allow_localhost
begin retry
* * F,1h,5s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{$auth3}{right}{yes}{no}}
  server_set_id = $auth2
`;
}

function ownGroup(): string {
	return execFileSync("id", ["-gn"], { encoding: "utf8" }).trim();
}

async function eximUser(): Promise<{ uid: number; gid: number }> {
	const line = (await readFile("/etc/passwd", "utf8")).split("\n").find((one) => one.startsWith("Debian-exim:"));
	const [, , uid, gid] = line?.split(":") ?? [];
	return { uid: Number(uid ?? 0), gid: Number(gid ?? 0) };
}

function run(program: string, args: string[]): ChildProcess {
	return spawn(program, args, { stdio: "ignore", env: { PATH: process.env.PATH } });
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill("SIGTERM");
	await once(child, "exit");
}

async function untilOpen(port: number, running: ChildProcess[]): Promise<void> {
	for (let tries = 0; tries < 200; tries += 1) {
		const fallen = running.find(({ exitCode }) => exitCode !== null);
		if (fallen) throw new Error(`${fallen.spawnfile} did not start`);
		const socket = connect(port, "127.0.0.1");
		// `once` fails on "error".
		const open = await once(socket, "connect").then(
			() => true,
			() => false,
		);
		socket.destroy();
		if (open) return;
		await delay(50);
	}
	throw new Error(`Nothing listens on ${port}`);
}

async function filesOf(folder: string): Promise<string[]> {
	const names = await readdir(folder).catch(() => []);
	return names.map((name) => join(folder, name));
}

/** Null when it is just being moved from "new" to "cur". */
async function readMail(file: string, log: string): Promise<StoredMail | null> {
	const raw = await readFile(file).catch(() => null);
	if (!raw) return null;
	const id = /\bid (\w{6}-\w{6}-\w{2})\b/.exec(raw.toString("latin1"))?.[1];
	return { raw, place: id === undefined ? -1 : log.indexOf(` ${id} <= `) };
}
