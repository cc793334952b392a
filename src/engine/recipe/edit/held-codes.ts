import type { ColumnInfo, StepSpec } from '../../../contract'
import { fail } from '../../errors'
import type { ChangeScope } from '../../project'
import { ident, text } from '../../sql'
import { codeSql } from '../codes'

/** The refusal of a code that no cell of the column can hold, as it is when the step comes to it; null where all can be. */
export async function refusalOfCode(
  scope: ChangeScope,
  spec: StepSpec,
  columns: readonly ColumnInfo[]
): Promise<Error | null> {
  const column = spec.kind === 'missing' ? columns.find(({ name }) => name === spec.column) : undefined
  if (spec.kind !== 'missing' || !column) return null
  for (const value of spec.values) {
    const sql = codeSql(value, column.type)
    const rows = sql === null ? [] : await scope.connection.rows(`SELECT 1 AS held WHERE ${sql} IS NOT NULL`)
    if (!rows.length)
      return fail('input', {
        fr: `La colonne « ${column.name} » (${column.type}) ne peut pas contenir le code « ${String(value)} ».`,
        en: `Column “${column.name}” (${column.type}) cannot hold the code “${String(value)}”.`
      })
  }
  return null
}

/** Whether a raw cell holds, as text, one of the codes. */
export async function holdsAny({ connection }: ChangeScope, rows: string, spec: StepSpec): Promise<boolean> {
  if (spec.kind !== 'missing') return false
  const codes = spec.values.map((value) => text(String(value))).join(', ')
  const found = await connection.rows(
    `SELECT 1 AS held FROM ${rows} WHERE trim(CAST(${ident(spec.column)} AS VARCHAR)) IN (${codes}) LIMIT 1`
  )
  return found.length > 0
}
