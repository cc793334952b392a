import type { Anomaly, ColumnProfile, LocalizedText } from '../../../contract'
import { categorySql, ident, text } from '../../sql'
import { wilsonInterval } from '../../stats/intervals'
import { MIDDLING, segmentColumns, sums, testInWords, unlike, type Segment, type Unlike } from '../answered'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, shareInWords, valueInWords } from '../finding'

/** Share of the rows that lack a score from which some did not answer it, and scores looked at. */
const LACKING = 0.05
const MOST_SCORES = 12
/** Segments that are listed. */
const SHOWN = 6

/** Answers that come from some segments more than from others: rows with a score against those without, as respondents against their base. */
export const unevenAnswers: Detector = {
  name: 'uneven_answers',
  title: { fr: 'Réponses inégales', en: 'Uneven answers' },
  kinds: ['weak_sample'],
  async *detect(context) {
    const scores = columnsWhere(
      context,
      ({ semantic, missing, blank, rows }) => semantic.kind === 'score' && missing + blank >= LACKING * rows
    ).slice(0, MOST_SCORES)
    if (!scores.length) return
    const asked: { column: ColumnProfile; segments: Segment[] }[] = []
    for (const column of segmentColumns(context.profile, undefined).filter((one) => !scores.includes(one)))
      asked.push({ column, segments: await segmentsOf(context, column, scores) })
    for (const found of unlike(asked)) yield describe(context, scores, found)
  }
}

/** The segments of a column. One of which nobody answered was not asked. */
async function segmentsOf(
  { table, rows: ask }: DetectorContext,
  { name }: ColumnProfile,
  scores: readonly ColumnProfile[]
): Promise<Segment[]> {
  const answered = scores.map((score) => `${ident(score.name)} IS NOT NULL`).join(' OR ')
  const segments = await ask<Segment>(
    `SELECT ${valueOf(name)} AS value, count(*) FILTER (${answered}) AS a, count(*) FILTER (NOT (${answered})) AS b FROM ${table.sql} GROUP BY ALL HAVING value IS NOT NULL ORDER BY value`
  )
  return segments.filter(({ a }) => a > 0)
}

function valueOf(column: string): string {
  return categorySql(`${ident(column)}::VARCHAR`)
}

function describe({ table }: DetectorContext, scores: readonly ColumnProfile[], found: Unlike): Anomaly {
  const { column, segments, effect } = found
  const [answered, all] = sums(segments)
  // What most parts the shares of those who answered from those of all.
  const weight = ({ a, b }: Segment): number => Math.abs(a / answered - (a + b) / all) / Math.sqrt((a + b) / all)
  const far = segments.reduce((worst, one) => (weight(one) > weight(worst) ? one : worst))
  const { value, a, b } = far
  const seldom = a / (a + b) < answered / all
  const [name, said, test] = [named(column.name), valueInWords(column, value), testInWords(found)]
  const [here, everywhere] = [shareInWords(a, a + b), shareInWords(answered, all)]
  const of = scoresInWords(scores)
  const shown = [...segments].sort((x, y) => x.a / (x.a + x.b) - y.a / (y.a + y.b))
  const list = (language: 'fr' | 'en'): string =>
    (shown.length > SHOWN ? [...shown.slice(0, SHOWN / 2), ...shown.slice(-SHOWN / 2)] : shown)
      .map((one) => rateInWords(column, one)[language])
      .join(language === 'fr' ? ' ; ' : '; ')
  return finding(table, {
    kind: 'weak_sample',
    detector: 'uneven_answers',
    aspect: column.name,
    place: 'column',
    columns: [...scores.slice(0, 1).map((score) => score.name), column.name],
    where: `coalesce(${valueOf(column.name)} = ${text(value)}, false)`,
    rows: a + b,
    severity: effect >= MIDDLING ? 'warning' : 'info',
    confidence: effect >= MIDDLING ? 0.85 : 0.7,
    dimension: 'credibility',
    message: {
      fr: `${of.fr} : ${seldom ? 'rarement remplie' : 'plus souvent remplie'} où ${name.fr} vaut « ${said.fr} » (${here.fr}, contre ${everywhere.fr} en tout)`,
      en: `${of.en}: ${seldom ? 'seldom' : 'more often'} filled where ${name.en} is “${said.en}” (${here.en}, against ${everywhere.en} in all)`
    },
    explanation: {
      fr: `Par ${name.fr}, les lignes qui ont une réponse (n = ${answered.toLocaleString('fr-FR')} sur ${all.toLocaleString('fr-FR')}) ne ressemblent pas à celles qui n’en ont pas : ${test.fr}. Part remplie, avec son intervalle à 95 % (Wilson) : ${list('fr')}. Une moyenne sur toutes les réponses penche du côté de ceux qui répondent le plus. Les lignes montrées sont toutes celles de « ${said.fr} ».`,
      en: `By ${name.en}, rows with an answer (n = ${answered.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}) are not like those without: ${test.en}. Share filled, with its 95% interval (Wilson): ${list('en')}. A mean over all answers leans to the side of those who answer most. The rows shown are all those of “${said.en}”.`
    },
    proposal: {
      text: {
        fr: `Donner les résultats segment par segment, ou pondérer les réponses par les parts de ${name.fr} dans toutes les lignes ; demander si la question a été posée à tous de la même façon.`,
        en: `Give results segment by segment, or weight the answers by the shares of ${name.en} among all rows; ask whether all were asked the question in the same way.`
      },
      repair: { kind: 'review' }
    }
  })
}

function scoresInWords(scores: readonly ColumnProfile[]): LocalizedText {
  const [first] = scores
  const name = named(first?.name ?? '')
  const more = scores.length - 1
  if (!more) return name
  return { fr: `${name.fr} et ${more === 1 ? 'une autre note' : `${more} autres notes`}`, en: `${name.en} and ${more === 1 ? 'another score' : `${more} other scores`}` } // prettier-ignore
}

/** A segment, its share with an answer, and the interval of this. */
function rateInWords(column: ColumnProfile, { value, a, b }: Segment): LocalizedText {
  const n = a + b
  const { low = 0, high = 1 } = wilsonInterval(a, n) ?? {}
  const [said, rate] = [valueInWords(column, value), shareInWords(a, n)]
  const end = (share: number, language: string): string => (100 * share).toLocaleString(language, { maximumFractionDigits: 1 }) // prettier-ignore
  return {
    fr: `« ${said.fr} » ${rate.fr} (de ${end(low, 'fr-FR')} à ${end(high, 'fr-FR')} %, n = ${n.toLocaleString('fr-FR')})`,
    en: `“${said.en}” ${rate.en} (${end(low, 'en-GB')} to ${end(high, 'en-GB')}%, n = ${n.toLocaleString('en-GB')})`
  }
}
