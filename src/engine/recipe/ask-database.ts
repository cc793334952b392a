import { typeInWords, type ColumnInfo, type Filter, type StepSpec } from '../../contract'
import type { Connection } from '../db'
import { fail } from '../errors'
import { nulInPattern, patternError } from '../pattern-error'
import { comparedValues, text } from '../sql'
import { valueSql } from './codes'
import { readFormula } from './formula'
import { heldType } from './held-type'
import { refuseUnknownGroups } from './pattern-groups'
import { refuseRounded } from './refuse-rounded'
import type { Others } from './steps/kind'
import { letterByLetter, lettersInWords } from './steps/filter'
import { KEY_TABLE } from './steps/pseudonymise'
import { replaced } from './steps/replace'

type Reader = Pick<Connection, 'rows'>
type Spec<K extends StepSpec['kind']> = Extract<StepSpec, { kind: K }>

/** Refuses what no step may newly do, though one that was kept before is applied and told of; then as `askDatabase`. */
export async function askForNew(
  reader: Reader,
  spec: StepSpec,
  rows: string,
  columns: readonly ColumnInfo[],
  others: Others,
  signal?: AbortSignal
): Promise<StepSpec> {
  if (spec.kind === 'filter')
    for (const compared of letterByLetter(spec, columns)) {
      const found = await reader.rows(`SELECT 1 AS found FROM (${rows}) WHERE ${compared.where} LIMIT 1`, { signal })
      if (found.length) throw fail('input', lettersInWords(compared))
    }
  return askDatabase(reader, spec, rows, columns, others, signal)
}

/** The kinds of steps that only the database can refuse. */
export const ASKED: ReadonlySet<StepSpec['kind']> = new Set([
  'derive',
  'filter',
  'replace',
  'fill',
  'pseudonymise',
  'append',
  'unpivot'
])

/**
 * Refuses a step that the database cannot apply to some rows; answers it with what was found out about its formula.
 * `rows` is a query.
 */
export async function askDatabase(
  reader: Reader,
  spec: StepSpec,
  rows: string,
  columns: readonly ColumnInfo[],
  others: Others,
  signal?: AbortSignal
): Promise<StepSpec> {
  switch (spec.kind) {
    case 'derive':
      return bindDerived(reader, spec, rows, columns, signal)
    case 'filter':
      await refuseUnheld(reader, spec.filter, columns, signal)
      return spec.expression === null ? spec : bindCondition(reader, spec, spec.expression, rows, columns, signal)
    case 'replace':
      return bindReplaced(reader, spec, rows, columns, signal)
    case 'fill':
      if (spec.how === 'value') await refuseUnheldFill(reader, spec, columns, signal)
      return spec
    case 'pseudonymise':
      await refuseWithoutKey(reader)
      return spec
    case 'append':
    case 'unpivot':
      await refuseRounded(reader, spec, rows, columns, others, signal)
      return spec
    default:
      return spec
  }
}

async function bindDerived(
  reader: Reader,
  spec: Spec<'derive'>,
  rows: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<StepSpec> {
  const { reads, type } = await readFormula(reader, spec.expression, rows, columns, signal)
  if (!SIMPLE.test(type)) throw compound()
  return { ...spec, reads, type: type === '"NULL"' ? 'VARCHAR' : (spec.type ?? type) }
}

async function bindCondition(
  reader: Reader,
  spec: Spec<'filter'>,
  expression: string,
  rows: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<StepSpec> {
  const { reads, type } = await readFormula(reader, expression, rows, columns, signal)
  if (type !== 'BOOLEAN' && type !== '"NULL"') throw noCondition(type)
  return { ...spec, reads }
}

async function bindReplaced(
  reader: Reader,
  spec: Spec<'replace'>,
  rows: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<StepSpec> {
  await refusePattern(reader, spec, signal)
  const type = await heldType(reader, spec, rows, columns, signal)
  return type === spec.type ? spec : { ...spec, type }
}

/** Refuses a replacement whose pattern is none, or has not the groups that it names; no row is read. */
export async function refusePattern(reader: Reader, spec: Spec<'replace'>, signal?: AbortSignal): Promise<void> {
  if (spec.how !== 'pattern') return
  if (spec.find.includes('\0')) throw nulInPattern(spec.find)
  try {
    await reader.rows(`SELECT ${replaced(spec, `''`)} AS tried`, { signal })
  } catch (error) {
    throw patternError(error, spec.find)
  }
  refuseUnknownGroups(spec.find, spec.with)
}

async function refuseUnheldFill(
  reader: Reader,
  { column, value }: Spec<'fill'>,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<void> {
  const type = columns.find(({ name }) => name === column)?.type ?? 'VARCHAR'
  const held = await reader.rows(`SELECT 1 AS held WHERE ${valueSql(value ?? '', type)} IS NOT NULL`, { signal })
  if (value === null || !held.length) throw unheld(column, type, String(value ?? ''))
}

async function refuseWithoutKey(reader: Reader): Promise<void> {
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

/** Refuses a condition whose value no cell of its column can hold, such as a date in other words: it would keep no row, or all. */
async function refuseUnheld(
  reader: Reader,
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

function noCondition(type: string): Error {
  return fail('input', {
    fr: `La formule d’un filtre doit donner vrai ou faux ; celle-ci donne : ${typeInWords(type).fr}.`,
    en: `The formula of a filter has to give true or false; this one gives: ${typeInWords(type).en}.`
  })
}

function compound(): Error {
  return fail('input', {
    fr: `La formule donne une valeur composée ; une cellule est un texte, un nombre, une date ou un booléen.`,
    en: `The formula gives a compound value; a cell is a text, a number, a date or a boolean.`
  })
}

function unheld(column: string, type: string, value: string): Error {
  const dated = /^(DATE|TIMESTAMP)/.test(type)
  return fail('input', {
    fr: `La colonne « ${column} » (${typeInWords(type).fr}) ne peut pas contenir « ${value} ».${dated ? ' Écrivez une date ainsi : 2024-12-31.' : ''}`,
    en: `Column “${column}” (${typeInWords(type).en}) cannot hold “${value}”.${dated ? ' Write a date like this: 2024-12-31.' : ''}`
  })
}
