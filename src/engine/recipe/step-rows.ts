import { Step, type LocalizedText, type StepRows } from '../../contract'
import { fail } from '../errors'
import { missingDocument, type Project } from '../project'
import { carry } from './carry'
import { changedRows } from './changed-rows'
import { compileStep } from './compile'
import { rowsAt } from './rows-at'
import { kindOf } from './steps'
import { stepProblem } from './walk'

/** The rows that a step changes, leaves out or makes of those that come to it, as a query that anyone may run, and how many. */
export async function stepRows(project: Project, id: string, signal?: AbortSignal): Promise<StepRows> {
  const step = await project.get('step', id, Step)
  if (!step) throw missingDocument('step', id)
  const { spec, table } = step
  const { raw, others, specs, columns, rows } = await rowsAt(project, table, { before: null, instead: id }, signal)
  const problem = stepProblem(spec, columns, others)
  if (problem) throw fail('input', problem)
  const told = async (what: StepRows['what'], schema: StepRows['schema'], sql: LocalizedText): Promise<StepRows> => {
    const [row] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${sql.en})`, { signal })
    return { what, n: row?.n ?? 0, sql, schema }
  }
  const alike = (sql: string): LocalizedText => ({ fr: sql, en: sql })
  const changed = changedRows(spec, { table, raw: raw.columns, before: specs, columns }, others)
  if (changed) return told('changed', changed.hasPlace ? 'raw' : 'clean', changed.sql)
  if (kindOf(spec).rows === 'fewer') {
    const { numbered, made, row } = carry(spec, rows, columns, others)
    const sql = `SELECT * EXCLUDE (${row}) FROM ${numbered} WHERE ${row} NOT IN (SELECT ${row} FROM ${made}) ORDER BY ${row}`
    return told('left_out', 'clean', alike(sql))
  }
  return told('made', 'clean', alike(compileStep(spec, specs.length ? `(${rows})` : raw.sql, columns, others)))
}
