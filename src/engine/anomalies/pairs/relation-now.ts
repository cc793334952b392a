import { Step, type Anomaly } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import { plainText } from '../../profile'
import type { Project } from '../../project'
import { ident } from '../../sql'
import type { Table } from '../../tables'
import { BETWEEN_TABLES } from './between-tables'
import { brokenRelation, type Hidden } from './broken-relation'

/**
 * A relation that was told as broken, in tables as they are now, whether or not a search would still take it for one: where the
 * values of the other table repeat by now, or too many are missing. Null where it is whole; undefined where it cannot be judged,
 * without the columns or the tables that it is about.
 */
export async function relationNow(
  project: Project,
  { id, detector, table: { name }, columns }: Anomaly,
  tables: readonly Table[],
  signal?: AbortSignal
): Promise<Anomaly | null | undefined> {
  if (detector !== 'broken_relation') return undefined
  const table = tables.find(({ ref }) => ref.name === name)
  const column = table?.columns.find((own) => own.name === columns[0])
  if (!table || !column) return undefined
  for (const other of tables) {
    if (other === table) continue
    for (const key of other.columns) {
      if (key.type !== column.type || plainText(key.name) !== plainText(column.name)) continue
      const relation = { many: { table }, one: { table: other }, column, key: { name: key.name, unique: null } }
      if (brokenRelation({ ...relation, present: 1, orphans: 1 })?.id !== id) continue
      const [value, known] = [ident(column.name), ident(key.name)]
      try {
        const [counted] = await project.rows<{ present: number; orphans: number }>(
          `SELECT count(*) AS present, count(*) FILTER (${value} NOT IN (SELECT ${known} FROM ${other.sql} WHERE ${known} IS NOT NULL)) AS orphans FROM ${table.sql} WHERE ${value} IS NOT NULL`,
          { signal }
        )
        const hidden = await hiddenIn(project, { table, column: column.name }, { table: other, column: key.name })
        const found = counted && brokenRelation({ ...relation, ...counted, hidden })
        return found ? { ...found, search: BETWEEN_TABLES } : null
      } catch {
        throwIfCancelled(signal)
        return undefined
      }
    }
  }
  return undefined
}

interface Place {
  table: Table
  column: string
}

/** Which of two columns alone has names in place of its values, by the recipe of its table. */
async function hiddenIn(project: Project, many: Place, one: Place): Promise<Hidden> {
  const steps = await project.list('step', Step)
  const [own, other] = [many, one].map(({ table: { ref }, column }) =>
    steps.some(
      ({ enabled, table, spec }) =>
        ref.schema === 'clean' &&
        enabled &&
        table === ref.name &&
        spec.kind === 'pseudonymise' &&
        spec.columns.includes(column)
    )
  )
  return own === other ? null : own ? 'many' : 'one'
}
