import type { ColumnProfile } from '../../../contract'

/** Other questions on one scale that say that of this one, and share of its marks that may lie beyond it. */
const SIBLINGS = 2
const BEYOND = 0.03
/** Different marks of a question, those beyond its scale among them. */
const MOST_MARKS = 20
/** Share of the commonest mark that the highest has where a scale ends there, and does not fade out as a count of persons beside the questions does. */
const ENDS = 0.5

type Scale = { min: number; max: number }

/**
 * The scale of the questions around one where hardly any of its marks lie beyond that one: shorter than its own, which is that of fewer questions, or in
 * place of none among questions that bear numbers. Else null.
 */
export function sharedScale(column: ColumnProfile, columns: readonly ColumnProfile[]): Scale | null {
  const own = column.semantic.kind === 'score' ? column.semantic.scale : null
  const list = listOf(column)
  if (column.family !== 'number' || column.distinct > MOST_MARKS || (!own && !list)) return null
  const beside = columns.filter((one) => one !== column && isBeside(column, one))
  const scales = beside.flatMap(({ semantic }) => (semantic.kind === 'score' && semantic.scale ? [semantic.scale] : []))
  const votes = (scale: Scale): number => scales.filter(({ min, max }) => min === scale.min && max === scale.max).length
  const [shared] = scales
    .filter(({ min, max }) => !own || (min === own.min && max < own.max))
    .sort((a, b) => votes(b) - votes(a))
  if (!shared || votes(shared) < SIBLINGS) return null
  if (own ? votes(shared) <= votes(own) : 2 * votes(shared) < beside.length) return null
  const codes = new Set(column.disguised.map(({ value }) => Number(value)))
  const marks = column.top.flatMap(({ value, n }) => (codes.has(Number(value)) ? [] : [{ mark: Number(value), n }]))
  const count = (test: (mark: number) => boolean): number => marks.reduce((sum, { mark, n }) => sum + (test(mark) ? n : 0), 0) // prettier-ignore
  const inside = count((mark) => mark >= shared.min && mark <= shared.max)
  const ends = count((mark) => mark === shared.max) >= ENDS * Math.max(0, ...marks.map(({ n }) => n))
  if (!list && !ends) return null
  return count((mark) => mark < shared.min || mark > shared.max) <= BEYOND * inside ? shared : null
}

/** The name of a numbered question before its number; those of one list share it. */
function listOf({ name }: ColumnProfile): string {
  return /^\D*(?=\d)/.exec(name)?.[0].trim().toLowerCase() ?? ''
}

function isBeside(column: ColumnProfile, other: ColumnProfile): boolean {
  const list = listOf(column)
  if (list) return list === listOf(other)
  return Math.abs(column.position - other.position) <= SIBLINGS
}
