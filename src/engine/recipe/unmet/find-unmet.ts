import type { ColumnInfo, Step, StepEffect, StepSpec } from '../../../contract'
import type { Connection } from '../../db'
import type { Project } from '../../project'
import { readColumns } from '../../tables'
import { applySteps } from '../apply-steps'
import { compileRecipe } from '../compile'
import { kindOf } from '../steps'
import type { Others } from '../steps/kind'
import type { Stage } from '../walk'
import { whatMatters } from '../what-matters'
import { earlierRows } from './earlier-rows'
import type { NamedGroup } from './named-group'
import { NAMING, namedValues } from './named-values'
import { unmetInWords, type MetBefore } from './words'

/** Values counted by one query. */
const AT_ONCE = 200
/** Beyond, a list is taken to be a codebook: that some of its codes do not occur tells nothing. */
const MOST_VALUES = 2_000

type Reader = Pick<Connection, 'rows'>

/**
 * The steps that name values which stood in the rows of an earlier delivery and stand in none of now, by step: the latest
 * delivery in which one of them was met says how often. What an author named in advance, and was never met, is not told.
 */
export async function findUnmet(
  project: Project,
  table: string,
  stages: readonly Stage[],
  columns: readonly ColumnInfo[],
  others: Others,
  signal?: AbortSignal
): Promise<ReadonlyMap<string, NonNullable<StepEffect['unmet']>>> {
  const told = new Map<string, NonNullable<StepEffect['unmet']>>()
  const earlier = stages.length ? await earlierRows(project, table) : []
  if (!earlier.length) return told
  const open = new Map<string, Open>()
  for (const stage of stages) {
    const { step, problem } = stage
    if (!step.enabled || problem || !NAMING.has(step.spec.kind)) continue
    const { before, columns: comes } = whatMatters(stage)
    const rows = compileRecipe(table, columns, before, others)
    const groups = await countMet(project, step.spec, rows, comes, signal)
    if (groups.some(({ values }) => values.some(({ n }) => !n))) open.set(step.id, { groups, rows, columns: comes })
  }
  const steps = stages.map(({ step }) => step)
  for (const { name, label } of earlier) {
    if (!open.size) break
    const raw = { name, columns: await readColumns(project, { schema: 'raw', name }) }
    const applied = await applySteps(project, raw, steps, others, signal)
    for (const stage of applied.stages) {
      const { step, problem } = stage
      const now = open.get(step.id)
      if (!now || problem) continue
      const { before, columns: came } = whatMatters(stage)
      const rows = compileRecipe(name, raw.columns, before, others)
      const then = await countMet(project, step.spec, rows, came, signal)
      const lost = now.groups.flatMap((group, place) => lostOf(group, then[place]) ?? [])
      if (!lost.length) continue
      open.delete(step.id)
      const left = await leftOut(project, step, { rows, columns: came }, now, others, signal)
      told.set(step.id, { whole: lost.some(({ whole }) => whole), words: unmetInWords(step.spec, lost, label, left) })
    }
  }
  return told
}

interface Open {
  groups: Met[]
  rows: string
  columns: readonly ColumnInfo[]
}

interface Met {
  of: string
  values: { value: string; n: number }[]
}

/** How many of some rows hold each value that a step names. */
async function countMet(
  reader: Reader,
  spec: StepSpec,
  rows: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<Met[]> {
  const groups = await namedValues(reader, spec, columns, signal)
  const wheres = groups.flatMap(({ values }) => values.map(({ where }) => where))
  if (!wheres.length || wheres.length > MOST_VALUES) return []
  const counts: number[] = []
  for (let at = 0; at < wheres.length; at += AT_ONCE) {
    const asked = wheres.slice(at, at + AT_ONCE).map((where) => `count(*) FILTER (${where})`)
    const [row] = await reader.rows<{ met: number[] }>(`SELECT [${asked.join(', ')}] AS met FROM (${rows})`, { signal })
    counts.push(...(row?.met ?? []))
  }
  let place = 0
  const take = ({ of, values }: NamedGroup): Met => ({
    of,
    values: values.map(({ value }) => ({ value, n: Number(counts[place++] ?? 0) }))
  })
  return groups.map(take)
}

/** The values of a group that were met then and are not now; null where there are none. */
function lostOf({ of, values }: Met, then: Met | undefined): MetBefore | null {
  const lost = values.flatMap(({ value, n }, place) => {
    const before = then?.values[place]?.n ?? 0
    return n || !before ? [] : [{ value, n: before }]
  })
  return lost.length ? { of, lost, whole: values.every(({ n }) => !n) } : null
}

/** The rows that a filter left out then and leaves out now, each of how many; null for other steps. */
async function leftOut(
  reader: Reader,
  { spec }: Step,
  then: Pick<Open, 'rows' | 'columns'>,
  now: Pick<Open, 'rows' | 'columns'>,
  others: Others,
  signal?: AbortSignal
) {
  if (spec.kind !== 'filter') return null
  const count = async ({ rows, columns }: Pick<Open, 'rows' | 'columns'>) => {
    const kept = kindOf(spec).sql(spec, `(${rows})`, columns, others)
    const [row] = await reader.rows<{ of: number; n: number }>(
      `SELECT (SELECT count(*) FROM (${rows})) AS of, (SELECT count(*) FROM (${kept})) AS n`,
      { signal }
    )
    return { n: (row?.of ?? 0) - (row?.n ?? 0), of: row?.of ?? 0 }
  }
  return { then: await count(then), now: await count(now) }
}
