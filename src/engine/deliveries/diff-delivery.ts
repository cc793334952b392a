import type { ColumnInfo, DeliveryDiff } from '../../contract'
import type { Project } from '../project'
import { rawColumns } from '../sources'
import { ident } from '../sql'
import { diffColumns } from './diff-columns'
import { findRowKey } from './find-row-key'

const EXAMPLES = 8

/**
 * What a loaded delivery would change in its source: columns by name (renamed ones proposed), rows by a key of both where
 * there is one, else by whole rows over the common columns. All counts are exact.
 */
export async function diffDelivery(
  project: Project,
  before: string,
  arriving: string,
  signal?: AbortSignal
): Promise<DeliveryDiff> {
  const [old, now] = await Promise.all([rawColumns(project, before), rawColumns(project, arriving)])
  const columns = await diffColumns(project, { table: before, columns: old }, { table: arriving, columns: now }, signal)
  const pairs = commonColumns(columns, old, now)
  const rows = { before: await count(project, before), arriving: await count(project, arriving) }
  const value = (side: 'before' | 'after') => (name: string) =>
    pairs.find((pair) => pair.name === name)?.[side] ?? 'NULL'
  const key = await findRowKey(
    project,
    pairs.map(({ name }) => name),
    [
      { table: before, rows: rows.before, value: value('before') },
      { table: arriving, rows: rows.arriving, value: value('after') }
    ],
    signal
  )
  const found = key
    ? await diffByKey(project, before, arriving, pairs, key, signal)
    : await diffByRows(project, before, arriving, pairs, signal)
  return { columns, rows: { ...rows, ...found.rows }, key, examples: found.examples, notes: notesOf(found.rows, pairs) }
}

/** A column of both tables: its name in the source, and SQL of its value in each, comparable. */
interface Pair {
  name: string
  before: string
  after: string
}

function commonColumns({ kept, renamed }: DeliveryDiff['columns'], old: ColumnInfo[], now: ColumnInfo[]): Pair[] {
  const targets = new Map([
    ...kept.map(
      (name) =>
        [
          name,
          now.find((c) => c.name === name)?.name ??
            now.find((c) => c.name.toLowerCase() === name.toLowerCase())?.name ??
            name
        ] as const
    ),
    ...renamed.map(({ from, to }) => [from, to] as const)
  ])
  return [...targets].map(([name, other]) => {
    const same = old.find((c) => c.name === name)?.type === now.find((c) => c.name === other)?.type
    const sql = (column: string): string => (same ? ident(column) : `CAST(${ident(column)} AS VARCHAR)`)
    return { name, before: sql(name), after: sql(other) }
  })
}

type Found = { rows: Omit<DeliveryDiff['rows'], 'before' | 'arriving'>; examples: DeliveryDiff['examples'] }

async function diffByKey(
  project: Project,
  before: string,
  arriving: string,
  pairs: Pair[],
  key: string[],
  signal?: AbortSignal
): Promise<Found> {
  const places = key.map((name) => pairs.findIndex((pair) => pair.name === name))
  const on = places.map((place) => `b.c${place} = a.c${place}`).join(' AND ')
  const differs = pairs.map((_, place) => `b.c${place} IS DISTINCT FROM a.c${place}`).join(' OR ')
  const sides = sidesSql(before, arriving, pairs)
  const joined = `${sides} , joined AS (SELECT b.c0 AS b0, ${fate(`b.c${places[0]}`, `a.c${places[0]}`, differs)} AS fate, ${cells('b', pairs)} AS old, ${cells('a', pairs)} AS new FROM b FULL JOIN a ON ${on})`
  const counts = await project.rows<{ fate: string; n: number }>(
    `${joined} SELECT fate, count(*) AS n FROM joined GROUP BY fate`,
    { signal }
  )
  const n = (name: string): number => counts.find((row) => row.fate === name)?.n ?? 0
  const some = async (name: string) =>
    n(name)
      ? project.rows<{ old: (string | null)[]; new: (string | null)[] }>(
          `${joined} SELECT old, new FROM joined WHERE fate = '${name}' LIMIT ${EXAMPLES}`,
          { signal }
        )
      : []
  return {
    rows: { same: n('same'), added: n('added'), gone: n('gone'), changed: n('changed') },
    examples: {
      added: (await some('added')).map((row) => row.new),
      gone: (await some('gone')).map((row) => row.old),
      changed: (await some('changed')).map((row) => ({ before: row.old, after: row.new }))
    }
  }
}

