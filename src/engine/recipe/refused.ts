import type { ColumnInfo, LocalizedText, Step, StepSpec } from '../../contract'
import type { Connection } from '../db'
import { toErrorData } from '../errors'
import { tableName } from '../sql'
import { ASKED, askDatabase, refusePattern } from './ask-database'
import { compileRecipe } from './compile'
import { countJoin } from './count-join'
import { kindOf, stepTitle } from './steps'
import { isCellSpec } from './steps/cells'
import type { Others } from './steps/kind'
import { MOST_ROWS, swellingInWords } from './swelling'
import { walkSteps } from './walk'

/**
 * The enabled steps of a recipe that only the rows or the database can refuse, with the reason in words: joins that would
 * make too many rows, since keys may come to repeat by a delivery or an edit of the joined table; formulas that no longer
 * fit the types of their columns; patterns that are none. Matches are counted by key, never made; small tables are not even counted.
 */
export async function findRefused(
  reader: Pick<Connection, 'rows'>,
  table: string,
  columns: readonly ColumnInfo[],
  steps: readonly Step[],
  others: Others,
  signal?: AbortSignal
): Promise<ReadonlyMap<string, LocalizedText>> {
  const refused = new Map<string, LocalizedText>()
  const count = async (rows: string): Promise<number> =>
    (await reader.rows<{ n: number }>(`SELECT count(*) AS n FROM ${rows}`, { signal }))[0]?.n ?? 0
  // Most rows that may come; null where they were not counted yet, infinite where a step may have made any number.
  let most: number | null = null
  for (const step of steps) {
    const { spec } = step
    if (!step.enabled || (isCellSpec(spec) && !(spec.kind === 'replace' && spec.how === 'pattern'))) continue
    if (kindOf(spec).rows === 'other' && spec.kind !== 'join') most = Number.POSITIVE_INFINITY
    if (spec.kind !== 'join' && !ASKED.has(spec.kind)) continue
    const stage = walkSteps(columns, steps, others, refused).find((one) => one.step.id === step.id)
    if (!stage || stage.problem) continue
    const before = (): string => compileRecipe(table, columns, stage.before, others)
    if (spec.kind !== 'join') {
      const problem = await refusalInWords(() =>
        spec.kind === 'replace'
          ? refusePattern(reader, spec, signal)
          : askDatabase(reader, spec, before(), stage.columns, others, signal)
      )
      if (problem) refused.set(step.id, withUnread(problem, spec, stage.columns, steps.slice(0, steps.indexOf(step))))
      continue
    }
    most ??= await count(tableName({ schema: 'raw', name: table }))
    const atMost: number = most * Math.max(1, await count(tableName({ schema: 'clean', name: spec.with })))
    if (atMost <= MOST_ROWS) {
      most = atMost
      continue
    }
    const sql = `(${before()})`
    const left = { sql, columns: stage.columns, rows: await count(sql) }
    const { rows } = await countJoin(reader, left, spec, others, signal)
    if (rows > MOST_ROWS) refused.set(step.id, swellingInWords(rows))
    most = rows > MOST_ROWS ? left.rows : rows
  }
  return refused
}

async function refusalInWords(ask: () => Promise<unknown>): Promise<LocalizedText | null> {
  try {
    await ask()
    return null
  } catch (error) {
    const { kind, message } = toErrorData(error)
    if (kind === 'cancelled' || kind === 'internal') throw error
    return message
  }
}

/** A reason, with the earlier reading of a column of the formula that is switched off: its type is then another one. */
function withUnread(
  problem: LocalizedText,
  spec: StepSpec,
  columns: readonly ColumnInfo[],
  earlier: readonly Step[]
): LocalizedText {
  if (spec.kind !== 'derive' && spec.kind !== 'filter') return problem
  const off = earlier.find(
    ({ enabled, spec: one }) =>
      !enabled &&
      one.kind === 'cast' &&
      spec.reads?.includes(one.column) &&
      columns.some(({ name, type }) => name === one.column && type === 'VARCHAR')
  )
  if (!off) return problem
  const title = stepTitle(off.spec)
  return {
    fr: `${problem.fr} L’étape « ${title.fr} » est désactivée : activez-la de nouveau, ou changez la formule.`,
    en: `${problem.en} Step “${title.en}” is switched off: switch it on again, or change the formula.`
  }
}
