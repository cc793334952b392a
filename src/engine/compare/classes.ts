import type {
  Bin,
  CompareBasis,
  CompareClass,
  ComparedPair,
  Histogram,
  LocalizedText,
  NumericFacts
} from '../../contract'
import type { Project } from '../project'
import { cutBins, fillBins, histogramSql, isNamingCode, measureSql, type Cut } from '../profile'
import { ident } from '../sql'
import { nearFacts, nearOf, pooled } from './bulk'
import type { Side, SideProfile } from './side'
import { measuredSql, valueCountsSql, type Reach } from './classes-sql'

/** Values that get a class of their own; the rarer ones stand together. */
export const MOST_VALUES = 30
/** Up to so many different values on either side, texts are compared value by value whatever their share. */
const FEW_VALUES = 200

/** Two distributions over the same classes, and by what they were made. */
export type Distributions = Pick<ComparedPair, 'basis' | 'reason' | 'unit' | 'classes' | 'appeared' | 'vanished'> & {
  cut: Cut | null
}

/** A pair of columns to compare, each with the facts of its side. */
export interface PairOf {
  a: SideProfile
  b: SideProfile
}

/** Counts the rows of both sides in classes made for both at once; one query a side for measures, one for both for values. */
export async function distributionsOf(
  project: Project,
  sides: { a: Side; b: Side },
  pair: PairOf,
  signal?: AbortSignal
): Promise<Distributions> {
  const { basis, reason } = basisOf(pair)
  if (basis === 'values') {
    const values = await byValues(project, sides, pair, signal)
    if (!writtenApart(pair, values.classes)) return { ...values, basis, reason }
    return { ...byPresence(pair), basis: 'presence', reason: WRITTEN_APART }
  }
  if (basis === 'presence') return { ...byPresence(pair), basis, reason }
  const measured = await measuredOn(project, sides, pair, basis, signal)
  return measured
    ? { ...measured, basis, reason }
    : { ...byPresence(pair), basis: 'presence', reason: reason ?? CONSTANT }
}

/** By what two columns can be compared, and why by no more. */
function basisOf({ a, b }: PairOf): { basis: CompareBasis; reason: LocalizedText | null } {
  if (a.semantic.kind === 'identifier' && b.semantic.kind === 'identifier') return { basis: 'presence', reason: IDENTIFIERS } // prettier-ignore
  const [unitA, unitB] = [unitOf(a), unitOf(b)]
  if (unitA && unitA === unitB && a.numeric?.n && b.numeric?.n) return { basis: 'measure', reason: null }
  const few = (side: SideProfile): boolean =>
    side.distinct <= FEW_VALUES || side.distinct * 2 <= side.rows - side.missing
  if (few(a) && few(b)) return { basis: 'values', reason: unitA === unitB ? null : OF_TWO_KINDS }
  if (a.family === 'text' && b.family === 'text') return { basis: 'lengths', reason: MANY_VALUES }
  return { basis: 'presence', reason: unitA === unitB ? MANY_VALUES : OF_TWO_KINDS }
}

/** True where columns of two types have no value in common: texts read as another type are written in another way. */
function writtenApart({ a, b }: PairOf, classes: readonly CompareClass[]): boolean {
  const values = classes.filter(({ kind }) => kind === 'value' || kind === 'others')
  return (
    a.family !== b.family &&
    values.some((one) => one.a) &&
    values.some((one) => one.b) &&
    values.every((one) => !one.a || !one.b)
  )
}

/** What a column is measured in; null for values without a measure, digits that name, and where two classes say all (booleans). */
function unitOf({ family, reading, numeric, semantic }: SideProfile): string | null {
  if (!numeric || family === 'boolean' || isNamingCode(semantic)) return null
  return reading?.kind ?? family
}

/** The measure of a side over `v`, as SQL. */
export function reachOf(side: Side, column: SideProfile, basis: 'measure' | 'lengths'): Reach {
  const measure =
    basis === 'lengths' ? 'length(v::VARCHAR)::DOUBLE' : (measureSql('v', column.type, column.reading) ?? 'NULL')
  return { from: side.from, column: ident(column.name), measure }
}

async function measuredOn(
  project: Project,
  sides: { a: Side; b: Side },
  { a, b }: PairOf,
  basis: 'measure' | 'lengths',
  signal?: AbortSignal
): Promise<Omit<Distributions, 'basis' | 'reason'> | null> {
  const near = nearOf(a.numeric, b.numeric)
  const nearOn = (side: Side, column: SideProfile): Promise<NumericFacts | null> =>
    nearFacts(project, reachOf(side, column, basis), column.numeric, near, signal)
  const facts = basis === 'measure' ? pooled(await nearOn(sides.a, a), await nearOn(sides.b, b)) : lengthFacts(a, b)
  if (!facts) return null
  const family = a.reading?.kind === 'date' || a.family === 'date' ? 'date' : basis === 'lengths' ? 'number' : a.family
  const scale = a.semantic.scale ?? b.semantic.scale
  const cut = cutBins(facts, family, { scale: basis === 'measure' ? scale : null, codes: [] }) ?? onePoint(facts)
  if (!cut) return null
  const count = async (side: Side, column: SideProfile): Promise<Bin[]> => {
    const reach = reachOf(side, column, basis)
    const sql = histogramSql({ sql: measuredSql(reach), grouped: false }, reach.measure, cut.edges)
    return fillBins(cut, await project.rows<{ edge: number | null; n: number }>(sql, { signal })).bins
  }
  const [binsA, binsB] = [await count(sides.a, a), await count(sides.b, b)]
  const classes = joined(binsA, binsB)
  const seen = (bins: readonly Bin[]): number => bins.reduce((sum, { n }) => sum + n, 0)
  const [unreadA, unreadB] = [a.rows - a.missing - seen(binsA), b.rows - b.missing - seen(binsB)]
  if (unreadA || unreadB) classes.push(plain('unread', unreadA, unreadB))
  return { unit: cut.unit, classes: withMissing(classes, a, b), appeared: null, vanished: null, cut }
}

