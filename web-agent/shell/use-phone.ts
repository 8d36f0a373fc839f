import { useMediaQuery } from "@mantine/hooks";

/** Whether one pane is shown at a time (the styles ask the same). */
export function usePhone(): boolean {
	return useMediaQuery("(max-width: 719px)", false, { getInitialValueInEffect: false });
}
