import type { ColumnProfile, Sampled } from '../../contract'
import type { ColumnWork } from './column-work'
import { languagesSql } from './sql/language'
import type { Relation } from './sql/relation'
import { shapesSql } from './sql/shapes'
import { countShapes } from './shapes'
import { columnSampleSql, type ValueCount } from './sql/values'

/** Values of a column with too many different ones that shapes and language are read from. */
export const TEXT_SAMPLE = 20_000
export const SHAPES = 10

type Known = Pick<ColumnProfile, 'family' | 'semantic' | 'reading' | 'rows' | 'sampled' | 'distinct'>

/** Different values that are all read. */
const FEW_VALUES = 50_000

/** Shapes of codes and names, language of free text; of all values where these are few, else of a sample. `values`: all of them, where they are at hand. */
export async function textFacts(
  work: ColumnWork,
  relation: Relation,
  column: Known,
  values: readonly ValueCount[] | null
): Promise<Pick<ColumnProfile, 'shapes' | 'language'>> {
  const nothing = { shapes: null, language: null }
  if (column.family !== 'text' || ['empty', 'constant'].includes(column.semantic.kind)) return nothing
  const whole = relation.grouped && column.distinct <= FEW_VALUES
  const from = whole
    ? relation.sql
    : columnSampleSql({ from: work.table, place: 'rowid' }, work.stored, work.rows, TEXT_SAMPLE)
  const sampledBy = (n: number): Sampled | null =>
    whole || work.rows <= TEXT_SAMPLE ? work.sampled : { n, of: work.sampled?.of ?? work.rows }
  return column.semantic.kind === 'free_text'
    ? { ...nothing, language: await languageOf(work, from, sampledBy) }
    : values
      ? { ...nothing, shapes: { sampled: work.sampled, ...countShapes(values, SHAPES) } }
      : { ...nothing, shapes: await shapesOf(work, from, sampledBy) }
}

type SampledBy = (n: number) => Sampled | null

async function shapesOf({ connection, signal }: ColumnWork, from: string, sampledBy: SampledBy) {
  const rows = await connection.rows<{ shape: string; n: number; shapes: number; present: number }>(
    shapesSql(from, SHAPES),
    { signal }
  )
  const n = rows[0]?.present ?? 0
  return {
    sampled: sampledBy(n),
    n,
    distinct: rows[0]?.shapes ?? 0,
    top: rows.map((row) => ({ shape: row.shape, n: row.n }))
  }
}

async function languageOf({ connection, signal }: ColumnWork, from: string, sampledBy: SampledBy) {
  const rows = await connection.rows<{ language: string; n: number }>(languagesSql(from), { signal })
  const of = (language: string): number => rows.find((row) => row.language === language)?.n ?? 0
  const n = rows.reduce((sum, row) => sum + row.n, 0)
  return { sampled: sampledBy(n), n, fr: of('fr'), en: of('en'), other: of('other') }
}
