import type { ColumnInfo, FacetMode, FacetSpec, Progress } from '../../contract'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { ident, text, wordsSql } from '../sql'
import type { Table } from '../tables'
import { binSql } from './bin-sql'
import type { Cut } from './cut'
import { columnOf, cutOf } from './shape'
import { valueText } from './value-text'
import { topWords } from './words'

/** How one facet is coded: column `c<place>` of the codes holds small integers in place of its values. */
export interface Coded {
  spec: FacetSpec
  column: string
  cut: Cut | null
  /** Of a text facet, the value that each code stands for; of a word facet, the word of each bit. */
  values: readonly string[]
}

/** Narrow codes of the facets of a table, row by row, in memory beside the project. */
export interface Codes {
  sql: string
  coded: readonly Coded[]
}

/** Below so many rows plain queries are quick enough; codes of more than so many bytes are not kept. */
const LIMITS = { fewestRows: 200_000, mostBytes: 1_000_000_000 }
/** Most distinct values of a text facet with codes; a code is a SMALLINT. */
const MOST_VALUES = 32_000
/** Most words of a word facet with codes: one bit each. */
export const MOST_WORDS = 60
const MOST_KEPT = 3

const kept = new WeakMap<Project, Map<string, Codes>>()
let made = 0

/** The codes of a table that hold a facet, where they were made on the rows as they are now. */
export function codesOf(project: Project, table: Table): Codes | null {
  return kept.get(project)?.get(keyOf(table)) ?? null
}

/** The coding of a facet; null where it has none. */
export function codedFacet(codes: Codes | null, spec: FacetSpec): Coded | null {
  return codes?.coded.find((coded) => facetKey(coded.spec) === facetKey(spec)) ?? null
}

/** Makes codes for all of some facets that may have them; says why where it makes none. */
export async function makeCodes(
  project: Project,
  table: Table,
  specs: readonly FacetSpec[],
  report: (progress: Progress) => void,
  signal?: AbortSignal,
  limits = LIMITS
): Promise<FacetMode> {
  const reason = reasonAgainst(project, table, specs, limits)
  if (reason) return reason
  const present = codesOf(project, table)
  if (present && specs.every((spec) => codedFacet(present, spec))) return { coded: true, reason: null }
  const dictionaries: string[] = []
  try {
    return await codeRows(project, table, distinct(specs), dictionaries, report, signal)
  } finally {
    for (const dictionary of dictionaries)
      await project.rows(`DROP TABLE IF EXISTS ${dictionary}`).catch(() => undefined)
  }
}

async function codeRows(
  project: Project,
  table: Table,
  specs: readonly FacetSpec[],
  dictionaries: string[],
  report: (progress: Progress) => void,
  signal?: AbortSignal
): Promise<FacetMode> {
  const total = specs.length * 2
  const coded: Coded[] = []
  const expressions: string[] = []
  const joins: string[] = []
  const left: string[] = []
  for (const [place, spec] of specs.entries()) {
    throwIfCancelled(signal)
    report({ step: reading(spec.column), done: place, total })
    const found = await codeFacet(project, table, spec, `c${place}`, dictionaries, signal)
    if (!found) {
      left.push(spec.column)
      continue
    }
    coded.push(found.coded)
    expressions.push(`${found.sql} AS ${found.coded.column}`)
    if (found.join) joins.push(found.join)
  }
  if (!coded.length) return tooVaried(left)
  const sql = `scratch.main.${ident(`codes_${++made}`)}`
  await project.rows(
    `CREATE TABLE ${sql} AS SELECT ${expressions.join(', ')} FROM ${table.sql} AS t ${joins.join(' ')}`,
    { signal, onProgress: (share) => report({ step: CODING, done: specs.length * (1 + share), total }) }
  )
  keep(project, keyOf(table), { sql, coded })
  return left.length ? { ...tooVaried(left), coded: true } : { coded: true, reason: null }
}

async function codeFacet(
  project: Project,
  table: Table,
  spec: FacetSpec,
  name: string,
  dictionaries: string[],
  signal?: AbortSignal
): Promise<{ coded: Coded; sql: string; join: string | null } | null> {
  const column = columnOf(table, spec)
  const value = `t.${ident(spec.column)}`
  const coded: Coded = { spec, column: name, cut: null, values: [] }
  if (spec.kind === 'missing') return { coded, sql: `CASE WHEN ${value} IS NOT NULL THEN 0::SMALLINT END`, join: null }
  if (spec.kind === 'number' || spec.kind === 'date') {
    const cut = await cutOf(project, table, spec, signal)
    return cut && { coded: { ...coded, cut }, sql: binSql(cut, column), join: null }
  }
  if (spec.kind === 'word') {
    const words = await topWords(project, table, spec.column, MOST_WORDS, signal)
    return { coded: { ...coded, values: words }, sql: wordBitsSql(value, words), join: null }
  }
  const dictionary = `scratch.main.${ident(`values_${++made}`)}`
  dictionaries.push(dictionary)
  const values = await writeDictionary(project, table, column, dictionary, signal)
  if (!values) return null
  return {
    coded: { ...coded, values },
    sql: `d${name}.code::SMALLINT`,
    join: `LEFT JOIN ${dictionary} AS d${name} ON d${name}.v = ${valueText(column, 't.')}`
  }
}

