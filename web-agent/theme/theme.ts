import {
	ActionIcon,
	Button,
	type CSSVariablesResolver,
	createTheme,
	Menu,
	Modal,
	Skeleton,
	Tooltip,
} from "@mantine/core";
import { accentShades, type Tokens, tokens } from "./tokens.ts";

/** Mantine in the desk's form: one accent, type 13/15/18/22/28, radius 8, a 4 px grid (ui.md). */
export const theme = createTheme({
	primaryColor: "accent",
	primaryShade: { light: 7, dark: 8 },
	colors: { accent: [...accentShades] },
	white: tokens.light.surface,
	black: tokens.light.text,
	fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
	headings: {
		fontWeight: "650",
		sizes: {
			h1: { fontSize: "1.375rem", lineHeight: "1.3" },
			h2: { fontSize: "1.125rem", lineHeight: "1.35" },
			h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
		},
	},
	fontSizes: { xs: "0.8125rem", sm: "0.9375rem", md: "0.9375rem", lg: "1.125rem", xl: "1.375rem" },
	spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
	radius: { xs: "0.25rem", sm: "0.5rem", md: "0.5rem", lg: "0.875rem", xl: "1.25rem" },
	defaultRadius: "md",
	cursorType: "pointer",
	respectReducedMotion: true,
	focusRing: "auto",
	components: {
		Button: Button.extend({ defaultProps: { size: "xs" } }),
		ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: 32 } }),
		Tooltip: Tooltip.extend({
			defaultProps: {
				openDelay: 400,
				events: { hover: true, focus: true, touch: false },
				transitionProps: { duration: 0 },
			},
		}),
		Menu: Menu.extend({
			defaultProps: {
				transitionProps: { duration: 100 },
				shadow: "md",
				withinPortal: false,
				withInitialFocusPlaceholder: false,
				floatingStrategy: "fixed",
			},
		}),
		Modal: Modal.extend({ defaultProps: { centered: true, transitionProps: { duration: 120 }, radius: "md" } }),
		Skeleton: Skeleton.extend({ defaultProps: { radius: "sm", animate: false } }),
	},
});

/** Puts the tokens on the page as `--v-…` and tells Mantine's own variables to use them. */
export const cssVariables: CSSVariablesResolver = () => ({
	variables: {},
	light: {
		...own(tokens.light),
		...mantine(tokens.light),
		// Fields, boxes and switches take their edges from these shades.
		"--mantine-color-gray-3": tokens.light.edge,
		"--mantine-color-gray-4": tokens.light.edge,
		"--mantine-color-gray-1": tokens.light.rail,
	},
	dark: {
		...own(tokens.dark),
		...mantine(tokens.dark),
		"--mantine-color-dark-8": tokens.dark.rail,
		"--mantine-color-dark-7": tokens.dark.surface,
		"--mantine-color-dark-6": tokens.dark.surface,
		"--mantine-color-dark-5": tokens.dark.hover,
		"--mantine-color-dark-4": tokens.dark.edge,
		"--mantine-color-dark-3": tokens.dark.quiet,
		"--mantine-color-dark-2": tokens.dark.quiet,
		"--mantine-color-dark-0": tokens.dark.text,
	},
});

function own(set: Tokens): Record<string, string> {
	return Object.fromEntries(Object.entries(set).map(([name, value]) => [`--v-${name}`, value]));
}

function mantine(set: Tokens): Record<string, string> {
	return {
		"--mantine-color-body": set.surface,
		"--mantine-color-text": set.text,
		"--mantine-color-dimmed": set.quiet,
		"--mantine-color-placeholder": set.quiet,
		"--mantine-color-anchor": set.accent,
		"--mantine-color-error": set.late,
		"--mantine-color-success": set.done,
		"--mantine-color-default": set.surface,
		"--mantine-color-default-color": set.text,
		"--mantine-color-default-hover": set.hover,
		"--mantine-color-default-border": set.edge,
		"--mantine-color-disabled": set.hover,
		"--mantine-color-disabled-color": set.quiet,
		"--mantine-color-disabled-border": set.line,
		"--mantine-color-accent-text": set.accent,
		"--mantine-color-accent-light": set["accent-soft"],
		"--mantine-color-accent-light-hover": set["accent-soft"],
		"--mantine-color-accent-light-color": set.accent,
		"--mantine-color-gray-text": set.quiet,
		"--mantine-color-gray-light-color": set.text,
		"--mantine-color-gray-light-hover": set.hover,
		"--mantine-color-gray-light": set.hover,
	};
}
