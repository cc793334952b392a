import type { ColumnReading, TextReading } from '../../contract'
import { readingInWords, typeOf } from '../import'
import type { Project } from '../project'
import { countFailures, NO_FAILURES, ownType } from '../sources'
import { ident } from '../sql'

const WIDTH = 38
const MOST_DECIMALS = 30

/**
 * How columns that are text since no type holds the numbers of both sides are read: as decimals that keep every digit
 * written. Those that have exponents, infinities or too many digits have no such reading.
 */
export async function readExactly(
  project: Project,
  table: string,
  names: readonly string[],
  signal: AbortSignal
): Promise<Map<string, ColumnReading>> {
  if (!names.length) return new Map()
  const decimals = names.map((name) => `coalesce(max(length(regexp_extract(${ident(name)}, '\\.(\\d+)$', 1))), 0)`)
  const plain = names.map((name) => `coalesce(bool_and(regexp_full_match(${ident(name)}, '-?\\d+(\\.\\d+)?')), true)`)
  const [row] = await project.rows<{ decimals: number[]; plain: boolean[] }>(
    `SELECT [${decimals.join(', ')}] AS decimals, [${plain.join(', ')}] AS plain FROM raw.${ident(table)}`,
    { signal }
  )
  const readings = names.flatMap((name, place) => {
    const most = row?.decimals[place] ?? 0
    if (!row?.plain[place] || most > MOST_DECIMALS) return []
    const reading: TextReading = {
      kind: 'number',
      decimal: '.',
      grouping: '',
      unit: null,
      decimals: most,
      width: WIDTH
    }
    return [{ name, reading, missing: [] }]
  })
  const failures = await countFailures(project, table, readings, signal)
  return new Map(
    readings.flatMap(({ name, reading }, place) => {
      const { count, lostZeros } = failures[place] ?? NO_FAILURES
      if (count + lostZeros.count) return []
      return [[name, { ...ownType(name, typeOf(reading)), reading, format: readingInWords(reading), lossless: false }]]
    })
  )
}
