/** Which web pages may talk to the hub from a browser; shared by HTTP and sockets. */
export interface OriginSettings {
	/** Origins besides the hub's own. */
	allowedOrigins: readonly string[];
	publicUrl: string | null;
}

/**
 * Whether a page of `origin` is one of ours: it has the host that was called, or that of PUBLIC_URL. Schemes are not
 * compared, since a proxy that ends TLS may not say so.
 */
export function isOwnOrigin(origin: string, host: string | undefined, settings: OriginSettings): boolean {
	if (!URL.canParse(origin)) return false;
	const page = new URL(origin);
	if (settings.publicUrl !== null && page.host === new URL(settings.publicUrl).host) return true;
	// `URL` drops a default port, so the called host must go through it too.
	return (
		host !== undefined &&
		URL.canParse(`${page.protocol}//${host}`) &&
		new URL(`${page.protocol}//${host}`).host === page.host
	);
}

/** Whether a page of `origin` may talk to what citizens use: ours, and those in ALLOWED_ORIGINS. */
export function isAllowedOrigin(origin: string, host: string | undefined, settings: OriginSettings): boolean {
	return settings.allowedOrigins.includes(origin) || isOwnOrigin(origin, host, settings);
}