/** The bins of both sides by their ends: either may lack one of the open ends. */
function joined(a: readonly Bin[], b: readonly Bin[]): CompareClass[] {
  const keyOf = ({ from, to }: Bin): string => JSON.stringify([from, to])
  const [inA, inB] = [new Map(a.map((bin) => [keyOf(bin), bin])), new Map(b.map((bin) => [keyOf(bin), bin]))]
  const lowest = (bin: Bin): number => bin.from ?? -Infinity
  return [...new Map([...inA, ...inB]).entries()]
    .sort(([, one], [, other]) => lowest(one) - lowest(other))
    .map(([key, { from, to }]) => ({
      ...plain('range', inA.get(key)?.n ?? 0, inB.get(key)?.n ?? 0),
      from,
      to
    }))
}

async function byValues(
  project: Project,
  sides: { a: Side; b: Side },
  { a, b }: PairOf,
  signal?: AbortSignal
): Promise<Omit<Distributions, 'basis' | 'reason'>> {
  const counted = await project.rows<{
    value: string | null
    values: number
    a: number
    b: number
    new_values: number
    new_rows: number
    gone_values: number
    gone_rows: number
  }>(
    valueCountsSql(
      { from: sides.a.from, column: ident(a.name), rows: sides.a.rows },
      { from: sides.b.from, column: ident(b.name), rows: sides.b.rows },
      MOST_VALUES
    ),
    { signal }
  )
  const classes = counted.map((row): CompareClass => ({
    ...plain(row.value === null ? 'others' : 'value', row.a, row.b),
    value: row.value,
    values: row.values
  }))
  const sum = (key: 'new_values' | 'new_rows' | 'gone_values' | 'gone_rows'): number =>
    counted.reduce((all, row) => all + row[key], 0)
  return {
    unit: null,
    classes: withMissing(classes, a, b),
    appeared: { values: sum('new_values'), rows: sum('new_rows') },
    vanished: { values: sum('gone_values'), rows: sum('gone_rows') },
    cut: null
  }
}

function byPresence({ a, b }: PairOf): Omit<Distributions, 'basis' | 'reason'> {
  const classes = [plain('present', a.rows - a.missing, b.rows - b.missing)]
  return { unit: null, classes: withMissing(classes, a, b), appeared: null, vanished: null, cut: null }
}

function withMissing(classes: CompareClass[], a: SideProfile, b: SideProfile): CompareClass[] {
  return a.missing || b.missing ? [...classes, plain('missing', a.missing, b.missing)] : classes
}

function plain(kind: CompareClass['kind'], a: number, b: number): CompareClass {
  return { kind, value: null, from: null, to: null, values: null, a, b }
}

function lengthFacts(a: SideProfile, b: SideProfile): NumericFacts | null {
  if (!a.lengths || !b.lengths) return null
  const n = a.rows - a.missing + b.rows - b.missing
  return {
    n,
    notFinite: 0,
    min: Math.min(a.lengths.min, b.lengths.min),
    max: Math.max(a.lengths.max, b.lengths.max),
    mean: null,
    sd: null,
    zeros: 0,
    negatives: 0,
    integers: true,
    skew: null,
    mad: null,
    quantiles: []
  }
}

/** One bin where every value of both sides is the same. */
function onePoint({ min, max }: NumericFacts): Cut | null {
  if (min === null || min !== max) return null
  const unit: Histogram['unit'] = 'value'
  const next = min + Math.max(1, Math.abs(min))
  return Number.isFinite(next) && next > min ? { unit, edges: [min, next], openLow: false, openHigh: false } : null
}

const IDENTIFIERS: LocalizedText = {
  fr: 'Des identifiants : leurs valeurs n’ont pas à se ressembler, seule leur présence est comparée.',
  en: 'Identifiers: their values need not be alike, only their presence is compared.'
}
const MANY_VALUES: LocalizedText = {
  fr: 'Presque chaque valeur est différente : ce ne sont pas les valeurs qui sont comparées, mais leur longueur ou leur présence.',
  en: 'Nearly every value is different: not the values are compared, but their length or their presence.'
}
const OF_TWO_KINDS: LocalizedText = {
  fr: 'Les deux colonnes ne se lisent pas dans la même unité : elles sont comparées comme du texte, ou par leur présence.',
  en: 'The two columns are not read in the same unit: they are compared as text, or by their presence.'
}
const WRITTEN_APART: LocalizedText = {
  fr: 'Deux types dont les valeurs ne s’écrivent pas de la même façon (« oui » et « true ») : seule leur présence est comparée.',
  en: 'Two types whose values are not written alike (“oui” and “true”): only their presence is compared.'
}
const CONSTANT: LocalizedText = {
  fr: 'Les valeurs ne peuvent pas être rangées dans des intervalles communs.',
  en: 'The values cannot be sorted into common ranges.'
}
