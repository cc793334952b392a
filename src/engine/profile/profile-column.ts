import type { ColumnProfile, Family, NumericFacts, RowOrder } from '../../contract'
import type { ColumnWork } from './column-work'
import { countByEdge, readCountedValues, type CountedValues } from './counted-values'
import { nearOf } from '../stats/bulk'
import { cutBins, fillBins, middleOfFacts } from './bins'
import { disguisedMissing } from './disguised'
import { familyOf, measureSql } from './family'
import { coverageOf } from './coverage'
import { skewOf } from './moments'
import { orderOf } from './row-order'
import { textFacts } from './text-facts'
import { spreadOf, type Measured } from './quantiles'
import { isNamingCode, readingOf, semanticOf } from './semantic'
import { factsSql } from './sql/facts'
import { histogramSql } from './sql/histogram'
import { groupRelation, groupsTableSql, readRelation, readTableSql, rowRelation, type Relation } from './sql/relation'
import { distinctAndTopSql, firstValuesSql, sampleSql, type ValueCount } from './sql/values'

/** Up to so many distinct values, or this share of the rows, are kept as counts and everything else is read off them. */
const FEW_VALUES = 50_000
const FEW_OF_ROWS = 0.2
/** Families of so few values that the storage keeps no estimate. */
const ALWAYS_FEW: readonly Family[] = ['boolean']
const TOP = 20
const SAMPLE = 1000

/** Profiles one column in a handful of queries over that column alone. */
export async function profileColumn(work: ColumnWork): Promise<ColumnProfile> {
  const { column, position, rows, sampled } = work
  const family = familyOf(column.type)
  const relation = await relationOf(work, family)
  const sample = await look(work, relation)
  const reading = work.meaning ? work.meaning.reading : family === 'text' ? readingOf(sample, work.column.name) : null
  const measure = measureSql('v', column.type, reading)
  const facts = await readFacts(work, relation, family, measure)
  const ahead = relation.grouped ? null : await orderOf(work, family)
  const { distinct, top } = relation.grouped
    ? { distinct: facts.distinct_values ?? 0, top: sample.slice(0, TOP) }
    : await valuesOf(work, facts.present, ahead)
  const measured = measure ? await measuredOf(work, relation, measure, { family, distinct }) : null
  const numeric = measured ? await numericFacts(work, measured, facts) : null
  const known = {
    sampled,
    name: column.name,
    position,
    type: column.type,
    family,
    reading,
    rows,
    missing: rows - facts.present,
    blank: facts.blank ?? 0,
    distinct,
    duplicates: facts.present - distinct,
    unique: distinct === facts.present && facts.present > 0,
    constant: distinct === 1,
    min: facts.lowest,
    max: facts.highest,
    lengths:
      facts.longest == null ? null : { min: facts.shortest ?? 0, mean: facts.mean_length ?? 0, max: facts.longest },
    numeric,
    histogram: null,
    order: distinct < 3 ? null : relation.grouped ? await orderOf(work, family) : ahead,
    shapes: null,
    language: null,
    coverage: null,
    top
  }
  const semantic = work.meaning?.semantic ?? semanticOf(known, sample)
  const atHand = relation.grouped && distinct <= SAMPLE
  const disguised = disguisedMissing({ ...known, semantic }, relation.grouped ? sample : top)
  const codes = disguised.map(({ value }) => Number(value.replace(',', '.'))).filter(Number.isFinite)
  const histogram =
    measured && numeric ? await histogramOf(work, measured, { ...known, semantic, numeric, codes }) : null
  return {
    ...known,
    semantic,
    numeric: numeric && isNamingCode(semantic) ? unmeasured(numeric) : numeric,
    disguised,
    histogram,
    ...(await textFacts(work, relation, { ...known, semantic }, atHand ? sample : null)),
    coverage: await coverageOf(work, relation, measure, { family, reading })
  }
}

type Facts = {
  present: number
  distinct_values?: number
  blank?: number
  lowest: string | null
  highest: string | null
  shortest?: number | null
  mean_length?: number | null
  longest?: number | null
  measured_values?: number
  least?: number | null
  greatest?: number | null
  mean?: number | null
  sd?: number | null
  zeros?: number
  negatives?: number
  integers?: boolean
  cubes?: number | null
}

