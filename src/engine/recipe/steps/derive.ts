import { ident } from '../../sql'
import { formulaSql } from './formula-sql'
import { takenName } from './names'
import type { SpecOf, StepKind } from './kind'

/** A new column by a formula. */
export const derive: StepKind<SpecOf<'derive'>> = {
  rows: 'same',
  title: ({ as, expression }) => ({
    fr: `Calculer « ${as} » = ${short(expression)}`,
    en: `Compute “${as}” = ${short(expression)}`
  }),
  reads: ({ reads }) => reads ?? [],
  misfit: ({ as }, columns) => takenName([as], columns),
  after: ({ as, type }, columns) => [...columns, { name: as, type: type ?? 'VARCHAR' }],
  sql: ({ as, expression, type }, from) =>
    `SELECT *, TRY_CAST(${formulaSql(expression)} AS ${type ?? 'VARCHAR'}) AS ${ident(as)} FROM ${from}`
}

function short(expression: string): string {
  const line = expression.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
