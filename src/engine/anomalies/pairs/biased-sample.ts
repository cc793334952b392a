import type { Anomaly, ColumnProfile } from '../../../contract'
import { categorySql, ident, text } from '../../sql'
import { holm } from '../../stats/compare'
import { homogeneity } from '../../stats/two-samples'
import { counted, finding, named, shareInWords } from '../finding'
import type { SharedKey } from './shared-key'

/** Cohen's w from which a difference of shares is told: 0.1 is small, 0.3 middling, 0.5 large (J. Cohen, 1988). */
const EFFECT = 0.1
const MIDDLING = 0.3
/** Segments of one column. */
const MOST_SEGMENTS = 20
const MOST_COLUMNS = 12
/** Least answers, and the share of the base from which they are nearly all of it. */
const LEAST = 50
const NEARLY_ALL = 0.95

type Segment = {
  value: string
  /** In the base: those who answered, those who did not. */
  a: number
  b: number
}

interface Compared {
  column: ColumnProfile
  segments: Segment[]
  p: number
  effect: number
  test: { statistic: number; df: number }
}

/**
 * Respondents who are not like the base they come from, in a share that the base knows: those who answered against those who did not,
 * column by column, by chi-square with Holm's correction, and by Cohen's w of the respondents against the whole base.
 */
export async function* biasedSample(shared: SharedKey): AsyncIterable<Anomaly> {
  const { many, one, column, key } = shared
  if (!many.profile.columns.some(({ semantic }) => semantic.kind === 'score')) return
  const segmented = one.profile.columns
    .filter(
      ({ semantic, family, distinct, name }) =>
        name !== key.name &&
        (semantic.kind === 'category' || semantic.kind === 'boolean') &&
        (family === 'text' || family === 'boolean') &&
        distinct >= 2 &&
        distinct <= MOST_SEGMENTS
    )
    .slice(0, MOST_COLUMNS)
  const compared: Compared[] = []
  for (const segment of segmented) {
    const segments = await one.rows<Segment>(
      `SELECT value, count(*) FILTER (answered) AS a, count(*) FILTER (NOT answered) AS b FROM (SELECT ${categorySql(`${ident(segment.name)}::VARCHAR`)} AS value, ${ident(key.name)} IN (SELECT ${ident(column.name)} FROM ${many.table.sql} WHERE ${ident(column.name)} IS NOT NULL) AS answered FROM ${one.table.sql} WHERE ${ident(key.name)} IS NOT NULL) WHERE value IS NOT NULL GROUP BY ALL ORDER BY value`
    )
    const [answered, silent] = [sum(segments, 'a'), sum(segments, 'b')]
    if (answered < LEAST || silent < LEAST || answered > NEARLY_ALL * (answered + silent)) return
    const test = homogeneity(segments)
    if (test) compared.push({ column: segment, segments, p: test.p, effect: effectOf(segments), test })
  }
  const adjusted = holm(compared.map(({ p }) => p))
  for (const [place, found] of compared.entries())
    if ((adjusted[place] ?? 1) < 0.01 && found.effect >= EFFECT)
      yield describe(shared, found, adjusted[place] ?? 0, compared.length)
}

/** Cohen's w of the respondents' shares against those of the whole base. */
function effectOf(segments: readonly Segment[]): number {
  const [answered, all] = [sum(segments, 'a'), sum(segments, 'a') + sum(segments, 'b')]
  return Math.sqrt(
    segments.reduce((total, { a, b }) => {
      const base = (a + b) / all
      return total + (a / answered - base) ** 2 / base
    }, 0)
  )
}

function describe(
  { many, one, column, key }: SharedKey,
  { column: segment, segments, effect, test }: Compared,
  p: number,
  tests: number
): Anomaly {
  const [answered, all] = [sum(segments, 'a'), sum(segments, 'a') + sum(segments, 'b')]
  const far = [...segments].sort((x, y) => distance(y, answered, all) - distance(x, answered, all))[0]
  const { value = '', a = 0, b = 0 } = far ?? {}
  const over = a / answered > (a + b) / all
  const [mine, theirs] = [shareInWords(a, answered), shareInWords(a + b, all)]
  const [base, name] = [named(one.table.ref.name), named(segment.name)]
  const is = `${categorySql(`${ident(segment.name)}::VARCHAR`)} = ${text(value)}`
  const where = `coalesce(${ident(column.name)} IN (SELECT ${ident(key.name)} FROM ${one.table.sql} WHERE ${is}), false)`
  const write = (n: number, language: 'fr' | 'en', digits = 2): string =>
    n.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: digits })
  const less = (language: 'fr' | 'en'): string => (p < 0.001 ? (language === 'fr' ? 'p < 0,001' : 'p < 0.001') : `p = ${write(p, language)}`) // prettier-ignore
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
      fr: `Répondants ${over ? 'trop' : 'trop peu'} souvent « ${value} » : ${mine.fr} ici, ${theirs.fr} dans la table ${base.fr}`,
      en: `Respondents too ${over ? 'often' : 'seldom'} “${value}”: ${mine.en} here, ${theirs.en} in the table ${base.en}`
    },
    explanation: {
      fr: `Par ${name.fr}, qui a répondu (n = ${answered.toLocaleString('fr-FR')} sur ${all.toLocaleString('fr-FR')}) ne ressemble pas à qui n’a pas répondu : khi-deux ${write(test.statistic, 'fr', 3)} à ${test.df} degrés de liberté, ${less('fr')} (corrigé pour ${counted(tests, ['colonne', 'colonnes'], ['', '']).fr}), effet w = ${write(effect, 'fr')} (0,1 petit, 0,3 moyen, 0,5 grand). Une moyenne sur les répondants penche du côté des plus nombreux.`,
      en: `By ${name.en}, those who answered (n = ${answered.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}) are not like those who did not: chi-square ${write(test.statistic, 'en', 3)} with ${test.df} degrees of freedom, ${less('en')} (corrected for ${counted(tests, ['', ''], ['column', 'columns']).en}), effect w = ${write(effect, 'en')} (0.1 small, 0.3 middling, 0.5 large). A mean over respondents leans to the side of the more numerous.`
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

function sum(segments: readonly Segment[], side: 'a' | 'b'): number {
  return segments.reduce((total, one) => total + one[side], 0)
}
