import type { FacetCounts, FacetMode, FacetSpec, FacetsResult, Filter, TableRef } from '../../contract'
import { ChantierError } from '../errors'
import type { Project } from '../project'
import { filterInWords, filterPredicate } from '../sql'
import { resolveTable, type Table } from '../tables'
import { countFacet } from './count'
import { groundFor } from './ground'
import { inTurns } from './in-turns'

/**
 * Counts facets, each under the conditions of all the others, and the rows that the whole filter keeps. A facet that
 * cannot be counted says why; the others stand.
 */
export async function readFacets(
  project: Project,
  request: { table: TableRef; filter: Filter; facets: readonly FacetSpec[] },
  signal?: AbortSignal
): Promise<FacetsResult> {
  const table = await resolveTable(project, request.table)
  const { filter } = request
  const predicate = filterPredicate(filter, table.columns)
  const ground = groundFor(project, table, filter.all, [])
  const counted = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${ground.from} WHERE ${ground.predicate}`,
    { signal }
  )
  const facets = await inTurns(request.facets, (spec) => facetOrProblem(project, table, spec, filter, signal))
  return {
    rows: table.rows,
    kept: counted[0]?.n ?? 0,
    facets,
    mode: modeOf(project, table, filter, request.facets),
    words: filterInWords(filter, table.columns),
    sql: rowsSql(table, predicate)
  }
}

/** A filter in words and as SQL, with the rows it keeps. */
export async function describeFilter(
  project: Project,
  request: { table: TableRef; filter: Filter },
  signal?: AbortSignal
): Promise<Pick<FacetsResult, 'rows' | 'kept' | 'words' | 'sql'>> {
  const { rows, kept, words, sql } = await readFacets(project, { ...request, facets: [] }, signal)
  return { rows, kept, words, sql }
}

/** Whether codes serve all of some facets under a filter. */
export function modeOf(project: Project, table: Table, filter: Filter, specs: readonly FacetSpec[]): FacetMode {
  return { coded: groundFor(project, table, filter.all, specs).codes !== null, reason: null }
}

async function facetOrProblem(
  project: Project,
  table: Table,
  spec: FacetSpec,
  filter: Filter,
  signal?: AbortSignal
): Promise<FacetCounts> {
  try {
    return { spec, problem: null, ...(await countFacet(project, table, spec, filter, signal)) }
  } catch (error) {
    if (!(error instanceof ChantierError) || error.data.kind === 'cancelled') throw error
    const problem = error.data.message
    return { spec, unit: null, bins: [], missing: 0, others: { values: 0, rows: 0 }, problem }
  }
}

function rowsSql(table: Table, predicate: string): string {
  return `SELECT *\nFROM ${table.sql}${predicate === 'true' ? '' : `\nWHERE ${predicate}`}`
}
