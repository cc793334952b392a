import type { Evidence, Filter, LocalizedText, TableRef } from '../../contract'
import type { Project } from '../project'
import { filterInWords, filterPredicate, hidesRowid } from '../sql'
import { resolveTable, type Table } from '../tables'
import { rowsInWords } from './rows-in-words'

/** A table, or the rows of it that a filter keeps: `sql`, `rows` and `fingerprint` are then theirs. */
export interface ProfiledTable extends Table {
  kept?: {
    filter: Filter
    words: LocalizedText
    predicate: string
    /** The whole table: quoted name for `FROM`, and number of rows. */
    whole: string
    of: number
  }
}

/** A table, by its reference or as it is, under a filter where one is given; a filter on a column that is gone is refused by name. */
export async function resolveProfiled(
  project: Project,
  asked: TableRef | Table,
  filter: Filter | undefined,
  signal?: AbortSignal
): Promise<ProfiledTable> {
  const table = 'sql' in asked ? asked : await resolveTable(project, asked)
  if (!filter?.all.length) return table
  const predicate = filterPredicate(filter, table.columns)
  const sql = keptSql(table, predicate)
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, { signal })
  return {
    ...table,
    sql,
    rows: counted?.n ?? 0,
    fingerprint: `${table.fingerprint} ${predicate}`,
    kept: { filter, words: filterInWords(filter), predicate, whole: table.sql, of: table.rows }
  }
}

/** As a join, so that rows keep the `rowid` of their table; where a column of the user's hides it there is none to keep. */
function keptSql({ sql, columns }: Table, predicate: string): string {
  if (hidesRowid(columns)) return `(SELECT * FROM ${sql} WHERE ${predicate})`
  return `${sql} AS kept SEMI JOIN (SELECT rowid AS place FROM ${sql} WHERE ${predicate}) AS filtered ON kept.rowid = filtered.place`
}

/** The evidence of a figure, said to be under the filter. */
export function underFilter({ kept }: ProfiledTable, evidence: Evidence): Evidence {
  if (!kept) return evidence
  const isWhole = evidence.filter.fr === rowsInWords(null).fr
  const { fr, en } = evidence.filter
  return {
    ...evidence,
    applied: kept.filter,
    filter: isWhole ? kept.words : { fr: `${kept.words.fr} ; ${fr}`, en: `${kept.words.en}; ${en}` }
  }
}
