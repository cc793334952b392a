import { chartDescription, chartSpec, chartSubtitle, chartTable, chartTitle, PAGE } from '../../../charts'
import { chartSvg } from '../../../charts/view'
import { chartName } from '../../charts'
import type { DrawnChart, ReportFacts, Writer } from '../context'
import { html, Markup } from '../markup'
import { evidenceDetails } from './evidence'
import { note, table } from './table'

/** The charts chosen, or all that are saved. */
export async function chartsSection(
  { charts }: ReportFacts,
  ids: readonly string[] | null,
  section: number,
  writer: Writer
): Promise<Markup[]> {
  const shown = ids ? ids.map((id) => charts.find(({ chart }) => chart.id === id) ?? null) : charts
  if (!shown.length) return [note(writer.say('Aucun graphique n’est enregistré.', 'No chart is saved.'))]
  return Promise.all(
    shown.map((drawn, place) =>
      drawn
        ? chartFigure(drawn, `c${section}-${place}`, writer)
        : note(
            writer.say(
              'Un graphique cité ici a été supprimé du projet.',
              'A chart cited here was removed from the project.'
            )
          )
    )
  )
}

async function chartFigure(drawn: DrawnChart, ids: string, writer: Writer): Promise<Markup> {
  const { language } = writer
  const { intent } = drawn.chart
  if ('error' in drawn) {
    return html`<figure>
      <figcaption><h3>${writer.text(chartName(intent))}</h3></figcaption>
      ${note([writer.say('Ce graphique ne se dessine plus\u00a0: ', 'This chart cannot be drawn any more: '), writer.text(drawn.error.message)])}
    </figure>`
  }
  const { data } = drawn
  const svg = await chartSvg(chartSpec(intent, data, { language, theme: PAGE, width: 720, bare: true }), language, ids)
  const { headers, rows } = chartTable(intent, data, language)
  return html`<figure>
    <figcaption>
      <h3>${chartTitle(intent, data, language)}</h3>
      <p class="subtitle">${chartSubtitle(intent, data, language)}</p>
    </figcaption>
    <div class="chart" role="img" aria-label="${chartDescription(intent, data, language)}">${new Markup(svg)}</div>
    ${data.notes.map((text) => note(writer.text(text)))}
    <details>
      <summary>${writer.say('Les nombres', 'The numbers')}</summary>
      ${table(
        writer.text(data.evidence.definition),
        headers.map(({ text, numeric }) => ({ head: text, numeric })),
        rows
      )}
    </details>
    ${evidenceDetails(data.evidence, data.n, writer)}
  </figure>`
}
