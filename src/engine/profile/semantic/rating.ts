import type { ColumnProfile } from '../../../contract'

/** Confidence from which a scale was read from the name too, or from marks written with what they are out of. */
const NAMED = 0.9
/** Neighbours on one scale that make a block of questions. */
const BLOCK = 3
/** Share of the most frequent mark that the highest one has where a scale ends there, and does not fade out as counts do. */
const ENDS = 0.5

/** Part of the numbers beyond the scale, of those on it, from which one that fades out goes on. */
const GOES_ON = 0.02

/** How sure a scale is: by its name or its neighbours; by marks that end at the top at once; or not at all, as a count would look the same. */
export type ScaleProof = 'known' | 'ends' | 'fades'

/** What says that a column holds marks on a scale, and is no count of a few things; null for what has no scale. */
export function scaleProof(column: ColumnProfile, columns: readonly ColumnProfile[]): ScaleProof | null {
  const { kind, scale, confidence } = column.semantic
  if (kind !== 'score' || !scale) return null
  if (confidence >= NAMED || isQuestion(column.name)) return 'known'
  const marks = column.top.flatMap(({ value, n }) => {
    const x = Number(value.trim().replace(',', '.'))
    return x >= scale.min && x <= scale.max ? [{ x, n }] : []
  })
  const highest = marks.reduce((sum, { x, n }) => sum + (x === scale.max ? n : 0), 0)
  const ends = highest >= ENDS * Math.max(0, ...marks.map(({ n }) => n))
  const inside = marks.reduce((sum, { n }) => sum + n, 0)
  const codes = new Set(column.disguised.map(({ value }) => value))
  const beyond = column.top.reduce(
    (sum, { value, n }) => sum + (Number(value) > scale.max + 1 && !codes.has(value) ? n : 0),
    0
  )
  // A count of persons may stand right behind the questions.
  if (blockOf(column, columns) >= BLOCK && (ends || beyond <= GOES_ON * inside)) return 'known'
  return ends ? 'ends' : 'fades'
}

/** Whether a column is named as a numbered question: « Q1 Accueil », « question_12 ». */
export function isQuestion(name: string): boolean {
  return /^\s*(q|question|item)[\s._-]*\d{1,3}(?!\d)/i.test(name)
}

/** Columns side by side on one scale, this one among them; where questions bear numbers, one that bears none is not of them. */
function blockOf(column: ColumnProfile, columns: readonly ColumnProfile[]): number {
  const isAlike = ({ semantic }: ColumnProfile): boolean =>
    semantic.kind === 'score' &&
    semantic.scale?.min === column.semantic.scale?.min &&
    semantic.scale?.max === column.semantic.scale?.max
  const places = new Set(columns.filter((one) => isAlike(one) && !isQuestion(one.name)).map(({ position }) => position))
  let [first, last] = [column.position, column.position]
  while (places.has(first - 1)) first--
  while (places.has(last + 1)) last++
  return last - first + 1
}
