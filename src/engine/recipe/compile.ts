import type { ColumnInfo, LocalizedText, StepSpec } from '../../contract'
import { castSql, readingInWords, typeOf } from '../import'
import { ident, literal, tableName, text, unknownColumn } from '../sql'
import { codeTest } from './codes'
import { freeName } from './free-name'
import { compileJoin, joinedColumns, joinTitle, NO_OTHERS, type Others } from './join'

/**
 * A table's recipe as one SQL query over its raw rows, a named part a step. Rows keep their order; raw rows never change.
 * A step on a column that is not there, or a join to a table that is not among `others`, is an error that names it.
 */
export function compileRecipe(
  table: string,
  columns: readonly ColumnInfo[],
  specs: readonly StepSpec[],
  others: Others = NO_OTHERS
): string {
  const raw = tableName({ schema: 'raw', name: table })
  if (!specs.length) return `SELECT * FROM ${raw}`
  const parts = specs.map((spec, index) => {
    const from = index ? `step_${index}` : raw
    const before = columnsAfter(columns, specs.slice(0, index), others)
    return `step_${index + 1} AS (${compileStep(spec, from, before, others)})`
  })
  return `WITH ${parts.join(',\n')}\nSELECT * FROM step_${specs.length}`
}

/** The columns as they are after some steps: those that were read have another type, those of joins stand at the end. */
export function columnsAfter(
  columns: readonly ColumnInfo[],
  specs: readonly StepSpec[],
  others: Others = NO_OTHERS
): ColumnInfo[] {
  return specs.reduce<ColumnInfo[]>(
    (before, spec) => {
      if (spec.kind === 'join') return [...before, ...joinedColumns(spec, others)]
      if (spec.kind !== 'cast') return before
      const type = typeOf(spec.reading)
      return before.map((column) => (column.name === spec.column ? { ...column, type } : column))
    },
    [...columns]
  )
}

/** One step as SQL over the rows that come to it. */
export function compileStep(
  spec: StepSpec,
  from: string,
  columns: readonly ColumnInfo[],
  others: Others = NO_OTHERS
): string {
  if (spec.kind === 'deduplicate') return deduplicate(from, columns)
  if (spec.kind === 'join') return compileJoin(spec, from, columns, others)
  if (!columns.some(({ name }) => name === spec.column)) throw unknownColumn(spec.column)
  return `SELECT * REPLACE (${stepExpression(spec, columns)} AS ${ident(spec.column)}) FROM ${from}`
}

/** What a step puts in the place of its column. */
export function stepExpression(
  spec: Exclude<StepSpec, { kind: 'deduplicate' | 'join' }>,
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
    case 'join':
      return joinTitle(spec)
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
