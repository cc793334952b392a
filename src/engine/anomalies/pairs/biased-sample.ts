import type { Anomaly } from '../../../contract'
import {
  mayBeUnlike,
  MIDDLING,
  segmentColumns,
  sums,
  testInWords,
  unlike,
  type Segment,
  type Unlike
} from '../answered'
import { finding, named, shareInWords, valueInWords } from '../finding'
import { categorySql, ident, text } from '../../sql'
import type { SharedKey } from './shared-key'

/**
 * Respondents who are not like the base they come from, in a share that the base knows: those who answered against those who did not,
 * column by column, by chi-square with Holm's correction, and by Cohen's w of the respondents against the whole base.
 */
export async function* biasedSample(shared: SharedKey): AsyncIterable<Anomaly> {
  const { many, one, column, key } = shared
  if (!many.profile.columns.some(({ semantic }) => semantic.kind === 'score')) return
  const asked: { column: Unlike['column']; segments: Segment[] }[] = []
  for (const segment of segmentColumns(one.profile, key.name)) {
    const segments = await one.rows<Segment>(
      `SELECT value, count(*) FILTER (answered) AS a, count(*) FILTER (NOT answered) AS b FROM (SELECT ${categorySql(`${ident(segment.name)}::VARCHAR`)} AS value, ${ident(key.name)} IN (SELECT ${ident(column.name)} FROM ${many.table.sql} WHERE ${ident(column.name)} IS NOT NULL) AS answered FROM ${one.table.sql} WHERE ${ident(key.name)} IS NOT NULL) WHERE value IS NOT NULL GROUP BY ALL ORDER BY value`
    )
    if (!mayBeUnlike(segments)) continue
    asked.push({ column: segment, segments })
  }
  for (const found of unlike(asked)) yield describe(shared, found)
}

function describe({ many, one, column, key }: SharedKey, found: Unlike): Anomaly {
  const { column: segment, segments, effect } = found
  const [answered, all] = sums(segments)
  const far = [...segments].sort((x, y) => distance(y, answered, all) - distance(x, answered, all))[0]
  const { value = '', a = 0, b = 0 } = far ?? {}
  const over = a / answered > (a + b) / all
  const [mine, theirs] = [shareInWords(a, answered), shareInWords(a + b, all)]
  const [base, name, said, test] = [named(one.table.ref.name), named(segment.name), valueInWords(segment, value), testInWords(found)] // prettier-ignore
  const is = `${categorySql(`${ident(segment.name)}::VARCHAR`)} = ${text(value)}`
  const where = `coalesce(${ident(column.name)} IN (SELECT ${ident(key.name)} FROM ${one.table.sql} WHERE ${is}), false)`
  return finding(many.table, {
    kind: 'weak_sample',
    detector: 'biased_sample',
    aspect: `${one.table.ref.name} ${segment.name}`,
    place: 'tables',
    columns: [column.name],
    where,
    rows: a,
    severity: effect >= MIDDLING ? 'critical' : 'warning',
    confidence: effect >= MIDDLING ? 0.85 : 0.7,
    dimension: 'credibility',
    message: {
      fr: `Répondants ${over ? 'trop' : 'trop peu'} souvent « ${said.fr} » : ${mine.fr} ici, ${theirs.fr} dans la table ${base.fr}`,
      en: `Respondents too ${over ? 'often' : 'seldom'} “${said.en}”: ${mine.en} here, ${theirs.en} in the table ${base.en}`
    },
    explanation: {
      fr: `Par ${name.fr}, qui a répondu (n = ${answered.toLocaleString('fr-FR')} sur ${all.toLocaleString('fr-FR')}) ne ressemble pas à qui n’a pas répondu : ${test.fr}. Une moyenne sur les répondants penche du côté des plus nombreux.`,
      en: `By ${name.en}, those who answered (n = ${answered.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}) are not like those who did not: ${test.en}. A mean over respondents leans to the side of the more numerous.`
    },
    proposal: {
      text: {
        fr: `Redresser : pondérer les réponses par les parts de ${name.fr} dans la base, ou donner les résultats segment par segment.`,
        en: `Weight the answers by the shares of ${name.en} in the base, or give results segment by segment.`
      },
      repair: { kind: 'review' }
    }
  })
}

function distance({ a, b }: Segment, answered: number, all: number): number {
  return Math.abs(a / answered - (a + b) / all)
}
