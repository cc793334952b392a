import type { ColumnProfile, LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import { scaleProof } from '../../profile'
import { ident } from '../../sql'
import { proposal, type Known, type Proposal } from './proposal'

const MOST_COLUMNS = 14
const TRIED_ROWS = 1_000
/** Share of the rows tried that must keep the total. */
const HELD = 0.95
const TOLERANCE = 0.01

/** Numbers that two others add up or multiply to nearly everywhere, tried on some of the rows. */
export async function totalRules({ table, profile, ask, note }: Known): Promise<Proposal[]> {
  const summed = profile.columns.filter((column) => isSummed(column) && scaleProof(column, profile.columns) !== 'known')
  const columns = summed.slice(0, MOST_COLUMNS)
  if (summed.length > MOST_COLUMNS) note(leftOut(summed.length - MOST_COLUMNS))
  if (columns.length < 3) return []
  const every = Math.max(1, Math.floor(table.rows / TRIED_ROWS))
  const values = columns.map(({ name }, place) => `${ident(name)}::DOUBLE AS x${place}`).join(', ')
  const rows = (
    await ask<Record<string, number | null>>(
      `SELECT ${values} FROM ${table.sql} WHERE rowid % ${every} = 0 LIMIT ${2 * TRIED_ROWS}`
    )
  ).map((row) => columns.map((_, place) => row[`x${place}`] ?? null))
  const found: Proposal[] = []
  const seen = new Set<string>()
  for (const [whole, total] of columns.entries())
    for (const [a, one] of columns.entries())
      for (const [b, other] of columns.entries())
        for (const sign of ['+', '*'] as const) {
          if (a >= b || a === whole || b === whole) continue
          const share = held(rows, whole, a, b, sign)
          // Of the columns of one sum, only one is the total: the first found.
          const key = [whole, a, b].sort((x, y) => x - y).join()
          if (share < HELD || seen.has(key)) continue
          seen.add(key)
          found.push(told(table.ref, total, [one, other], sign))
        }
  return found
}

function isSummed({ family, semantic, numeric, distinct }: ColumnProfile): boolean {
  return (
    family === 'number' &&
    !['identifier', 'year', 'age', 'postcode', 'phone', 'constant'].includes(semantic.kind) &&
    (numeric?.n ?? 0) >= 50 &&
    distinct >= 5
  )
}

function held(rows: readonly (number | null)[][], whole: number, a: number, b: number, sign: '+' | '*'): number {
  let n = 0
  let kept = 0
  for (const row of rows) {
    const [total, one, other] = [row[whole], row[a], row[b]]
    if (total == null || one == null || other == null || (!one && !other)) continue
    // A part that is zero, or one, makes the total equal to the other part: that tells nothing.
    const made = sign === '+' ? one + other : one * other
    if (sign === '+' ? !one || !other : one === 1 || other === 1 || !one || !other) continue
    n++
    if (Math.abs(total - made) <= TOLERANCE + 1e-9 * Math.abs(total)) kept++
  }
  return n >= 30 ? kept / n : 0
}

function told(
  table: Known['table']['ref'],
  total: ColumnProfile,
  parts: readonly ColumnProfile[],
  sign: '+' | '*'
): Proposal {
  return proposal(
    table,
    { kind: 'total', total: total.name, parts: parts.map(({ name }) => name), sign, tolerance: TOLERANCE },
    (kept) => ({ fr: `Vrai sur ${kept.fr} des lignes jugées.`, en: `True on ${kept.en} of the rows judged.` })
  )
}

function leftOut(n: number): LocalizedText {
  const count = countOf(n, ['colonne de nombres', 'colonnes de nombres'], ['column of numbers', 'columns of numbers'])
  return {
    fr: `Totaux : ${count.fr} non regardée${n < 2 ? '' : 's'}, les ${MOST_COLUMNS} premières le sont ; leurs triplets croissent comme le cube.`,
    en: `Totals: ${count.en} not looked at, the first ${MOST_COLUMNS} are; their triples grow by the cube.`
  }
}
