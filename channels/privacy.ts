/** Version of the privacy notice that citizens are shown, on every channel; writing on accepts it. */
export const privacyVersion = "2026-11";
