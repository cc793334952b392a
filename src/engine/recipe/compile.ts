import type { ColumnInfo, StepSpec } from '../../contract'
import { tableName } from '../sql'
import { replaceColumns } from './replace-columns'
import { comment } from './script/chapter'
import { kindOf } from './steps'
import { cellType, isCellSpec } from './steps/cells'
import { NO_OTHERS, type Others } from './steps/kind'

/**
 * A table's recipe as one SQL query over its raw rows, a named part for each round of steps that do not wait for one another.
 * Rows keep their order; raw rows never change. A step on a column that is not there, or a join to a table that is not
 * among `others`, is an error that names it. `notesOf` says what is written above each part.
 */
export function compileRecipe(
  table: string,
  columns: readonly ColumnInfo[],
  specs: readonly StepSpec[],
  others: Others = NO_OTHERS,
  notesOf: (round: readonly StepSpec[]) => readonly string[] = () => []
): string {
  const raw = tableName({ schema: 'raw', name: table })
  const rounds = roundsOf(specs)
  if (!rounds.length) return `SELECT * FROM ${raw}`
  let before = [...columns]
  const parts = rounds.map((round, index) => {
    const from = index ? `step_${index}` : raw
    const sql = compileRound(round, from, before, others)
    before = columnsAfter(before, round, others)
    return `${comment('--', notesOf(round))}step_${index + 1} AS (${sql})`
  })
  return `WITH ${parts[0]?.startsWith('--') ? '\n' : ''}${parts.join(',\n')}\nSELECT * FROM step_${rounds.length}`
}

/** The columns as they are after some steps. */
export function columnsAfter(
  columns: readonly ColumnInfo[],
  specs: readonly StepSpec[],
  others: Others = NO_OTHERS
): ColumnInfo[] {
  let after = [...columns]
  let places: Map<string, number> | null = null
  for (const spec of specs) {
    if (!isCellSpec(spec)) {
      after = kindOf(spec).after(spec, after, others)
      places = null
      continue
    }
    places ??= new Map(after.map(({ name }, place) => [name, place]))
    const place = places.get(spec.column)
    const column = place === undefined ? undefined : after[place]
    if (place !== undefined && column) after[place] = { name: column.name, type: cellType(spec, column.type) }
  }
  return after
}

/**
 * Steps in rounds, in the order of the recipe: steps on different columns do not touch one another and share a round; a
 * step on whole rows stands alone, between what comes before it and behind it.
 */
export function roundsOf(specs: readonly StepSpec[]): StepSpec[][] {
  const rounds: StepSpec[][] = []
  const next = new Map<string, number>()
  let first = 0
  for (const spec of specs) {
    if (!isCellSpec(spec)) {
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

/** A round of steps as SQL over the rows that come to it. */
export function compileRound(
  specs: readonly StepSpec[],
  from: string,
  columns: readonly ColumnInfo[],
  others: Others
): string {
  const [first] = specs
  if (first && !isCellSpec(first)) return compileStep(first, from, columns, others)
  return replaceColumns(specs.filter(isCellSpec), from, columns)
}

/** One step as SQL over the rows that come to it. */
export function compileStep(
  spec: StepSpec,
  from: string,
  columns: readonly ColumnInfo[],
  others: Others = NO_OTHERS
): string {
  return kindOf(spec).sql(spec, from, columns, others)
}
