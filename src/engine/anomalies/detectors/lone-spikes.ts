import type { Anomaly, ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { fahrenheitAmong } from './fahrenheit'
import { numberSql } from './number-sql'
import { ofOneGroup } from './of-one-group'
import { ofGroupSql, usualGroups, type UsualGroups } from './usual-groups'

/** Numbers and different values from which a column is looked at, and columns of one table. */
const ENOUGH = 200
const LEAST_DISTINCT = 15
const MOST_COLUMNS = 8
/** Beginnings of what is far, in widths of the middle half beyond it, and the empty place before it. */
const CUTS: readonly number[] = [2, 2.5, 3, 4, 5, 6]
const EMPTY = 1
/** Width of that place on a logarithmic scale, in those of the middle half. */
const PART = 0.4
/** Part of the far values that may lie in that place; far values of one side, and share of all that both sides may be. */
const BETWEEN = 0.03
const LEAST = 8
const MOST = 0.06
/** Width of the far values from their 10th to their 90th percentile, in those of the middle half, from which they are no second level: on both sides, and on one. */
const SCATTERED = { both: 2, one: 4 }
/** Part of the far values that lie on the side of fewer where they lie on both. */
const BOTH = 0.2
/** Share of the far values that come one after another in their group, beyond which something lasts there. */
const LASTING = 0.25
/** How uneven the two halves of the middle half may be: long tails are no spikes. */
const EVEN = 1.35

/** Readings that stand out of their own group alone, one at a time and scattered, with an empty place before them; temperatures on another scale. */
export const loneSpikes: Detector = {
  name: 'lone_spikes',
  title: { fr: 'Mesures isolées loin des autres', en: 'Single readings far off' },
  kinds: ['outlier', 'mixed_units'],
  async *detect(context) {
    const measures = columnsWhere(
      context,
      ({ semantic, family, numeric, distinct }) =>
        family !== 'date' &&
        ['measure', 'percent'].includes(semantic.kind) &&
        (numeric?.n ?? 0) >= ENOUGH &&
        distinct >= LEAST_DISTINCT
    ).slice(0, MOST_COLUMNS)
    if (!measures.length) return
    for (const [column, groups] of await usualGroups(context, measures)) {
      const scale = await fahrenheitAmong(context, column, groups)
      if (scale) yield scale.told
      const found = await describe(context, column, groups, scale?.where ?? 'false')
      if (found) yield found
    }
  }
}

type Side = 'low' | 'high'

/** How far a value lies from the middle half of its group, in widths of this; 0 within it. */
function farSql(column: ColumnProfile, groups: UsualGroups): string {
  const v = numberSql(column)
  const [q1, q3] = [ofGroupSql(groups, (one) => one.q1), ofGroupSql(groups, (one) => one.q3)]
  return `CASE WHEN ${v} > ${q3} THEN (${v} - ${q3}) WHEN ${v} < ${q1} THEN (${v} - ${q1}) WHEN ${v} IS NOT NULL AND ${q1} IS NOT NULL THEN 0 END / (${q3} - ${q1})`
}

async function describe(
  context: DetectorContext,
  column: ColumnProfile,
  groups: UsualGroups,
  aside: string
): Promise<Anomaly | null> {
  if (!isEven(groups)) return null
  const { table, rows: ask } = context
  const z = `CASE WHEN NOT ${aside} THEN ${farSql(column, groups)} END`
  const of = groups.by ? `${ident(groups.by.name)}::VARCHAR` : `''`
  const terms = CUTS.flatMap((cut, at) => [
    `count(*) FILTER (z > ${cut}) AS high${at}, count(*) FILTER (z < ${-cut}) AS low${at}`,
    `count(*) FILTER (z > ${cut - EMPTY} AND z <= ${cut}) AS behigh${at}, count(*) FILTER (z < ${EMPTY - cut} AND z >= ${-cut}) AS below${at}`
  ])
  const [counts] = await ask<Record<string, number>>(
    `SELECT count(z) AS n, ${terms.join(', ')} FROM (SELECT ${z} AS z FROM ${table.sql})`
  )
  const n = counts?.n ?? 0
  const cutOf = (side: Side): number | null => {
    const at = CUTS.findIndex((_, place) => {
      const [far, between] = [counts?.[`${side}${place}`] ?? 0, counts?.[`be${side}${place}`] ?? 0]
      return far >= LEAST && between <= BETWEEN * far
    })
    const cut = CUTS[at]
    return cut === undefined || (side === 'high' && !isGapOfTail(groups, column, cut)) ? null : cut
  }
  const cuts = { low: cutOf('low'), high: cutOf('high') }
  if (cuts.low === null && cuts.high === null) return null
  const isFar = [
    ...(cuts.high === null ? [] : [`z > ${cuts.high - EMPTY / 2}`]),
    ...(cuts.low === null ? [] : [`z < ${EMPTY / 2 - cuts.low}`])
  ].join(' OR ')
  const [seen] = await ask<{ n: number; low: number; levels: [number, number] | null; lasting: number }>(
    `SELECT count(*) FILTER (far) AS n, count(*) FILTER (far AND z < 0) AS low, quantile_cont(abs(z), [0.1, 0.9]) FILTER (far) AS levels, count(*) FILTER (far AND earlier) AS lasting FROM (SELECT z, far, lag(far) OVER (PARTITION BY name ORDER BY place) AS earlier FROM (SELECT z, name, place, coalesce(${isFar}, false) AS far FROM (SELECT ${z} AS z, ${of} AS name, rowid AS place FROM ${table.sql}) WHERE z IS NOT NULL))`
  )
  if (!seen?.levels || seen.n < LEAST || seen.n > MOST * n) return null
  const [near, most] = seen.levels
  const isBoth = Math.min(seen.low, seen.n - seen.low) >= BOTH * seen.n
  if (most - near < SCATTERED[isBoth ? 'both' : 'one'] || seen.lasting > LASTING * seen.n) return null
  const where = `coalesce(${isFar.replace(/\bz\b/g, () => `(${z})`)}, false)`
  return (await ofOneGroup(context, column, where)) ? null : tell(context, { column, groups, where, n: seen.n, all: n })
}

/** Whether the middle half of most groups leans to neither side. */
function isEven({ quartiles }: UsualGroups): boolean {
  const leaning = [...quartiles.values()]
    .map(({ q1, median, q3 }) => (q3 - median) / (median - q1))
    .sort((a, b) => a - b)
  return (leaning[leaning.length >> 1] ?? Infinity) <= EVEN
}

/** Whether the place before what lies far above is empty on a logarithmic scale too, where all is positive: long tails have such places by chance. */
function isGapOfTail({ quartiles }: UsualGroups, { numeric }: ColumnProfile, cut: number): boolean {
  if (numeric?.negatives) return true
  return [...quartiles.values()].some(({ q1, q3 }) => {
    const range = q3 - q1
    return Math.log((q3 + cut * range) / (q3 + (cut - EMPTY) * range)) >= PART * Math.log(q3 / q1)
  })
}

interface Found {
  column: ColumnProfile
  groups: UsualGroups
  where: string
  n: number
  all: number
}

function tell({ table }: DetectorContext, { column, groups: { by }, where, n, all }: Found): Anomaly {
  const [name, count, share] = [named(column.name), rowsInWords(n), shareInWords(n, all)]
  const group = by && named(by.name)
  const of = { fr: group ? ` de même ${group.fr}` : '', en: group ? ` of the same ${group.en}` : '' }
  return finding(table, {
    kind: 'outlier',
    detector: 'lone_spikes',
    columns: [column.name],
    ...(by && { beside: [by.name] }),
    where,
    orderBy: 'rowid',
    rows: n,
    severity: 'warning',
    confidence: 0.75,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} où une mesure isolée saute loin des autres${of.fr}`,
      en: `${name.en}: ${count.en} where a single reading leaps far from the others${of.en}`
    },
    explanation: {
      fr: `Ces mesures (${share.fr}) sont à plus d’une largeur et demie de la moitié centrale des valeurs${of.fr}, au-delà d’un vide, éparses et presque jamais l’une après l’autre : un capteur ou une saisie a sans doute failli.`,
      en: `These readings (${share.en}) lie more than one and a half widths of the middle half of the values${of.en} beyond it, behind an empty place, scattered and hardly ever one after another: a sensor or a typing has probably failed.`
    },
    proposal: {
      text: {
        fr: 'Comparer aux mesures d’avant et d’après ; sinon, mettre à manquant.',
        en: 'Compare with the readings before and after; else set to missing.'
      },
      repair: { kind: 'review' }
    }
  })
}
