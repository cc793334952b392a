import type { Blind, ColumnAt, ColumnCoverage, LocalizedText, Look, PeriodCoverage, TableRef } from '../../contract'
import { knownFindings } from '../anomalies'
import type { Project } from '../project'
import { columnsToCompare } from '../satisfaction'
import { listTables, resolveTable, type Table } from '../tables'
import { columnCoverage } from './coverage'
import { periodCoverage } from './periods'
import {
  groups,
  holdsScores,
  knownAnomalies,
  neverApart,
  missingCells,
  neverCompared,
  neverOpened,
  onlyInFilter,
  onlyInView,
  scoreUnseen,
  unseen
} from './reasons'

/** Items told at most, of one table and of all. */
const MOST = 200
const MOST_OF_ALL = 60
const MOST_STRETCHES = 5
/** Missing cells beyond which a column is worth a look for them. */
const MANY_MISSING = 0.05

/** What nobody looked at in a table, worthiest first; without a table, in all of them, without their periods. */
export async function blindSpots(project: Project, ref: TableRef | null, signal?: AbortSignal): Promise<Blind[]> {
  const looks = await project.looks.list()
  const tables = ref ? [await resolveTable(project, ref)] : await listTables(project)
  const found: Blind[] = []
  for (const table of tables) {
    const own = looks.filter((look) => look.tables.includes(table.ref.name))
    if (!own.length) found.push(await blindTable(project, table, signal))
    // Of a table that nobody opened, its columns are told with it alone.
    if (!own.length && !ref) continue
    found.push(...(await blindColumns(project, table, own, signal)))
    if (ref) found.push(...blindPeriods(table, await periodCoverage(project, table, own, signal)))
  }
  return found.sort((a, b) => b.worth - a.worth).slice(0, ref ? MOST : MOST_OF_ALL)
}

async function blindTable(project: Project, table: Table, signal?: AbortSignal): Promise<Blind> {
  const { scores } = await columnsToCompare(project, table.ref, signal)
  return {
    kind: 'table',
    table: table.ref,
    worth: scores.length ? 95 : 60,
    reasons: [neverOpened(table.rows), ...(scores.length ? [holdsScores(scores.length)] : [])]
  }
}

async function blindColumns(
  project: Project,
  table: Table,
  looks: readonly Look[],
  signal?: AbortSignal
): Promise<Blind[]> {
  const { scores, segments, present } = await columnsToCompare(project, table.ref, signal)
  const anomalies = knownFindings(project, table) ?? []
  const onlyFiltered = filteredAlone(table, looks)
  return columnCoverage(table, looks).flatMap((column) => {
    const segment = segments.find((one) => one.segment.column === column.name)
    const isScore = scores.some((score) => score.column === column.name)
    const found: Blind[] = []
    if (!column.looks || onlyFiltered.has(column.name)) {
      const marked = anomalies.filter(({ columns }) => columns.includes(column.name)).length
      const told = column.looks ? onlyInFilter() : column.inView ? onlyInView() : unseen()
      found.push(unseenColumn(table.ref, column, isScore, 1 - (present.get(column.name) ?? 1), marked, told))
    }
    if (segment && scores.length && !isScore && !column.counts.segment)
      found.push({
        kind: 'segment',
        table: table.ref,
        column: column.name,
        worth: 45,
        reasons: [neverCompared(), groups(segment.segment.by.kind === 'value' ? segment.groups : null)].flat()
      })
    return found
  })
}

/** Columns that a filter was set on and no look was about: what they hold was shown by no figure, split by none. */
function filteredAlone({ ref: { name } }: Table, looks: readonly Look[]): Set<string> {
  const own = (at: ColumnAt | null): string[] => (at?.table === name ? [at.column] : [])
  const filtered = looks.flatMap(({ tables, filter }) => (tables[0] === name ? (filter?.all ?? []) : []))
  const shown = new Set(
    looks.flatMap(({ kind, columns, segment }) =>
      kind === 'rows' || kind === 'grid' ? [] : [...columns.flatMap(own), ...own(segment)]
    )
  )
  return new Set(filtered.map(({ column }) => column).filter((column) => !shown.has(column)))
}

function unseenColumn(
  table: TableRef,
  { name }: ColumnCoverage,
  isScore: boolean,
  missing: number,
  anomalies: number,
  otherwise: LocalizedText
): Blind {
  const reasons: LocalizedText[] = []
  if (isScore) reasons.push(scoreUnseen())
  if (anomalies) reasons.push(knownAnomalies(anomalies))
  if (missing >= MANY_MISSING) reasons.push(missingCells(missing))
  const worth =
    10 + (isScore ? 60 : 0) + (anomalies ? 15 : 0) + (missing >= MANY_MISSING ? 10 + Math.round(20 * missing) : 0)
  return {
    kind: 'column',
    table,
    column: name,
    worth,
    reasons: reasons.length ? reasons : [otherwise]
  }
}

/** Stretches that follow one another without any look at them. */
function blindPeriods(table: Table, periods: readonly PeriodCoverage[]): Blind[] {
  return periods.flatMap(({ column, bins }) => {
    const stretches: { from: string; to: string; rows: number }[] = []
    let open: (typeof stretches)[number] | null = null
    for (const { from, to, rows, alone, split } of bins) {
      if (alone + split > 0) open = null
      else if (open) Object.assign(open, { to, rows: open.rows + rows })
      else stretches.push((open = { from, to, rows }))
    }
    return stretches
      .sort((a, b) => b.rows - a.rows)
      .slice(0, MOST_STRETCHES)
      .map(({ from, to, rows }) => ({
        kind: 'period',
        table: table.ref,
        column,
        from,
        to,
        worth: 30,
        reasons: [neverApart(rows)]
      }))
  })
}
