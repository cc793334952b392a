import type { LocalizedText } from '../../contract'
import { countOf } from '../figure-text'
import type { Project } from '../project'
import { ident } from '../sql'
import { raisedLossy, readCsv, type PlainFile } from './load-table'
import { ownValueSql } from './own-type'
import { refuseCutEnd } from './refuse-cut-end'

export interface OwnTypedTable {
  rows: number
  /** Columns that stay text, since their type does not hold every value. */
  notes: LocalizedText[]
}

/** The texts of a file as a raw table of the types that the file they came from states: exactly, or as the text. */
export async function loadOwnTypes(
  project: Project,
  file: Pick<PlainFile, 'path' | 'direct' | 'names' | 'tuning'>,
  types: readonly string[],
  table: string,
  signal: AbortSignal
): Promise<OwnTypedTable> {
  await refuseCutEnd(file)
  try {
    return { rows: await create(project, file, types, table, signal), notes: [] }
  } catch (error) {
    if (!raisedLossy(error)) throw error
    const strays = await straysOf(project, file, types, signal)
    const kept = types.map((type, place) => (strays.has(place) ? 'VARCHAR' : type))
    return {
      rows: await create(project, file, kept, table, signal),
      notes: [...strays].map(([place, stray]) => strayNote(file.names[place] ?? '', types[place] ?? '', stray))
    }
  }
}

async function create(
  project: Project,
  file: Pick<PlainFile, 'path' | 'direct' | 'names' | 'tuning'>,
  types: readonly string[],
  table: string,
  signal: AbortSignal
): Promise<number> {
  const read = types.map((type, place) => {
    const column = ident(file.names[place] ?? '')
    return { column, value: ownValueSql(type, column), typed: type !== 'VARCHAR' }
  })
  // Read once in an inner query: DuckDB would look for common parts in every column otherwise.
  const inner = read.flatMap(({ column, value, typed }, place) =>
    typed ? [`${column} AS t${place}`, `${value} AS v${place}`] : [`${column} AS v${place}`]
  )
  const outer = read.map(({ column, typed }, place) => {
    const exact = `CASE WHEN v${place} IS NOT NULL THEN v${place} WHEN t${place} IS NULL THEN NULL ELSE error('not lossless:${place}') END`
    return `${typed ? exact : `v${place}`} AS ${column}`
  })
  const [made] = await project.rows<{ Count: number }>(
    `CREATE TABLE raw.${ident(table)} AS SELECT ${outer.join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${readCsv(file)})`,
    { signal }
  )
  return made?.Count ?? 0
}

interface Stray {
  count: number
  example: string
}

/** Columns looked at in one scan of the file. */
const AT_ONCE = 200

/** By the place of its column: how many texts its type does not hold exactly, and one of them. */
async function straysOf(
  project: Project,
  file: Pick<PlainFile, 'path' | 'direct' | 'names' | 'tuning'>,
  types: readonly string[],
  signal: AbortSignal
): Promise<Map<number, Stray>> {
  const strays = new Map<number, Stray>()
  const typed = types.flatMap((type, place) => (type === 'VARCHAR' ? [] : [place]))
  for (let from = 0; from < typed.length; from += AT_ONCE) {
    const some = typed.slice(from, from + AT_ONCE)
    const parts = some.map((place) => {
      const column = ident(file.names[place] ?? '')
      const stray = `${column} IS NOT NULL AND (${ownValueSql(types[place] ?? '', column)}) IS NULL`
      return `count(*) FILTER (${stray}) AS n${place}, left(min(${column}) FILTER (${stray}), 80) AS x${place}`
    })
    const [row] = await project.rows<Record<string, number | string | null>>(
      `SELECT ${parts.join(', ')} FROM ${readCsv(file)}`,
      { signal }
    )
    for (const place of some) {
      const count = Number(row?.[`n${place}`] ?? 0)
      if (count) strays.set(place, { count, example: String(row?.[`x${place}`]) })
    }
  }
  return strays
}

function strayNote(name: string, type: string, { count, example }: Stray): LocalizedText {
  const values = countOf(count, ['valeur ne tient', 'valeurs ne tiennent'], ['value does', 'values do'])
  return {
    fr: `« ${name} » (${type}) reste en texte : ${values.fr} pas exactement dans ce type (« ${example} »).`,
    en: `“${name}” (${type}) stays text: ${values.en} not fit this type exactly (“${example}”).`
  }
}
