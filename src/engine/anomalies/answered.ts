import type { ColumnProfile, TableProfile } from '../../contract'
import { holm } from '../stats/compare'
import { homogeneity } from '../stats/two-samples'

/** Cohen's w from which a difference of shares is told: 0.1 is small, 0.3 middling, 0.5 large (J. Cohen, 1988). */
const EFFECT = 0.1
export const MIDDLING = 0.3
/** Segments of one column, and columns compared. */
const MOST_SEGMENTS = 20
const MOST_COLUMNS = 12
/** Least answers, and the share of the base from which they are nearly all of it. */
const LEAST = 50
const NEARLY_ALL = 0.95
/** Share of its errors that a guess loses by a column from which the column says by itself who answered. */
const SAYS_IT = 0.9

/** A group of the base, and how many of it answered and did not. */
export type Segment = {
  value: string
  a: number
  b: number
}

/** A column by which those who answered are not like those who did not. */
export interface Unlike {
  column: ColumnProfile
  segments: Segment[]
  /** Corrected for the number of columns. */
  p: number
  tests: number
  /** Cohen's w of those who answered against the whole base. */
  effect: number
  test: { statistic: number; df: number }
}

/** The columns that part a base in groups. */
export function segmentColumns({ columns }: TableProfile, but: string | undefined): ColumnProfile[] {
  return columns
    .filter(
      ({ semantic, family, distinct, name }) =>
        name !== but &&
        (semantic.kind === 'category' || semantic.kind === 'boolean') &&
        (family === 'text' || family === 'boolean') &&
        distinct >= 2 &&
        distinct <= MOST_SEGMENTS
    )
    .slice(0, MOST_COLUMNS)
}

/** Whether there are enough answers, and enough that did not come, for one to ask who answered. */
export function mayBeUnlike(segments: readonly Segment[]): boolean {
  const [answered, all] = sums(segments)
  return answered >= LEAST && all - answered >= LEAST && answered <= NEARLY_ALL * all
}

/**
 * Those who answered against those who did not, column by column, by chi-square with Holm's correction. A column that says by itself who
 * answered ("replied: yes") is none of the base.
 */
export function unlike(asked: readonly { column: ColumnProfile; segments: Segment[] }[]): Unlike[] {
  const compared = asked.flatMap(({ column, segments }) => {
    const test = mayBeUnlike(segments) && !saysWhoAnswered(segments) ? homogeneity(segments) : null
    return test ? [{ column, segments, test, effect: effectOf(segments) }] : []
  })
  const adjusted = holm(compared.map(({ test }) => test.p))
  return compared.flatMap((one, place) => {
    const p = adjusted[place] ?? 1
    return p < 0.01 && one.effect >= EFFECT ? [{ ...one, p, tests: compared.length }] : []
  })
}

/** Goodman and Kruskal's lambda: the share of wrong guesses of who answered that knowing the segment spares. */
function saysWhoAnswered(segments: readonly Segment[]): boolean {
  const [answered, all] = sums(segments)
  const rarer = Math.min(answered, all - answered)
  const wrong = segments.reduce((total, { a, b }) => total + Math.min(a, b), 0)
  return wrong <= (1 - SAYS_IT) * rarer
}

function effectOf(segments: readonly Segment[]): number {
  const [answered, all] = sums(segments)
  return Math.sqrt(
    segments.reduce((total, { a, b }) => {
      const base = (a + b) / all
      return total + (a / answered - base) ** 2 / base
    }, 0)
  )
}

/** Those who answered, and all. */
export function sums(segments: readonly Segment[]): [answered: number, all: number] {
  const answered = segments.reduce((total, { a }) => total + a, 0)
  return [answered, segments.reduce((total, { b }) => total + b, answered)]
}

/** The test of a column in words of either language, without its stop. */
export function testInWords({ test, p, tests, effect }: Unlike): { fr: string; en: string } {
  const write = (n: number, language: string, digits = 2): string => n.toLocaleString(language, { maximumSignificantDigits: digits }) // prettier-ignore
  const chance = (language: string, comma: string): string => p < 0.001 ? `p < 0${comma}001` : `p = ${write(p, language)}` // prettier-ignore
  return {
    fr: `khi-deux ${write(test.statistic, 'fr-FR', 3)} à ${test.df} ${test.df < 2 ? 'degré' : 'degrés'} de liberté, ${chance('fr-FR', ',')}${tests > 1 ? ` (corrigé pour ${tests} colonnes)` : ''}, effet w = ${write(effect, 'fr-FR')} (0,1 petit, 0,3 moyen, 0,5 grand)`,
    en: `chi-square ${write(test.statistic, 'en-GB', 3)} with ${test.df} ${test.df === 1 ? 'degree' : 'degrees'} of freedom, ${chance('en-GB', '.')}${tests > 1 ? ` (corrected for ${tests} columns)` : ''}, effect w = ${write(effect, 'en-GB')} (0.1 small, 0.3 middling, 0.5 large)`
  }
}
