import { readsOnly, type BranchesCompared, type Step } from '../../../contract'
import type { Project } from '../../project'
import { columnOutcomes, sharedRows, type State } from '../column-outcomes'
import { readCells } from '../read-cells'
import { stepTitle } from '../steps'
import { keepRows } from '../trace-rows'
import { madeBy, stepsAt } from './steps-at'

/** Two states of a table's recipe side by side: steps that both or one of them have, and the columns that each makes. */
export async function compareBranches(
  project: Project,
  { table, a, b }: { table: string; a: number | null; b: number | null },
  signal?: AbortSignal
): Promise<BranchesCompared> {
  const [stepsA = [], stepsB = []] = await stepsAt(project, table, [a, b])
  const [one, other] = [await madeBy(project, table, stepsA, signal), await madeBy(project, table, stepsB, signal)]
  const count = async (sql: string): Promise<number> =>
    (await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`, { signal }))[0]?.n ?? 0
  const rows = { a: await count(one.sql), b: await count(other.sql) }
  const before = { ...one, sql: `(${one.sql})`, rows: rows.a }
  const after = { ...other, sql: `(${other.sql})`, rows: rows.b }
  const isSame = keepRows([...one.specs, ...other.specs])
  // Repeated on both sides, a row's copies would all stand against one another.
  const isTold = one.traced && other.traced && !(one.traced.mayRepeat && other.traced.mayRepeat)
  const standing = isSame ? 'same' : isTold ? 'traced' : 'apart'
  const readingsOf = async (steps: readonly Step[], of: number): Promise<State | null> => {
    const readings = steps.filter((step) => step.enabled && readsOnly(step))
    if (!readings.length) return null
    const read = await madeBy(project, table, readings, signal)
    return { ...read, sql: `(${read.sql})`, rows: of }
  }
  const [readA, readB] = [await readingsOf(stepsA, rows.a), await readingsOf(stepsB, rows.b)]
  const onlyRead = await readCells(project, { made: before, read: readA }, { made: after, read: readB }, standing, signal) // prettier-ignore
  const columns = await columnOutcomes(project, before, after, standing, signal)
  return {
    rows: { ...rows, shared: isSame ? rows.a : await sharedRows(project, before, after, signal) },
    steps: alongside(stepsA, stepsB),
    columns: columns.map((column) => ({ ...column, readCells: onlyRead.get(column.name) ?? 0 }))
  }
}

/** Steps in the order of both lists, those alike side by side (longest common subsequence). */
function alongside(a: readonly Step[], b: readonly Step[]): BranchesCompared['steps'] {
  const key = ({ spec, enabled }: Step): string => JSON.stringify([spec, enabled])
  const [one, other] = [a.map(key), b.map(key)]
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const steps: BranchesCompared['steps'] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [left, right] = [a[i], b[j]]
    const isBoth = left && right && one[i] === other[j]
    const takesLeft = left && (isBoth || !right || at(i + 1, j) >= at(i, j + 1))
    const step = takesLeft ? left : right
    if (!step) break
    steps.push({ title: stepTitle(step.spec), side: isBoth ? 'both' : takesLeft ? 'a' : 'b' })
    if (isBoth || takesLeft) i++
    if (isBoth || !takesLeft) j++
  }
  return steps
}
