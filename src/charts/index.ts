/** Charts, pure: intent and aggregated numbers to a Vega-Lite spec, to a table, to words. `view.ts` draws it. */
export { chartSpec, type ChartOptions } from './chart-spec'
export { columnFamily, type ColumnFamily } from './column-family'
export { chartTable, type ChartTableView } from './chart-table'
export { inertLine, inertText } from './inert-text'
export type { ChartLanguage } from './locales'
export { DARK, LIGHT, PAGE, themeProperties, type ChartTheme } from './themes'
export { chartDescription, chartExtreme, chartSubtitle, chartTitle } from './words'
