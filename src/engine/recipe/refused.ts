import type { ColumnInfo, Filter, LocalizedText, Step, StepSpec } from '../../contract'
import type { Connection } from '../db'
import { fail, toErrorData } from '../errors'
import { comparedValues, tableName, text } from '../sql'
import { valueSql } from './codes'
import { compileRecipe } from './compile'
import { countJoin } from './count-join'
import { readFormula } from './formula'
import { heldType } from './held-type'
import { refuseUnknownGroups } from './pattern-groups'
import { kindOf, stepTitle } from './steps'
import { isCellSpec } from './steps/cells'
import type { Others } from './steps/kind'
import { KEY_TABLE } from './steps/pseudonymise'
import { replaced } from './steps/replace'
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
    if (spec.kind !== 'join' && !NEEDS_ASKING.has(spec.kind)) continue
    const stage = walkSteps(columns, steps, others, refused).find((one) => one.step.id === step.id)
    if (!stage || stage.problem) continue
    const before = (): string => compileRecipe(table, columns, stage.before, others)
    if (spec.kind !== 'join') {
      const problem = await refusalInWords(() => askDatabase(reader, spec, before(), stage.columns, signal))
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

const NEEDS_ASKING: ReadonlySet<StepSpec['kind']> = new Set(['derive', 'filter', 'replace', 'fill', 'pseudonymise'])

/**
 * Refuses a step that the database cannot apply to some rows; answers it with what was found out about its formula.
 * `rows` is a query.
 */
export async function askDatabase<S extends StepSpec>(
  reader: Pick<Connection, 'rows'>,
  spec: S,
  rows: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<S> {
  if (spec.kind === 'filter') await refuseUnheld(reader, spec.filter, columns, signal)
  if ((spec.kind === 'derive' || spec.kind === 'filter') && spec.expression !== null) {
    const { reads, type } = await readFormula(reader, spec.expression, rows, columns, signal)
    if (spec.kind === 'filter') {
      if (type !== 'BOOLEAN' && type !== '"NULL"') throw noCondition(type)
      return { ...spec, reads }
    }
    if (!SIMPLE.test(type)) throw compound(type)
    return { ...spec, reads, type: type === '"NULL"' ? 'VARCHAR' : (spec.type ?? type) }
  }
  if (spec.kind === 'replace') {
    if (spec.how === 'pattern') {
      await tryPattern(reader, replaced(spec, `''`), signal)
      refuseUnknownGroups(spec.find, spec.with)
    }
    const type = await heldType(reader, spec, rows, columns, signal)
    if (type !== spec.type) return { ...spec, type }
  }
  if (spec.kind === 'fill' && spec.how === 'value') {
    const type = columns.find(({ name }) => name === spec.column)?.type ?? 'VARCHAR'
    const held = await reader.rows(`SELECT 1 AS held WHERE ${valueSql(spec.value ?? '', type)} IS NOT NULL`, { signal })
    if (spec.value === null || !held.length) throw unheld(spec.column, type, String(spec.value ?? ''))
  }
  if (spec.kind === 'pseudonymise') {
    const [schema, name] = KEY_TABLE.split('.')
    const found = await reader.rows(
      `SELECT 1 AS found FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = ${text(schema ?? '')} AND table_name = ${text(name ?? '')}`
    )
    if (!found.length)
      throw fail('not_found', {
        fr: 'Ce projet n’a pas de clé de pseudonymisation : retirez l’étape et ajoutez-la de nouveau.',
        en: 'This project has no pseudonymisation key: remove the step and add it again.'
      })
  }
  return spec
}

/** Refuses a condition whose value no cell of its column can hold, such as a date in other words: it would keep no row, or all. */
async function refuseUnheld(
  reader: Pick<Connection, 'rows'>,
  { all }: Filter,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<void> {
  for (const condition of all) {
    const type = columns.find(({ name }) => name === condition.column)?.type ?? 'VARCHAR'
    const values = comparedValues(condition, type)
    if (!values.length || type === 'VARCHAR') continue
    const asked = values.map(({ sql }) => `(${sql}) IS NULL`).join(', ')
    const [row] = await reader.rows<{ lost: boolean[] }>(`SELECT [${asked}] AS lost`, { signal })
    const lost = values.filter((_, place) => row?.lost[place])
    // A list that holds some of its values still keeps their rows.
    const isList = condition.op === 'in' || condition.op === 'not in'
    const [first] = isList && lost.length < values.length ? [] : lost
    if (first) throw unheld(condition.column, type, String(first.value))
  }
}

/** Values that a table and its exports hold as one plain cell. */
const SIMPLE =
  /^("NULL"|VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\)|DATE|TIME|TIMESTAMP|INTERVAL)$/

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

async function tryPattern(reader: Pick<Connection, 'rows'>, sql: string, signal?: AbortSignal): Promise<void> {
  try {
    await reader.rows(`SELECT ${sql} AS tried`, { signal })
  } catch (error) {
    const { kind, message, detail } = toErrorData(error)
    if (kind === 'cancelled') throw error
    throw fail(
      'input',
      { fr: 'Ce motif n’est pas une expression régulière.', en: 'This pattern is no regular expression.' },
      {
        detail: detail ?? message.en,
        hint: {
          fr: 'Les expressions régulières sont celles de RE2 ; pour un texte tel quel, choisissez « une partie du texte ».',
          en: 'Regular expressions are those of RE2; for a plain text choose “a part of the text”.'
        }
      }
    )
  }
}

function noCondition(type: string): Error {
  return fail('input', {
    fr: `La formule d’un filtre doit donner vrai ou faux ; celle-ci donne ${type}.`,
    en: `The formula of a filter has to give true or false; this one gives ${type}.`
  })
}

function compound(type: string): Error {
  return fail('input', {
    fr: `La formule donne une valeur composée (${type}) ; une cellule est un texte, un nombre, une date ou un booléen.`,
    en: `The formula gives a compound value (${type}); a cell is a text, a number, a date or a boolean.`
  })
}

function unheld(column: string, type: string, value: string): Error {
  const dated = /^(DATE|TIMESTAMP)/.test(type)
  return fail('input', {
    fr: `La colonne « ${column} » (${type}) ne peut pas contenir « ${value} ».${dated ? ' Écrivez une date ainsi : 2024-12-31.' : ''}`,
    en: `Column “${column}” (${type}) cannot hold “${value}”.${dated ? ' Write a date like this: 2024-12-31.' : ''}`
  })
}
