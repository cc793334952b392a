import type { Dependency } from '../../../contract'
import { together, type Picks } from './broken-copy'

/** A rule with the rows that break it. */
export interface Broken extends Picks {
  dependency: Dependency
  rows: number
  isSure: boolean
  /** The share of the rows that break it; of two columns that tell each other, the greater. */
  part: number
}

/** Rules to one column: the rows in which the fault lies there, and those in which it may as well lie in the column that tells it. */
export interface Sided {
  own: Broken[]
  either: Broken[]
}

/**
 * Two columns that tell each other blame each other: where a row breaks the rule both ways, and nothing else has spoken for one of the
 * two, one of its two cells is wrong and nothing says which.
 */
export async function bySide(
  rules: readonly Broken[],
  broken: ReadonlyMap<string, readonly Broken[]>,
  count: (picks: Picks) => Promise<number>
): Promise<Sided> {
  const sided: Sided = { own: [], either: [] }
  for (const rule of rules) {
    const [cause = ''] = rule.dependency.determinant
    const back = broken.get(cause)?.find((one) => one.dependency.determinant[0] === rule.dependency.dependent)
    const both = back && together([rule, back], ([there, again]) => `(${there}) AND (${again})`)
    const rows = both ? await count(both) : 0
    if (both && rows)
      sided.either.push({
        ...rule,
        ...both,
        rows,
        isSure: rule.isSure && back.isSure,
        part: Math.max(rule.part, back.part)
      })
    if (!back || !rows) sided.own.push(rule)
    else if (rows < rule.rows) {
      const alone = together([rule, back], ([there, again]) => `(${there}) AND NOT (${again})`)
      sided.own.push({ ...rule, ...alone, rows: rule.rows - rows })
    }
  }
  return sided
}
