/** The counter's mark: an arch over a counter. */
export function Logo(props: { size: number }) {
	return (
		<svg width={props.size} height={props.size} viewBox="0 0 32 32" aria-hidden="true">
			<rect width="32" height="32" rx="8" fill="var(--v-fill)" />
			<path
				d="M7 22h18M10 22v-6a6 6 0 0 1 12 0v6"
				fill="none"
				stroke="var(--v-on-fill)"
				strokeWidth="2.5"
				strokeLinecap="round"
				strokeLinejoin="round"
			/>
			<circle cx="16" cy="8.5" r="1.6" fill="var(--v-on-fill)" />
		</svg>
	);
}
