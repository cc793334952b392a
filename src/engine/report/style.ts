import { DARK, LIGHT, themeProperties } from '../../charts'

/** The report's own look: readable, printable, light and dark; no font and no picture from elsewhere. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #24211c; --muted: #57524a; --paper: #ffffff; --sunken: #f5f3ef; --line: #dcd8d0; --accent: #0b6475; --warning: #8a4b00; ${themeProperties(LIGHT)} }
@media screen and (prefers-color-scheme: dark) {
:root { --ink: #edeae4; --muted: #bdb8ae; --paper: #1f1d1a; --sunken: #292622; --line: #403c36; --accent: #6fc7d8; --warning: #f0b35e; ${themeProperties(DARK)} }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 'Inter Variable', Inter, 'Segoe UI', system-ui, sans-serif; overflow-wrap: anywhere; }
main, header, footer, nav { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 3rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.35rem; margin: 3rem 0 .75rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
h4 { font-size: .9rem; margin: .75rem 0 .1rem; color: var(--muted); }
p { margin: .4rem 0; }
a { color: var(--accent); }
.subtitle, .note, .hash, footer { color: var(--muted); font-size: .875rem; }
.stale { color: var(--warning); font-size: .9rem; }
.stale::before { content: '⚠ '; }
.figure strong { font-size: 1.25rem; font-variant-numeric: tabular-nums; margin-right: .4rem; }
article { margin: 0 0 1.5rem; break-inside: avoid; }
figure { margin: 1.5rem 0; break-inside: avoid; }
.chart { overflow-x: auto; }
.chart svg { max-width: 100%; height: auto; display: block; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; margin: .75rem 0; }
caption { text-align: left; color: var(--muted); padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; color: var(--muted); }
.num { text-align: right; white-space: nowrap; }
details { margin: .4rem 0; font-size: .875rem; }
summary { cursor: pointer; color: var(--accent); min-height: 24px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--muted); }
dd { margin: 0; }
pre { background: var(--sunken); padding: .75rem; border-radius: 4px; white-space: pre-wrap; font: .8rem/1.5 'IBM Plex Mono', ui-monospace, monospace; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.interval text { font-size: 11px; fill: var(--muted); }
.interval .scale { stroke: var(--line); stroke-width: 2; }
.interval .range { stroke: var(--chart-1); stroke-width: 4; }
.interval .dot { fill: var(--ink); }
.interval { max-width: 100%; }
.gantt text { font-size: 12px; fill: var(--ink); }
.gantt .tick { fill: var(--muted); font-size: 11px; }
.gantt .grid { stroke: var(--line); }
.gantt .link { fill: none; stroke: var(--muted); stroke-width: 1; }
.gantt .slack { stroke: var(--muted); stroke-width: 2; stroke-dasharray: 3 3; }
.gantt .bar { fill: var(--chart-1); }
.gantt .critical { fill: var(--chart-2); stroke: var(--ink); stroke-width: 1.5; }
footer { margin: 3rem auto; padding-top: 1rem; border-top: 1px solid var(--line); }
@media print {
body { font-size: 10.5pt; }
@page { margin: 18mm 16mm; }
h2, h3 { break-after: avoid; }
tr { break-inside: avoid; }
.chart, .scroll { overflow: visible; }
}
`