/** The values of a column, the most frequent first; null where there are too many. */
async function writeDictionary(
  project: Project,
  table: Table,
  column: ColumnInfo,
  dictionary: string,
  signal?: AbortSignal
): Promise<string[] | null> {
  const values = `SELECT ${valueText(column)} AS v, count(*) AS n FROM ${table.sql} WHERE ${ident(column.name)} IS NOT NULL GROUP BY 1`
  const [written] = await project.rows<{ Count: number }>(
    `CREATE TABLE ${dictionary} AS SELECT v, (row_number() OVER (ORDER BY n DESC, v) - 1)::INTEGER AS code FROM (${values}) LIMIT ${MOST_VALUES + 1}`,
    { signal }
  )
  if ((written?.Count ?? 0) > MOST_VALUES) return null
  const rows = await project.rows<{ v: string }>(`SELECT v FROM ${dictionary} ORDER BY code`)
  return rows.map(({ v }) => v)
}

/** SQL of a BIGINT whose bits say which of the words a text holds. */
function wordBitsSql(value: string, words: readonly string[]): string {
  const bits = words.map((word, bit) => `WHEN ${text(word)} THEN ${2 ** bit}`).join(' ')
  if (!bits) return `CASE WHEN ${value} IS NOT NULL THEN 0::BIGINT END`
  return `CASE WHEN ${value} IS NOT NULL THEN coalesce(list_sum(list_transform(list_distinct(${wordsSql(value)}), lambda w : CASE w ${bits} ELSE 0 END)), 0)::BIGINT END`
}

function reasonAgainst(
  project: Project,
  table: Table,
  specs: readonly FacetSpec[],
  { fewestRows, mostBytes }: typeof LIMITS
): FacetMode | null {
  if (project.readOnly) return plain('le projet est ouvert en lecture seule', 'the project is open read-only')
  if (table.rows < fewestRows) return { coded: false, reason: null }
  const bytes = table.rows * specs.reduce((sum, { kind }) => sum + (kind === 'word' ? 8 : 2), 0)
  if (bytes > mostBytes)
    return plain(
      'la table et ses facettes sont trop grandes pour être gardées en mémoire',
      'the table and its facets are too large to be kept in memory'
    )
  return null
}

function tooVaried(columns: readonly string[]): FacetMode {
  const names = (open: string, close: string): string => columns.map((name) => open + name + close).join(', ')
  return plain(
    `${names('« ', ' »')} a trop de valeurs distinctes, ou aucune`,
    `${names('“', '”')} has too many distinct values, or none`
  )
}

function plain(fr: string, en: string): FacetMode {
  return {
    coded: false,
    reason: { fr: `Compté directement sur la table : ${fr}.`, en: `Counted on the table itself: ${en}.` }
  }
}

function keep(project: Project, key: string, codes: Codes): void {
  const shelf = kept.get(project) ?? new Map<string, Codes>()
  kept.set(project, shelf)
  const old = shelf.get(key)
  shelf.delete(key)
  shelf.set(key, codes)
  const gone = [
    ...(old ? [old] : []),
    ...[...shelf].slice(0, -MOST_KEPT).map(([known, { sql, coded }]) => (shelf.delete(known), { sql, coded }))
  ]
  for (const { sql } of gone)
    // What is being counted on them keeps its own view of them.
    project.rows(`DROP TABLE IF EXISTS ${sql}`).catch(() => undefined)
}

function keyOf(table: Table): string {
  return JSON.stringify([table.ref, table.fingerprint, table.rows])
}

function facetKey(spec: FacetSpec): string {
  return JSON.stringify([spec.kind, spec.column, spec.kind === 'date' ? spec.unit : ''])
}

function distinct(specs: readonly FacetSpec[]): FacetSpec[] {
  return [...new Map(specs.map((spec) => [facetKey(spec), spec])).values()]
}

const CODING = { fr: 'Codage des lignes', en: 'Coding the rows' }

function reading(column: string): Progress['step'] {
  return { fr: `Lecture de « ${column} »`, en: `Reading “${column}”` }
}
