import type { Anomaly, ColumnProfile } from '../../../contract'
import { missingWord } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { valuesOf, type Value } from './category-values'
import { findTypos } from './category-typo'
import { variantClusters } from './category-variant'
import { isSurvey, oneSided } from './one-sided-sample'

/** Below so many answers a mean or a share says little: at 30, a share of 50 % is known to some 18 points. */
const SMALL = 30
/** More segments than this are no list to compare. */
const MOST_SEGMENTS = 20
const MOST_COLUMNS = 8

/** Scores of so few rows, or of segments with so few, that what they show would be chance. */
export const smallSegments: Detector = {
  name: 'small_segments',
  title: { fr: 'Segments trop petits', en: 'Segments too small' },
  kinds: ['weak_sample'],
  async *detect(context) {
    const scores = columnsWhere(context, ({ semantic }) => semantic.kind === 'score')
    const { rows } = context.table
    if (scores[0] && rows > 1 && rows < SMALL) yield ofTable(context, scores[0].name)
    if (!scores.length || rows < 2 * SMALL) return
    const segments = columnsWhere(
      context,
      ({ semantic, family, distinct }) =>
        (semantic.kind === 'category' || semantic.kind === 'boolean') &&
        (family === 'text' || family === 'boolean') &&
        distinct >= 2 &&
        distinct <= 2 * MOST_SEGMENTS
    ).slice(0, MOST_COLUMNS)
    const asksPeople = isSurvey(context)
    for (const column of segments) {
      const [values, score] = [await valuesOf(context, column), scores[0]?.name ?? '']
      const found = describe(context, column, values, score)
      if (found) yield found
      const leaning = asksPeople ? oneSided(context, column, smallOf(values).all, score) : null
      if (leaning) yield leaning
    }
  }
}

/** The values that stand for a segment and have few rows: not those that are another value ill written, or a word for missing. */
export function smallOf(values: readonly Value[]): { small: Value[]; all: Value[] } {
  const badly = new Set([
    ...variantClusters(values).flatMap(({ variants }) => variants.map(({ value }) => value)),
    ...findTypos(values).map(({ from }) => from.value)
  ])
  const all = values.filter(({ value }) => !badly.has(value) && missingWord(value) === null && value.trim() !== '')
  return { all, small: all.filter(({ n }) => n < SMALL) }
}

/** Values beyond which a list of sentences is no list of answers, the words of a sentence, and the share of the values that are one. */
const MOST_SENTENCES = 7
const WORDS = 4
const SENTENCES = 2 / 3

/** Whether values are what people wrote, of which some wrote the same: no groups to compare. */
function areRemarks(values: readonly Value[]): boolean {
  const sentences = values.filter(({ value }) => value.trim().split(/\s+/).length >= WORDS)
  return values.length > MOST_SENTENCES && sentences.length >= SENTENCES * values.length
}

/** Percentage points within which a share of 50 % is known by so many answers, at 95 %. */
function points(n: number, language: string): string {
  return Math.round(98 / Math.sqrt(n)).toLocaleString(language)
}

/** A whole table of few answers. */
function ofTable({ table }: DetectorContext, score: string): Anomaly {
  const { rows } = table
  const of = named(score)
  return finding(table, {
    kind: 'weak_sample',
    detector: 'small_segments',
    place: 'table',
    columns: [],
    where: 'true',
    rows,
    severity: 'info',
    confidence: 0.7,
    dimension: 'credibility',
    message: {
      fr: `${rows} lignes en tout : trop peu pour conclure`,
      en: `${rows} rows in all: too few to conclude`
    },
    explanation: {
      fr: `Sur ${rows} réponses, une part de 50 % n’est connue qu’à ${points(rows, 'fr-FR')} points près (intervalle à 95 %) : une moyenne de ${of.fr}, ou l’écart entre deux groupes, montrerait surtout le hasard.`,
      en: `On ${rows} answers a share of 50% is known to within ${points(rows, 'en-GB')} points only (95% interval): a mean of ${of.en}, or a difference between two groups, would mostly show chance.`
    },
    proposal: {
      text: {
        fr: 'Demander plus de réponses, ou lire celles-ci une à une ; ne citer de chiffre qu’avec son intervalle.',
        en: 'Ask for more answers, or read these one by one; quote a figure with its interval only.'
      },
      repair: { kind: 'review' }
    }
  })
}

function describe(
  { table }: DetectorContext,
  column: ColumnProfile,
  values: readonly Value[],
  score: string
): Anomaly | null {
  const codes = new Set(column.disguised.map(({ value }) => value))
  const { small, all } = smallOf(values.filter(({ value }) => !codes.has(value)))
  // Where all segments are small the table is; where most are, the column is a list of things rather than of groups.
  if (!small.length || all.length > MOST_SEGMENTS || small.length > all.length / 2 || areRemarks(all)) return null
  const rows = small.reduce((sum, { n }) => sum + n, 0)
  const [name, of, count] = [named(column.name), named(score), rowsInWords(rows)]
  const least = small.at(-1)
  const shown = small.slice(0, 6)
  return finding(table, {
    kind: 'weak_sample',
    detector: 'small_segments',
    place: 'column',
    columns: [column.name],
    where: `coalesce(${ident(column.name)}::VARCHAR IN (${small.map(({ value }) => text(value)).join(', ')}), false)`,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: 'info',
    confidence: 0.7,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : ${small.length < 2 ? 'un segment a' : `${small.length} segments ont`} moins de ${SMALL} lignes (${count.fr})`,
      en: `${name.en}: ${small.length === 1 ? 'one segment has' : `${small.length} segments have`} fewer than ${SMALL} rows (${count.en})`
    },
    explanation: {
      fr: `${shown.map(({ value, n }) => `« ${value} » (n = ${n})`).join(', ')}${small.length > 6 ? ', …' : '.'} Comparer ${of.fr} entre de si petits groupes montrerait surtout le hasard : sur ${least?.n ?? 0} réponses, une part de 50 % n’est connue qu’à ${points(least?.n ?? 1, 'fr-FR')} points près (intervalle à 95 %).`,
      en: `${shown.map(({ value, n }) => `“${value}” (n = ${n})`).join(', ')}${small.length > 6 ? ', …' : '.'} To compare ${of.en} between such small groups would mostly show chance: on ${least?.n ?? 0} answers a share of 50% is known to within ${points(least?.n ?? 1, 'en-GB')} points only (95% interval).`
    },
    proposal: {
      text: {
        fr: 'Réunir ces segments à d’autres qui leur ressemblent, ou ne les citer qu’avec leur intervalle ; ne pas les classer.',
        en: 'Join these segments to others like them, or quote them with their interval only; do not rank them.'
      },
      repair: { kind: 'review' }
    }
  })
}