/** Whole rows, as many times as they stand in each table. */
async function diffByRows(
  project: Project,
  before: string,
  arriving: string,
  pairs: Pair[],
  signal?: AbortSignal
): Promise<Found> {
  const none: DeliveryDiff['examples'] = { added: [], gone: [], changed: [] }
  if (!pairs.length) {
    const [gone, added] = [await count(project, before), await count(project, arriving)]
    return { rows: { same: 0, added, gone, changed: null }, examples: none }
  }
  const names = pairs.map((_, place) => `c${place}`).join(', ')
  const counted = `${sidesSql(before, arriving, pairs)} , counted AS (SELECT ${names}, count(*) FILTER (side = 'b') AS nb, count(*) FILTER (side = 'a') AS na FROM (SELECT 'b' AS side, * FROM b UNION ALL SELECT 'a', * FROM a) GROUP BY ${names})`
  const [row] = await project.rows<{ same: number; added: number; gone: number }>(
    `${counted} SELECT sum(least(na, nb))::BIGINT AS same, sum(greatest(na - nb, 0))::BIGINT AS added, sum(greatest(nb - na, 0))::BIGINT AS gone FROM counted`,
    { signal }
  )
  const some = async (where: string): Promise<(string | null)[][]> => {
    const rows = await project.rows<{ cells: (string | null)[] }>(
      `${counted} SELECT ${cells('counted', pairs)} AS cells FROM counted WHERE ${where} LIMIT ${EXAMPLES}`,
      { signal }
    )
    return rows.map(({ cells: found }) => found)
  }
  return {
    rows: { same: row?.same ?? 0, added: row?.added ?? 0, gone: row?.gone ?? 0, changed: null },
    examples: { added: await some('na > nb'), gone: await some('nb > na'), changed: [] }
  }
}

function sidesSql(before: string, arriving: string, pairs: Pair[]): string {
  const side = (table: string, which: 'before' | 'after'): string =>
    `SELECT ${pairs.map((pair, place) => `${pair[which]} AS c${place}`).join(', ')} FROM raw.${ident(table)}`
  return `WITH b AS (${side(before, 'before')}), a AS (${side(arriving, 'after')})`
}

function fate(oldKey: string, newKey: string, differs: string): string {
  return `CASE WHEN ${oldKey} IS NULL THEN 'added' WHEN ${newKey} IS NULL THEN 'gone' WHEN ${differs} THEN 'changed' ELSE 'same' END`
}

function cells(side: string, pairs: Pair[]): string {
  return `[${pairs.map((_, place) => `left(CAST(${side}.c${place} AS VARCHAR), 200)`).join(', ')}]`
}

async function count(project: Project, table: string): Promise<number> {
  const [row] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM raw.${ident(table)}`)
  return row?.n ?? 0
}

function notesOf({ same, added }: Found['rows'], pairs: Pair[]): DeliveryDiff['notes'] {
  if (!pairs.length)
    return [
      {
        fr: 'Aucune colonne commune : ce fichier n’est sans doute pas une livraison de cette table.',
        en: 'No common column: this file is probably no delivery of this table.'
      }
    ]
  if (same > 0 && added === 0)
    return [
      {
        fr: 'Toutes les lignes de cette livraison sont déjà dans la table.',
        en: 'All rows of this delivery are in the table already.'
      }
    ]
  return []
}
