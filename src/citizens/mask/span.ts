/** Part of a text to hide, from and up to, all but the last `shown` letters and digits of it. */
export interface Span {
	from: number;
	to: number;
	shown: number;
}
