import type { ColumnInfo, DeliveryDiff } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'

type ColumnDiff = DeliveryDiff['columns']

const SAMPLE_ROWS = 20_000
const LEAST_LIKENESS = 0.5

/**
 * How the columns of a delivery differ from those of its source. A column gone and one that came are proposed as one
 * renamed where they look alike: common values (Jaccard over a sample), likeness of their names, same place, same type.
 */
export async function diffColumns(
  project: Project,
  before: { table: string; columns: ColumnInfo[] },
  arriving: { table: string; columns: ColumnInfo[] },
  signal?: AbortSignal
): Promise<ColumnDiff> {
  const find = (columns: ColumnInfo[], name: string): ColumnInfo | undefined =>
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.name.toLowerCase() === name.toLowerCase())
  const kept = before.columns.filter(({ name }) => find(arriving.columns, name))
  const gone = before.columns.filter(({ name }) => !find(arriving.columns, name))
  const added = arriving.columns.filter(({ name }) => !find(before.columns, name))
  const candidates: ColumnDiff['renamed'] = []
  for (const from of gone)
    for (const to of added) {
      const place = before.columns.indexOf(from) === arriving.columns.indexOf(to) ? 1 : 0
      const values = await overlap(project, [before.table, from.name], [arriving.table, to.name], signal)
      const likeness =
        0.5 * values + 0.25 * nameLikeness(from.name, to.name) + 0.15 * place + (from.type === to.type ? 0.1 : 0)
      if (likeness >= LEAST_LIKENESS) candidates.push({ from: from.name, to: to.name, likeness })
    }
  const renamed = bestPairs(candidates)
  return {
    kept: kept.map(({ name }) => name),
    added: added.map(({ name }) => name).filter((name) => !renamed.some(({ to }) => to === name)),
    gone: gone.map(({ name }) => name).filter((name) => !renamed.some(({ from }) => from === name)),
    renamed,
    retyped: kept.flatMap(({ name, type }) => {
      const now = find(arriving.columns, name)?.type ?? type
      return now === type ? [] : [{ name, from: type, to: now }]
    })
  }
}

/** Each column in one pair at most, the likeliest pairs first. */
function bestPairs(candidates: ColumnDiff['renamed']): ColumnDiff['renamed'] {
  const pairs: ColumnDiff['renamed'] = []
  for (const pair of candidates.sort((a, b) => b.likeness - a.likeness))
    if (!pairs.some(({ from, to }) => from === pair.from || to === pair.to)) pairs.push(pair)
  return pairs
}

/** Share of common distinct values among all distinct ones of two columns (Jaccard), over their first rows. */
async function overlap(
  project: Project,
  [table, column]: [string, string],
  [otherTable, otherColumn]: [string, string],
  signal?: AbortSignal
): Promise<number> {
  const values = (of: string, name: string): string =>
    `SELECT DISTINCT CAST(${ident(name)} AS VARCHAR) AS v FROM (SELECT ${ident(name)} FROM raw.${ident(of)} LIMIT ${SAMPLE_ROWS}) WHERE ${ident(name)} IS NOT NULL`
  const [row] = await project.rows<{ share: number | null }>(
    `WITH a AS (${values(table, column)}), b AS (${values(otherTable, otherColumn)})
     SELECT (SELECT count(*) FROM a JOIN b USING (v)) / nullif((SELECT count(*) FROM (FROM a UNION FROM b)), 0) AS share`,
    { signal }
  )
  return row?.share ?? 0
}

/** Dice's coefficient of the letter pairs of two names, without case, accents and signs. */
function nameLikeness(one: string, other: string): number {
  const pairs = (name: string): Set<string> => {
    const plain = name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
    return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)))
  }
  const [a, b] = [pairs(one), pairs(other)]
  const common = [...a].filter((pair) => b.has(pair)).length
  return a.size + b.size ? (2 * common) / (a.size + b.size) : 0
}
