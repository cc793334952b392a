import type { ColumnReading, MissingProposal, TextReading } from '../../contract'
import { castSql, isMoney } from '../import'
import type { Project } from '../project'
import { ident } from '../sql'
import { countFailures } from './count-failures'
import { countTexts } from './count-texts'
import type { LoadedPart } from './loaded'
import { judged } from './propose-readings'

/** A column of one of the files that are put together, in the raw table of that file. */
export interface PartColumn {
  table: string
  column: ColumnReading
}

type NumberReading = Extract<TextReading, { kind: 'number' }>

/** The columns of the files by the name that the table of all of them has for it. */
export function partColumns(
  parts: readonly Pick<LoadedPart, 'table' | 'columns'>[],
  renames: readonly ReadonlyMap<string, string>[],
  name: string
): PartColumn[] {
  return parts.flatMap(({ table, columns }, place) =>
    columns.flatMap((column) => ((renames[place]?.get(column.name) ?? column.name) === name ? [{ table, column }] : []))
  )
}

/**
 * One reading for a column of numbers that some files write with a decimal comma and others with a point, its texts as they
 * are; null where a text of any of the files would be another number by it than in its own file.
 */
export async function readTogether(
  project: Project,
  united: { table: string; name: string },
  parts: readonly PartColumn[],
  signal: AbortSignal
): Promise<ColumnReading | null> {
  const reading = bothMarks(parts.map(({ column }) => column.reading))
  if (!reading) return null
  for (const part of parts) if (await readsOtherwise(project, part, reading, signal)) return null
  const missing = new Map<string, MissingProposal>()
  for (const { column } of parts) for (const one of column.missing) missing.set(one.text, one)
  const { table, name } = united
  const [failures] = await countFailures(project, table, [{ name, reading, missing: [] }], signal)
  const [counted] = await countTexts(
    project,
    table,
    [{ name, type: 'VARCHAR', proposals: [...missing.values()] }],
    signal
  )
  return judged(name, reading, true, failures, counted)
}

/**
 * The reading of those with a comma that takes a point too, where both marks are there; thousands may be parted in some of
 * them, in one way, and amounts may bear the sign of one money.
 */
function bothMarks(readings: readonly (TextReading | undefined)[]): NumberReading | null {
  const numbers = readings.flatMap((reading) => (reading?.kind === 'number' ? [reading] : []))
  const whole = readings.flatMap((reading) => (reading?.kind === 'integer' ? [reading] : []))
  if (numbers.length + whole.length < readings.length || numbers.some(isExactBeyondDoubles)) return null
  if (new Set(numbers.map(({ decimal }) => decimal)).size < 2) return null
  const groupings = new Set([...numbers, ...whole].flatMap(({ grouping }) => grouping || []))
  const [grouping = ''] = groupings
  if (groupings.size > 1 || grouping === '.' || grouping === ',') return null
  const units = new Set(numbers.flatMap(({ unit }) => unit ?? []))
  const [unit = null] = units
  const isAllUnited = !whole.length && numbers.every((one) => one.unit === unit)
  if (units.size > 1 || (unit !== null && !isAllUnited && !isMoney(unit))) return null
  const [first] = numbers
  const decimals = numbers.every((one) => one.decimals === first?.decimals) && !whole.length ? first?.decimals : undefined // prettier-ignore
  const bare = numbers.every((one) => one.bare === first?.bare) ? first?.bare : undefined
  return { kind: 'number', decimal: ',', grouping, unit, point: true, ...(decimals === undefined ? {} : { decimals }), ...(bare === undefined ? {} : { bare }) } // prettier-ignore
}

/** Digits that a double holds. */
const SAFE_DIGITS = 15

function isExactBeyondDoubles({ width }: NumberReading): boolean {
  return (width ?? 0) > SAFE_DIGITS
}

async function readsOtherwise(
  project: Project,
  { table, column }: PartColumn,
  reading: TextReading,
  signal: AbortSignal
): Promise<boolean> {
  if (!column.reading) return true
  const cell = ident(column.name)
  const written = `CAST(${cell} AS VARCHAR)`
  const [own, other] = [castSql(column.reading, written), castSql(reading, written)]
  const rows = await project.rows(
    `SELECT 1 AS found FROM raw.${ident(table)} WHERE CAST(${own} AS DOUBLE) IS DISTINCT FROM CAST(${other} AS DOUBLE) LIMIT 1`,
    { signal }
  )
  return rows.length > 0
}
