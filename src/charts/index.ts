/** Charts, pure: intent and aggregated numbers to a Vega-Lite spec, to a table, to words, to a picture. */
export { chartSpec, type ChartOptions } from './chart-spec'
export { chartTable, type ChartTableView } from './chart-table'
export { inertLine, inertText } from './inert-text'
export type { ChartLanguage } from './locales'
export { DARK, LIGHT, PAGE, themeProperties, type ChartTheme } from './themes'
export { chartSvg, chartView } from './view'
export { chartDescription, chartSubtitle, chartTitle } from './words'
