import { nameWords } from '../import'
import { hints } from '../profile'
import type { ColumnLook } from './look'

/** A key at least so plausible is told as one; below it, as a weak candidate. */
export const STRONG = 0.62
/** Below this a column that happens to be unique is not told at all. */
export const WEAK = 0.44
/** Fewer rows than this prove nothing: most columns are then without repeats. */
const FEW_ROWS = 10

const MEASURES = ['money', 'duration', 'age', 'percent', 'score', 'count', 'year'] as const
/** Codes that several rows may share. */
const SHARED = ['postcode', 'phone', 'name'] as const

/**
 * How much a column looks like an identifier, were it unique, 0 to 1. What its values are weighs most: a whole count
 * without gaps, a code of digits and letters, a uniqueness that chance does not explain. Its place, its name and the table's
 * size weigh a little. Features of primary keys after Papenbrock and Naumann, "Data-driven schema normalization" (EDBT 2017),
 * and Jiang and Naumann, "Holistic primary key and foreign key detection" (HoPF, J. Intell. Inf. Syst. 2020).
 */
export function keyPlausibility(look: ColumnLook): number {
  const { named, place, table } = look
  const at = place === 0 ? 0.15 : place < 3 ? 0.05 : 0
  const size = table.rows < FEW_ROWS ? -0.15 : 0
  const shared = SHARED.some((hint) => hints(look.called, hint))
  const sum = 0.3 + shapeOf(look) + at + size + (named && !shared ? 0.2 : 0) - (measures(look) ? 0.2 : 0)
  return Math.min(1, Math.max(0, sum))
}

/** Numbers that are set or held, not measured: still amounts. */
const AMOUNTS = new Set(
  'objectif objectifs cible cibles target targets quota quotas prevision previsions forecast stock stocks vente ventes sales'.split(' ') // prettier-ignore
)

/** Whether a column's name speaks of something measured or counted. */
export function measures(look: Pick<ColumnLook, 'called' | 'named' | 'says' | 'span' | 'about' | 'column'>): boolean {
  if (look.named && !isUnsure(look)) return false
  if (MEASURES.some((hint) => hints(look.called, hint))) return true
  return isUnsure(look) && nameWords(look.called).some((word) => AMOUNTS.has(word))
}

/** Pairs of rows that chance would make alike: below this, that none are says nothing. */
const SURPRISING = 5

/**
 * Whether whole numbers may be without repeats by chance, drawn from their range as amounts are, and no word of the name says
 * that they identify: the name of its table, as « objectif » of « objectifs », may as well be what is measured in it.
 */
export function isUnsure({
  says,
  span,
  about,
  column
}: Pick<ColumnLook, 'says' | 'span' | 'about' | 'column'>): boolean {
  if (says || !span || column.type === 'VARCHAR') return false
  const range = span[1] - span[0] + 1
  return range > 1.2 * about && (about * about) / (2 * range) < SURPRISING
}

/** Whether the values are codes rather than words: short, in one piece, with digits, or digits only. */
export function isCode({ words, length, digited, even }: ColumnLook): boolean {
  return words <= 1.05 && length <= 40 && (digited > 0.8 || even)
}

function shapeOf(look: ColumnLook): number {
  const { span, about, place, even, words, column } = look
  if (span) {
    const [low, high] = span
    const range = high - low + 1
    if (range <= 1.2 * about) return place === 0 ? 0.3 : 0.2
    // Pairs that chance would make alike, were the values drawn from their range: few of them, and uniqueness says nothing.
    const expected = (about * about) / (2 * range)
    return Math.min(1, expected / 10) * 0.25 + (even && high >= 1_000 ? 0.1 : 0) + (column.type === 'VARCHAR' ? 0.1 : 0)
  }
  if (isCode(look)) return 0.3
  return words <= 1.05 ? 0.05 : 0
}
