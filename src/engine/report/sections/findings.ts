import { filterLine, rowsToTell, type Finding } from '../../../contract'
import { boundText } from '../../figure-text'
import type { ReportFacts, Writer } from '../context'
import { html, prose, type Markup } from '../markup'
import { evidenceDetails } from './evidence'
import { registerTable } from './register'
import { note, table } from './table'

/** Rows below which an estimate is said to rest on few. */
const FEW = 30

/** Findings chosen, or all that are not anomalies. */
export function findingsSection({ findings }: ReportFacts, ids: readonly string[] | null, writer: Writer): Markup[] {
  const shown = ids
    ? ids.map((id) => findings.find((finding) => finding.id === id) ?? null)
    : findings.filter((finding) => finding.kind !== 'anomaly')
  if (!shown.length) return [note(writer.say('Aucun constat n’est épinglé.', 'No finding is pinned.'))]
  return shown.map((finding) =>
    finding
      ? findingCard(finding, writer)
      : note(
          writer.say(
            'Un constat cité ici a été supprimé du projet.',
            'A finding cited here was removed from the project.'
          )
        )
  )
}

/** The register of anomalies, and those that were pinned. */
export function anomaliesSection({ findings, register }: ReportFacts, writer: Writer): Markup[] {
  const shown = findings.filter((finding) => finding.kind === 'anomaly')
  const pinned = shown.length
    ? shown.map((finding) => findingCard(finding, writer))
    : [note(writer.say('Aucune anomalie n’est épinglée comme constat.', 'No anomaly is pinned as a finding.'))]
  return [...registerTable(register, writer), ...pinned]
}

/** Where a finding's n stands: a chart's is that of all its rows, its query answering one row a mark. */
export function sizeOf({ kind, evidence, figure }: Finding): number | null {
  return kind === 'chart' ? evidence.n : (figure.n ?? evidence.n)
}

/** The interval of a figure, its n and the filter that it was asked for under, in words. */
export function figureInWords({ figure, ...finding }: Finding, writer: Writer): string {
  const n = sizeOf({ figure, ...finding })
  const [low, high] = [figure.low, figure.high].map((end) => end !== null && writer.text(boundText(end, figure.unit)))
  const interval =
    low && high
      ? writer.say(
          `intervalle de confiance à 95\u00a0% [${low}\u00a0; ${high}]`,
          `95% confidence interval [${low}, ${high}]`
        )
      : ''
  const size = n === null ? '' : `n = ${writer.number(n)}`
  const whole = finding.kind === 'chart' && size ? writer.say(`${size} en tout`, `${size} in all`) : size
  const rows = rowsToTell(finding.evidence)
  const line = rows && writer.text(filterLine(rows))
  const filter = line && line.charAt(0).toLowerCase() + line.slice(1)
  return [interval, whole, filter].filter(Boolean).join(', ')
}

function findingCard(finding: Finding, writer: Writer): Markup {
  const n = sizeOf(finding)
  const few = n !== null && n < FEW && finding.figure.interval !== null
  return html`<article class="finding">
    <h3>${finding.title}</h3>
    <p class="figure"><strong>${writer.text(finding.figure.text)}</strong> ${figureInWords(finding, writer)}</p>
    ${intervalMark(finding, writer)}${finding.stale && html`<p class="stale">${writer.say('Périmé\u00a0: les données ont changé depuis ce calcul.', 'Stale: the data changed since this was computed.')} ${finding.changes.map((change) => writer.text(change)).join(' ')}</p>`}${few && html`<p class="note">${writer.say('Effectif faible (moins de 30)\u00a0: à lire comme un indice.', 'Few rows (under 30): to be read as a hint.')}</p>`}${prose(finding.note)}
    ${firstValues(finding.figure, writer)}${evidenceDetails(finding.evidence, n, writer)}
  </article>`
}

/** What the query of a finding answers, its first rows. */
function firstValues({ first }: Finding['figure'], writer: Writer): Markup | null {
  if (!first?.rows.length) return null
  const { columns, moreColumns, numeric, rows, total } = first
  const shown = rows.length < total ? writer.say(`Premières lignes du résultat\u00a0: ${rows.length} sur ${writer.number(total)}`, `First rows of the result: ${rows.length} of ${writer.number(total)}`) : writer.say('Résultat', 'Result') // prettier-ignore
  const more = moreColumns ? writer.say(`, ${columns.length} colonnes sur ${columns.length + moreColumns}`, `, ${columns.length} columns of ${columns.length + moreColumns}`) : '' // prettier-ignore
  return table(
    shown + more,
    columns.map((head, place) => ({ head, numeric: numeric?.[place] })),
    rows.map((row) => row.map((cell) => writer.text(cell)))
  )
}

/** The interval drawn on the whole scale of its unit, where that scale has ends. */
function intervalMark({ figure: { unit, value, low, high } }: Finding, writer: Writer): Markup | null {
  if (value === null || low === null || high === null || (unit !== 'points' && unit !== 'share')) return null
  const [from, to] = unit === 'points' ? [-100, 100] : [0, 1]
  const at = (x: number): number =>
    Math.round((Math.min(1, Math.max(0, (x - from) / (to - from))) * 280 + 10) * 10) / 10
  const ends =
    unit === 'points'
      ? ['−100', '+100']
      : [writer.number(0, { style: 'percent' }), writer.number(1, { style: 'percent' })]
  return html`<svg class="interval" viewBox="0 0 300 34" width="300" height="34" aria-hidden="true">
    <line x1="10" x2="290" y1="12" y2="12" class="scale" />
    ${unit === 'points' && html`<line x1="150" x2="150" y1="6" y2="18" class="scale" />`}
    <line x1="${at(low)}" x2="${at(high)}" y1="12" y2="12" class="range" />
    <circle cx="${at(value)}" cy="12" r="4.5" class="dot" />
    <text x="10" y="31">${ends[0]}</text>
    <text x="290" y="31" text-anchor="end">${ends[1]}</text>
  </svg>`
}
