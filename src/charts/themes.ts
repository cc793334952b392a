/** The colours of a chart. `palette` has eight, told apart with any colour vision; the eighth is "others". */
export interface ChartTheme {
  ink: string
  muted: string
  line: string
  surface: string
  palette: readonly string[]
  font: string
}

const FONT = `'Inter Variable', system-ui, sans-serif`

/**
 * Eight hues whose lightness was searched so that each mark stands 3:1 against the surface and any two stay apart
 * in normal vision, deuteranopia and protanopia (the tests measure it).
 */
export const LIGHT: ChartTheme = {
  ink: '#24211c',
  muted: '#57524a',
  line: '#e3e0da',
  surface: '#ffffff',
  palette: ['#0f9cbd', '#853e01', '#432db3', '#aa9116', '#123e2a', '#7d036a', '#478ae9', '#938c7f'],
  font: FONT
}

/** The same hues for a dark surface. */
export const DARK: ChartTheme = {
  ink: '#edeae4',
  muted: '#bdb8ae',
  line: '#403c36',
  surface: '#1f1d1a',
  palette: ['#56ebfd', '#c1773b', '#6758fa', '#d6c82e', '#a6f8a0', '#a15694', '#52a2fa', '#aba799'],
  font: FONT
}

/** Colours taken from the page around the picture: `--chart-…` custom properties, light ones where they are not set. */
export const PAGE: ChartTheme = {
  ink: `var(--chart-ink, ${LIGHT.ink})`,
  muted: `var(--chart-muted, ${LIGHT.muted})`,
  line: `var(--chart-line, ${LIGHT.line})`,
  surface: `var(--chart-surface, ${LIGHT.surface})`,
  palette: LIGHT.palette.map((colour, place) => `var(--chart-${place + 1}, ${colour})`),
  font: FONT
}

/** The custom properties that `PAGE` reads, as CSS declarations. */
export function themeProperties(theme: ChartTheme): string {
  const { ink, muted, line, surface, palette } = theme
  const named = Object.entries({ ink, muted, line, surface }).map(([name, colour]) => `--chart-${name}: ${colour};`)
  return [...named, ...palette.map((colour, place) => `--chart-${place + 1}: ${colour};`)].join(' ')
}
