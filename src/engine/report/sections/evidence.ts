import type { Evidence } from '../../../contract'
import type { Writer } from '../context'
import { html, type Markup } from '../markup'

/** What stands behind a figure, folded: definition, n, filter, table, columns and the query. */
export function evidenceDetails(evidence: Evidence, n: number | null, writer: Writer): Markup {
  const facts: [string, string | Markup][] = [
    [writer.say('Définition', 'Definition'), writer.text(evidence.definition)],
    [writer.say('Observations', 'Observations'), n === null ? '–' : `n = ${writer.number(n)}`],
    [writer.say('Filtre', 'Filter'), writer.text(evidence.filter)]
  ]
  if (evidence.table) facts.push([writer.say('Table', 'Table'), evidence.table.name])
  if (evidence.columns.length) facts.push([writer.say('Colonnes', 'Columns'), evidence.columns.slice(0, 50).join(', ')])
  return html`<details class="evidence">
    <summary>${writer.say('Preuve', 'Evidence')}</summary>
    <dl>
      ${facts.map(
        ([term, value]) =>
          html`<dt>${term}</dt>
            <dd>${value}</dd>`
      )}
    </dl>
    <pre tabindex="0"><code>${evidence.sql}</code></pre>
  </details>`
}
