import type { ColumnInfo, LocalizedText, StepSpec } from '../../contract'
import { readingInWords, typeOf } from '../import'
import { ident, tableName } from '../sql'
import { freeName } from './free-name'
import { compileJoin, joinedColumns, joinTitle, NO_OTHERS, type Others } from './join'
import { replaceColumns } from './replace-columns'

/**
 * A table's recipe as one SQL query over its raw rows, a named part for each round of steps that do not wait for one another.
 * Rows keep their order; raw rows never change. A step on a column that is not there, or a join to a table that is not
 * among `others`, is an error that names it.
 */
export function compileRecipe(
  table: string,
  columns: readonly ColumnInfo[],
  specs: readonly StepSpec[],
  others: Others = NO_OTHERS
): string {
  const raw = tableName({ schema: 'raw', name: table })
  const rounds = roundsOf(specs)
  if (!rounds.length) return `SELECT * FROM ${raw}`
  let before = [...columns]
  const parts = rounds.map((round, index) => {
    const from = index ? `step_${index}` : raw
    const sql = compileRound(round, from, before, others)
    before = columnsAfter(before, round, others)
    return `step_${index + 1} AS (${sql})`
  })
  return `WITH ${parts.join(',\n')}\nSELECT * FROM step_${rounds.length}`
}

/** The columns as they are after some steps: those that were read have another type, those of joins stand at the end. */
export function columnsAfter(
  columns: readonly ColumnInfo[],
  specs: readonly StepSpec[],
  others: Others = NO_OTHERS
): ColumnInfo[] {
  const after = [...columns]
  const places = new Map(after.map(({ name }, place) => [name, place]))
  for (const spec of specs) {
    if (spec.kind === 'join')
      for (const column of joinedColumns(spec, others)) places.set(column.name, after.push(column) - 1)
    const type = typeAfter(spec)
    const place = type !== null && 'column' in spec ? places.get(spec.column) : undefined
    if (type !== null && 'column' in spec && place !== undefined) after[place] = { name: spec.column, type }
  }
  return after
}

function typeAfter(spec: StepSpec): string | null {
  return spec.kind === 'cast' ? typeOf(spec.reading) : spec.kind === 'label' ? 'VARCHAR' : null
}

/**
 * Steps in rounds, in the order of the recipe: steps on different columns do not touch one another and share a round; a
 * step on whole rows stands alone, between what comes before it and behind it.
 */
function roundsOf(specs: readonly StepSpec[]): StepSpec[][] {
  const rounds: StepSpec[][] = []
  const next = new Map<string, number>()
  let first = 0
  for (const spec of specs) {
    if (!('column' in spec)) {
      first = rounds.push([spec])
      next.clear()
      continue
    }
    const round = next.get(spec.column) ?? first
    const same = rounds[round]
    if (same) same.push(spec)
    else rounds.push([spec])
    next.set(spec.column, round + 1)
  }
  return rounds
}

function compileRound(
  specs: readonly StepSpec[],
  from: string,
  columns: readonly ColumnInfo[],
  others: Others
): string {
  const [first] = specs
  if (first && !('column' in first)) return compileStep(first, from, columns, others)
  return replaceColumns(
    specs.filter((spec) => 'column' in spec),
    from,
    columns
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
  return replaceColumns([spec], from, columns)
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
    case 'label':
      return {
        fr: `Écrire les libellés de « ${spec.column} » à la place de ses codes`,
        en: `Write the labels of “${spec.column}” in the place of its codes`
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
