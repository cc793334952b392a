import type { ColumnInfo, LocalizedText, StepSpec } from '../../contract'
import { castSql, readingInWords, typeOf } from '../import'
import { ident, literal, tableName, text, unknownColumn } from '../sql'
import { codeTest } from './codes'

/**
 * A table's recipe as one SQL query over its raw rows, a named part a step. Rows keep their order; raw rows never change.
 * A step on a column that is not there is an error that names it.
 */
export function compileRecipe(table: string, columns: readonly ColumnInfo[], specs: readonly StepSpec[]): string {
  const raw = tableName({ schema: 'raw', name: table })
  if (!specs.length) return `SELECT * FROM ${raw}`
  const parts = specs.map((spec, index) => {
    const from = index ? `step_${index}` : raw
    return `step_${index + 1} AS (${compileStep(spec, from, columnsAfter(columns, specs.slice(0, index)))})`
  })
  return `WITH ${parts.join(',\n')}\nSELECT * FROM step_${specs.length}`
}

/** The columns as they are after some steps: those that were read have another type. */
export function columnsAfter(columns: readonly ColumnInfo[], specs: readonly StepSpec[]): ColumnInfo[] {
  const types = new Map<string, string>()
  for (const spec of specs) if (spec.kind === 'cast') types.set(spec.column, typeOf(spec.reading))
  return columns.map(({ name, type }) => ({ name, type: types.get(name) ?? type }))
}

/** One step as SQL over the rows that come to it. */
export function compileStep(spec: StepSpec, from: string, columns: readonly ColumnInfo[]): string {
  if (spec.kind === 'deduplicate') return deduplicate(from, columns)
  if (!columns.some(({ name }) => name === spec.column)) throw unknownColumn(spec.column)
  return `SELECT * REPLACE (${stepExpression(spec, columns)} AS ${ident(spec.column)}) FROM ${from}`
}

/** What a step puts in the place of its column. */
export function stepExpression(
  spec: Exclude<StepSpec, { kind: 'deduplicate' }>,
  columns: readonly ColumnInfo[]
): string {
  const column = ident(spec.column)
  const type = columns.find(({ name }) => name === spec.column)?.type ?? 'VARCHAR'
  switch (spec.kind) {
    case 'cast':
      return castSql(spec.reading, type === 'VARCHAR' ? column : `CAST(${column} AS VARCHAR)`)
    case 'missing':
      return `CASE WHEN ${codeTest(column, type, spec.values)} THEN NULL ELSE ${column} END`
    case 'merge':
      return `CASE WHEN ${column} IN (${spec.variants.map(literal).join(', ')}) THEN ${text(spec.into)} ELSE ${column} END`
  }
}

/** A step in words. */
export function stepTitle(spec: StepSpec): LocalizedText {
  switch (spec.kind) {
    case 'cast': {
      const words = readingInWords(spec.reading) ?? { fr: 'texte', en: 'text' }
      return { fr: `Lire « ${spec.column} » comme ${words.fr}`, en: `Read “${spec.column}” as ${words.en}` }
    }
    case 'missing': {
      const codes = spec.values.slice(0, 4).map(String).join(', ') + (spec.values.length > 4 ? '…' : '')
      return {
        fr: `Rendre manquants les codes ${codes} de « ${spec.column} »`,
        en: `Make codes ${codes} of “${spec.column}” missing`
      }
    }
    case 'merge':
      return {
        fr: `Réunir ${spec.variants.length} variantes de « ${spec.column} » en « ${spec.into} »`,
        en: `Merge ${spec.variants.length} variants of “${spec.column}” into “${spec.into}”`
      }
    case 'deduplicate':
      return { fr: 'Ne garder qu’une ligne parmi les lignes identiques', en: 'Keep one row among identical rows' }
  }
}

function deduplicate(from: string, columns: readonly ColumnInfo[]): string {
  const all = columns.map(({ name }) => ident(name)).join(', ')
  const place = ident(freeName('~place', columns))
  const copy = ident(freeName('~copy', columns))
  const numbered = `SELECT *, row_number() OVER () AS ${place} FROM ${from}`
  const ranked = `SELECT *, row_number() OVER (PARTITION BY ${all} ORDER BY ${place}) AS ${copy} FROM (${numbered})`
  return `SELECT * EXCLUDE (${place}, ${copy}) FROM (${ranked}) WHERE ${copy} = 1 ORDER BY ${place}`
}

/** A name for a column of ours that no column of the table has. */
function freeName(wanted: string, columns: readonly ColumnInfo[]): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  let name = wanted
  while (taken.has(name)) name += '~'
  return name
}
