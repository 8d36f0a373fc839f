/** What a link in a mail carries behind the address of its page; null for any other page. */
export function linkIn(hash: string): string | null {
	return /^#chat=(.+)$/.exec(hash)?.[1] ?? null;
}
