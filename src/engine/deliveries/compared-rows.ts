import type { ComparedKind, ComparedRows } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Comparison } from './comparison'

/** Columns of one page; the key and those that changed stand first. */
const MOST_COLUMNS = 100
/** Characters of a cell. */
const MOST_TEXT = 500

/** Which rows of a comparison. */
export interface Wanted {
  kind: ComparedKind
  /** Name in the source of the column that changed. */
  column?: string
  offset: number
  limit: number
}

/** A page of the rows behind one number of a comparison, in the order of the delivery, else of the source. */
export async function comparedRows(
  project: Project,
  comparison: Comparison,
  { kind, column, offset, limit }: Wanted,
  signal?: AbortSignal
): Promise<ComparedRows> {
  const { matched, before, arriving, pairs, truth } = comparison
  const all = shownColumns(comparison)
  const columns = all.slice(0, MOST_COLUMNS)
  const where = conditionOf(kind, column === undefined ? null : placeOf(comparison, column))
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${matched.table} WHERE ${where}`, {
    signal
  })
  const page = await project.rows<{ b: number | null; a: number | null; differs: number[] }>(
    `SELECT b, a, differs FROM ${matched.table} WHERE ${where} ORDER BY ${kind === 'before' ? 'b' : 'coalesce(a, b), b'} LIMIT ${limit} OFFSET ${offset}`,
    { signal }
  )
  const cellsOf = (table: string, names: (string | null)[], places: (number | null)[]) =>
    readCells(project, table, names, places.filter((place) => place !== null), signal) // prettier-ignore
  const old = await cellsOf(before, columns.map((one) => one.before), page.map(({ b }) => b)) // prettier-ignore
  const now = await cellsOf(arriving, columns.map((one) => one.arriving), page.map(({ a }) => a)) // prettier-ignore
  return {
    columns: columns.map(({ name, before: own, arriving: other }) => ({
      name,
      side: own === null ? 'arriving' : other === null ? 'before' : 'both',
      ...truthOf({ before: truth.before.has(own ?? ''), arriving: truth.arriving.has(other ?? '') })
    })),
    columnCount: all.length,
    total: counted?.n ?? 0,
    rows: page.map(({ b, a, differs }) => {
      const names = new Set(differs.map((place) => pairs[place]?.name))
      return {
        before: b === null ? null : (old.get(b) ?? null),
        arriving: a === null ? null : (now.get(a) ?? null),
        changed: columns.flatMap((one, place) => (one.before !== null && names.has(one.before) ? [place] : []))
      }
    })
  }
}

function truthOf(sides: Record<'before' | 'arriving', boolean>): Pick<ComparedRows['columns'][number], 'truth'> {
  const truth = (['before', 'arriving'] as const).filter((side) => sides[side])
  return truth.length ? { truth } : {}
}

interface ShownColumn {
  name: string
  /** Its names on the two sides; null where a side lacks it. */
  before: string | null
  arriving: string | null
}

/** Key first, then what changed, the other common columns, and those of one side only. */
function shownColumns({ diff, pairs, matched }: Comparison): ShownColumn[] {
  const key = new Set(diff.key)
  const rank = (pair: { name: string }, place: number): number =>
    key.has(pair.name) ? 0 : matched.changes.has(place) ? 1 : 2
  const common = pairs
    .map((pair, place) => ({ ...pair, rank: rank(pair, place) }))
    .sort((one, other) => one.rank - other.rank)
  return [
    ...common.map(({ name, arriving }) => ({ name, before: name, arriving })),
    ...diff.columns.added.map((name) => ({ name, before: null, arriving: name })),
    ...diff.columns.gone.map((name) => ({ name, before: name, arriving: null }))
  ]
}

function conditionOf(kind: ComparedKind, place: number | null): string {
  if (kind === 'before') return 'b IS NOT NULL'
  if (kind === 'arriving') return 'a IS NOT NULL'
  if (kind === 'totalsBefore') return `fate = 'total' AND b IS NOT NULL`
  if (kind === 'totalsArriving') return `fate = 'total' AND a IS NOT NULL`
  return place === null ? `fate = '${kind}'` : `fate = '${kind}' AND list_contains(differs, ${place})`
}

function placeOf({ pairs }: Comparison, column: string): number {
  const place = pairs.findIndex(({ name }) => name === column)
  if (place >= 0) return place
  throw fail('not_found', {
    fr: `« ${column} » n’est pas une colonne des deux côtés.`,
    en: `“${column}” is no column of both sides.`
  })
}

async function readCells(
  project: Project,
  table: string,
  names: readonly (string | null)[],
  places: readonly number[],
  signal?: AbortSignal
): Promise<Map<number, (string | null)[]>> {
  if (!places.length) return new Map()
  const cells = names.map((name) => (name === null ? 'NULL' : `left(CAST(${ident(name)} AS VARCHAR), ${MOST_TEXT})`))
  const rows = await project.rows<{ place: number; cells: (string | null)[] }>(
    `SELECT rowid AS place, [${cells.join(', ')}]::VARCHAR[] AS cells FROM raw.${ident(table)} WHERE rowid IN (${places.join(', ')})`,
    { signal }
  )
  return new Map(rows.map(({ place, cells: found }) => [place, found]))
}
