import {
  Source,
  type CompareSide,
  type ColumnProfile,
  type Filter,
  type LocalizedText,
  type TableRef
} from '../../contract'
import { deliveredRows, type DeliveredRows } from '../deliveries'
import { fail } from '../errors'
import type { Project } from '../project'
import { filterInWords, filterPredicate, ident, placedList, text } from '../sql'
import { readColumns, resolveTable, type Table } from '../tables'

/** A side of a comparison as queries use it. */
export interface Side {
  /** The table that its rows stand in. */
  table: Table
  /** Which rows of it, as SQL; null for all. */
  predicate: string | null
  /** Its rows, for `FROM`; bears `rowid` and the columns of the table. */
  from: string
  rows: number
  label: LocalizedText
  words: LocalizedText
  /** The filter that makes it: the one that keeps its rows, or that keeps those of the other side where it is the rest. */
  filter: Filter | undefined
  /** What to know of its rows; null where there is nothing. */
  note: LocalizedText | null
  /** The source that its rows came from, where there is one. */
  source: string | null
  /** False where its rows are kept for undo only. */
  isShown: boolean
  /** The prepared table whose values its filter judges, where its rows are the raw ones behind. */
  chosenIn?: TableRef
  /** Of the rest: its rows are those that its filter leaves out. */
  outside?: true
}

/** A side that does not follow from the other one. */
export type StandingSide = Extract<CompareSide, { kind: 'table' | 'delivery' }>

/** The facts of a column as one side of a comparison has them. */
export type SideProfile = ColumnProfile

/** Looks up the table and the rows of a side that stands by itself; refuses a filter on a column that is gone, by name. */
export async function resolveSide(project: Project, side: StandingSide, signal?: AbortSignal): Promise<Side> {
  return side.kind === 'table' ? ofTable(project, side, signal) : ofDelivery(project, side)
}

async function ofTable(
  project: Project,
  { table: ref, filter }: Extract<CompareSide, { kind: 'table' }>,
  signal?: AbortSignal
): Promise<Side> {
  const table = await resolveTable(project, ref)
  const sources = await project.list('source', Source)
  const used = filter?.all.length ? filter : undefined
  const gone = used?.all.find(({ column }) => !table.columns.some(({ name }) => name === column))
  if (gone) throw notThere(gone.column, labelOf(table))
  const predicate = used ? filterPredicate(used, table.columns) : null
  const from = fromOf(table, predicate)
  const [counted] = predicate
    ? await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, { signal })
    : [{ n: table.rows }]
  return {
    table,
    predicate,
    from,
    rows: counted?.n ?? 0,
    label: labelOf(table),
    words: filterInWords(used),
    filter: used,
    note: null,
    source: sources.find((source) => source.table.name === table.ref.name)?.id ?? null,
    isShown: true
  }
}

async function ofDelivery(project: Project, side: Extract<CompareSide, { kind: 'delivery' }>): Promise<Side> {
  const found = await deliveredRows(project, side)
  const ref = { schema: 'raw' as const, name: found.table }
  const [columns, counted] = await Promise.all([
    readColumns(project, ref),
    project.rows<{ n: number }>(`SELECT count(*) AS n FROM raw.${ident(found.table)}`)
  ])
  const rows = counted[0]?.n ?? 0
  const table: Table = { ref, columns, rows, fingerprint: found.table, sql: `raw.${ident(found.table)}` }
  const isWhole = found.from === 0 && found.to >= rows
  const predicate = isWhole ? null : `rowid >= ${found.from} AND rowid < ${found.to}`
  return {
    table: { ...table, fingerprint: `${found.source.version} ${found.table}` },
    predicate,
    from: fromOf(table, predicate),
    rows: found.to - found.from,
    label: deliveryLabel(found),
    words: {
      fr: side.rows === 'whole' ? 'Toutes les lignes après cette livraison' : 'Lignes venues avec cette livraison',
      en: side.rows === 'whole' ? 'All rows after this delivery' : 'Rows that came with this delivery'
    },
    filter: undefined,
    note: null,
    source: found.source.id,
    isShown: found.isShown
  }
}

/** As a subquery where rows are left out: then it stands wherever the table could. */
export function fromOf({ sql, columns }: Table, predicate: string | null): string {
  if (predicate === null) return sql
  return `(SELECT ${placedList(columns)} FROM ${sql} WHERE ${predicate})`
}

/** A table by its name and its state. */
export function labelOf({ ref }: Table): LocalizedText {
  const state = { raw: { fr: 'telle que chargée', en: 'as loaded' }, clean: { fr: 'préparée', en: 'prepared' } }[
    ref.schema
  ]
  return { fr: `${ref.name} (${state.fr})`, en: `${ref.name} (${state.en})` }
}

function deliveryLabel({ source, label, delivery }: DeliveredRows): LocalizedText {
  const day = delivery.loadedAt.slice(0, 10)
  return { fr: `${source.table.name} : « ${label} », ${day}`, en: `${source.table.name}: “${label}”, ${day}` }
}

/** Rows that stand on both sides, as SQL that counts them; null where the sides are rows of two tables. */
export function sharedRowsSql(a: Side, b: Side): string | null {
  if (a.table.sql !== b.table.sql) return null
  const predicates = [a.predicate, b.predicate].filter((predicate) => predicate !== null)
  return `SELECT count(*) AS n FROM ${a.table.sql}${predicates.length ? ` WHERE ${predicates.map((one) => `(${one})`).join(' AND ')}` : ''}`
}

/** What a side's figures follow from, as text. */
export function stateOf({ table, predicate }: Side): string {
  return text(JSON.stringify([table.ref, table.fingerprint, table.rows, table.columns, predicate]))
}

function notThere(column: string, { fr, en }: LocalizedText): Error {
  return fail(
    'not_found',
    {
      fr: `Le filtre porte sur la colonne « ${column} », qui n’existe pas dans ${fr}.`,
      en: `The filter is on the column “${column}”, which ${en} does not have.`
    },
    {
      hint: {
        fr: 'Choisissez un filtre dont chaque colonne existe de ce côté.',
        en: 'Choose a filter each column of which exists on this side.'
      }
    }
  )
}