async function relationOf(
  { connection, table, stored, rows, estimate, signal }: ColumnWork,
  family: Family
): Promise<Relation> {
  // The estimate errs by a fifth at most; without one, small tables are safe to group.
  const few = ALWAYS_FEW.includes(family) || (estimate ?? rows) <= Math.max(FEW_VALUES, rows * FEW_OF_ROWS)
  if (!few) return rowRelation(table, stored)
  await connection.run(groupsTableSql(table, stored), { signal })
  return groupRelation
}

function look({ connection, table, stored, rows, signal }: ColumnWork, relation: Relation): Promise<ValueCount[]> {
  return connection.rows<ValueCount>(sampleSql(relation, table, stored, rows, SAMPLE), { signal })
}

async function readFacts(
  { connection, signal }: ColumnWork,
  relation: Relation,
  family: Family,
  measure: string | null
): Promise<Facts> {
  const row = (await connection.rows<Facts>(factsSql(relation, family, measure), { signal }))[0]
  return row ?? { present: 0, lowest: null, highest: null }
}

async function valuesOf(
  { connection, table, stored, signal }: ColumnWork,
  present: number,
  order: RowOrder | null
): Promise<{ distinct: number; top: ValueCount[] }> {
  // Values that only ever rise, or only ever fall, are all different.
  if (order === 'increasing' || order === 'decreasing')
    return {
      distinct: present,
      top: await connection.rows<ValueCount>(firstValuesSql(table, stored, TOP), { signal })
    }
  const row = (
    await connection.rows<{ distinct_values: number; top: ValueCount[] | null }>(
      distinctAndTopSql(table, stored, TOP),
      { signal }
    )
  )[0]
  return { distinct: row?.distinct_values ?? 0, top: row?.top ?? [] }
}

/** A measured column; texts are read once where they are many. */
async function measuredOf(
  { connection, signal }: ColumnWork,
  relation: Relation,
  measure: string,
  { family, distinct }: { family: Family; distinct: number }
): Promise<MeasuredColumn> {
  const counted = await readCountedValues(connection, relation, measure, distinct, signal)
  if (counted || family !== 'text') return { relation, measure, counted }
  await connection.run(readTableSql(relation, measure), { signal })
  return { relation: readRelation(relation), measure: 'v', counted }
}

type MeasuredColumn = Pick<Measured, 'relation' | 'measure'> & { counted: CountedValues | null }

async function numericFacts(
  { connection, signal }: ColumnWork,
  column: MeasuredColumn,
  facts: Facts
): Promise<NumericFacts> {
  const n = facts.measured_values ?? 0
  const [min, max] = [finite(facts.least), finite(facts.greatest)]
  const { quantiles, mad } =
    min === null || max === null
      ? { quantiles: [], mad: null }
      : await spreadOf(connection, { ...column, n, min, max }, signal)
  return {
    n,
    notFinite: facts.present - n,
    min,
    max,
    mean: finite(facts.mean),
    sd: finite(facts.sd),
    zeros: facts.zeros ?? 0,
    negatives: facts.negatives ?? 0,
    integers: n > 0 && facts.integers === true,
    skew: skewOf(n, finite(facts.sd), finite(facts.cubes)),
    mad,
    quantiles
  }
}

async function histogramOf(
  { connection, signal }: ColumnWork,
  { relation, measure, counted: values }: MeasuredColumn,
  {
    numeric,
    family,
    reading,
    semantic,
    codes
  }: Pick<ColumnProfile, 'family' | 'reading' | 'semantic'> & { numeric: NumericFacts; codes: number[] }
) {
  const near = nearOf([middleOfFacts(numeric)])
  const cut = cutBins(numeric, reading?.kind === 'date' ? 'date' : family, { scale: semantic.scale, codes, near })
  if (!cut) return null
  if (values) return fillBins(cut, countByEdge(values, cut.edges))
  const counted = await connection.rows<{ edge: number | null; n: number }>(
    histogramSql(relation, measure, cut.edges),
    { signal }
  )
  return fillBins(cut, counted)
}

/** The facts of digits that name: their ends and counts stand, no mean or quantile of them says anything. */
function unmeasured(facts: NumericFacts): NumericFacts {
  return { ...facts, mean: null, sd: null, skew: null, mad: null, quantiles: [] }
}

function finite(value: number | null | undefined): number | null {
  return value != null && Number.isFinite(value) ? value : null
}
