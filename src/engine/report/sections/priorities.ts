import type { Quadrant, Ranking } from '../../../contract'
import type { ReportFacts, Writer } from '../context'
import { html, type Markup } from '../markup'
import { note, table } from './table'

const QUADRANTS: Record<Quadrant, [string, string]> = {
  'quick-win': ['gain rapide', 'quick win'],
  'big-bet': ['grand projet', 'big bet'],
  'fill-in': ['appoint', 'fill-in'],
  'money-pit': ['à éviter', 'money pit']
}

/** Each ranking that ranks anything, with its formula, its inputs and what could not be ranked. */
export function prioritiesSection({ rankings }: ReportFacts, writer: Writer): Markup[] {
  const ranked = rankings.filter(({ rows }) => rows.length)
  if (!ranked.length)
    return [note(writer.say('Aucun chantier n’est encore estimé.', 'No workstream is estimated yet.'))]
  return ranked.map((ranking) => rankingTable(ranking, writer))
}

function rankingTable(ranking: Ranking, writer: Writer): Markup {
  const quadrants = ranking.rows.some(({ quadrant }) => quadrant)
  const columns = [
    { head: writer.say('Chantier', 'Workstream') },
    { head: writer.say('Rang', 'Rank'), numeric: true },
    { head: writer.say('Score', 'Score'), numeric: true },
    { head: writer.say('Calcul', 'Computation') },
    ...(quadrants ? [{ head: writer.say('Position', 'Position') }] : [])
  ]
  const rows = ranking.rows.map((row) => [
    row.title,
    `${row.rank}${row.tied ? writer.say(' ex æquo', ' (tied)') : ''}`,
    writer.number(row.score, row.score >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 }),
    writer.text(row.computation),
    ...(quadrants ? [row.quadrant ? writer.say(...QUADRANTS[row.quadrant]) : '–'] : [])
  ])
  return html`<h3>${writer.text(ranking.title)}</h3>
    <p>${writer.text(ranking.formula)}</p>
    ${table(`${writer.text(ranking.title)} (${writer.text(ranking.unit)})`, columns, rows)}
    ${
      ranking.missing.length > 0 &&
      html`<ul>
        ${ranking.missing.map((row) => html`<li>${row.title}${writer.say('\u00a0: ', ': ')}${writer.text(row.reason)}</li>`)}
      </ul>`
    }${ranking.medians && note(writer.text(ranking.medians.rule))}${ranking.notes.map((text) => note(writer.text(text)))}
    <details>
      <summary>${writer.say('La méthode', 'The method')}</summary>
      <p>${writer.text(ranking.explanation)}</p>
    </details>`
}
