import { palettes } from '@bothways/core/scene';
import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** Mantine set in our type and colours. Its primary shade is dark enough for text on white. */
export const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: '640' },
  primaryColor: 'cyan',
  primaryShade: { light: 9, dark: 9 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** The colours with a meaning, as `--delivered` and so on, in both themes. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...own('light'), '--mantine-color-body': palettes.light.paper },
  dark: { ...own('dark'), ...fields, '--mantine-color-body': palettes.dark.paper },
});

// Fields, buttons and what opens over a page, in the dark: of our colours, not of a brown beside them.
const fields = Object.fromEntries(
  [100, 75, 45, 35, 25].map((part, index) => [
    `--mantine-color-dark-${index + 4}`,
    `color-mix(in srgb, var(--rule) ${part}%, var(--paper))`,
  ]),
);

function own(scheme: 'light' | 'dark'): Record<string, string> {
  const { ink, muted, rule } = palettes[scheme];
  return {
    ...Object.fromEntries(
      Object.entries(palettes[scheme]).map(([name, colour]) => [`--${name}`, colour]),
    ),
    '--mantine-color-text': ink,
    '--mantine-color-dimmed': muted,
    '--mantine-color-default-border': rule,
  };
}
