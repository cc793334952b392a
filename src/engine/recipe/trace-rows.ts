import type { ColumnInfo, StepSpec } from '../../contract'
import { ident, tableName } from '../sql'
import type { RawTable } from './apply-steps'
import { columnsAfter, compileRound, roundsOf } from './compile'
import { freeName } from './free-name'
import { kindOf } from './steps'
import type { Others } from './steps/kind'

/** Rows that keep the place of the raw row that each was made of. */
export interface Traced {
  /** A query of the rows, in their order, with their places beside their columns. */
  sql: string
  /** The column of the places, from 1, as a quoted name; null in rows that another table brought. */
  place: string
  /** Whether a raw row may have become several ones. */
  mayRepeat: boolean
}

/**
 * The rows that steps make, each with the place of its raw row, so that rows that stayed can be told from rows that were left
 * out or came in. Null where a step groups rows into other ones: those come from no single row.
 */
export function traceRows(raw: RawTable, specs: readonly StepSpec[], others: Others): Traced | null {
  if (specs.some(({ kind }) => kind === 'pivot')) return null
  const rounds = roundsOf(specs)
  const states = [[...raw.columns]]
  for (const round of rounds) states.push(columnsAfter(states.at(-1) ?? [], round, others))
  const name = freeName('~raw row', states.flat())
  const place: ColumnInfo = { name, type: 'BIGINT' }
  const numbered = `SELECT *, row_number() OVER () AS ${ident(name)} FROM ${tableName({ schema: 'raw', name: raw.name })}`
  const parts = [`traced_0 AS (${numbered})`]
  for (const [at, round] of rounds.entries()) {
    const columns = states[at] ?? []
    // Which rows are alike, or best filled, is a question about the columns of the table alone.
    const known = round.some((spec) => kindOf(spec).rows === 'fewer') ? columns : [...columns, place]
    parts.push(`traced_${at + 1} AS (${compileRound(round, `traced_${at}`, known, others)})`)
  }
  return {
    sql: `WITH ${parts.join(',\n')}\nFROM traced_${rounds.length}`,
    place: ident(name),
    mayRepeat: specs.some(({ kind }) => kind === 'join' || kind === 'unfold' || kind === 'unpivot')
  }
}

/** Whether steps leave every row where it was, whatever the rows are. */
export function keepRows(specs: readonly StepSpec[]): boolean {
  return specs.every((spec) => kindOf(spec).rows === 'same')
}
