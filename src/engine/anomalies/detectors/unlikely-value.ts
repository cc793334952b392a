import type { ColumnProfile, LocalizedText } from '../../../contract'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { FAR, widestFences } from './group-fences'
import { measureOf, measuresOf, MOST_ROWS, narrowestGroups, SHARES } from './narrowest-groups'

/** Twice the whiskers of Hubert and Vandervieren, and so many robust deviations from the median; from `FAR` on others tell that a value is far. */
const NEAR = { width: 3, robustZ: 4.5 }
/** Share of the rows that unlikely values may be, at least so many: more of them are a tail. */
const MOST = 0.005
const FEW = 5
/** What a category must leave, inside its groups, of the spread of all values for these to be looked at group by group. */
const NARROWED = 0.85

interface Bounds {
  /** Null where there is one group of all rows. */
  group: string | null
  near: { low: number; high: number }
  far: { low: number; high: number }
}

/**
 * Numbers that stand out of their column, or of those of the same category, though not so far that they are told as outliers: cells worth
 * a look for whoever would rather see too many than too few (recall first).
 */
export const unlikelyValue: Detector = {
  name: 'unlikely_value',
  title: { fr: 'Valeurs peu probables', en: 'Unlikely values' },
  kinds: ['outlier'],
  async *detect(context) {
    const grouped = await narrowestGroups(context)
    for (const measure of measuresOf(context)) {
      const narrow = grouped.get(measure)
      const category = narrow && narrow.narrowed <= NARROWED ? narrow.category : null
      const groups = category && narrow ? narrow.groups : await wholeColumn(context, measure)
      const bounds = groups.flatMap(({ name, quantiles }) => boundsOf(category ? name : null, quantiles))
      const found = bounds.length ? await describe(context, measure, category, bounds) : null
      if (found) yield found
    }
  }
}

async function wholeColumn({ table, rows: ask }: DetectorContext, measure: ColumnProfile) {
  const every = Math.max(1, Math.ceil(table.rows / MOST_ROWS))
  const value = measureOf(measure)
  const [row] = await ask<{ quantiles: number[] | null; n: number }>(
    `SELECT quantile_cont(${value}, [${SHARES}]) AS quantiles, count(${value}) AS n FROM ${table.sql}${every > 1 ? ` WHERE rowid % ${every} = 0` : ''}`
  )
  return row?.quantiles ? [{ name: '', n: row.n * every, quantiles: row.quantiles }] : []
}

/** The fences of a group; nothing where none of the rows that its quantiles were taken from lies beyond them. */
function boundsOf(group: string | null, quantiles: readonly number[]): Bounds[] {
  const [near, far] = [NEAR, FAR].map((reach) => widestFences(quantiles, reach))
  const [least = NaN, most = NaN] = [quantiles[0], quantiles.at(-1)]
  return near && far && (least < near.low || most > near.high) ? [{ group, near, far }] : []
}

async function describe(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  category: ColumnProfile | null,
  bounds: readonly Bounds[]
) {
  const [value, of] = [measureOf(column), category && `${ident(category.name)}::VARCHAR`]
  const beyond = ({ group, near, far }: Bounds): string => {
    const sides = `((${value} < ${near.low} AND ${value} >= ${far.low}) OR (${value} > ${near.high} AND ${value} <= ${far.high}))`
    return group === null ? sides : `(${of} = ${text(group)} AND ${sides})`
  }
  const where = `coalesce(${bounds.map(beyond).join(' OR ')}, false)`
  const [seen] = await ask<{ n: number }>(`SELECT count(*) AS n FROM ${table.sql} WHERE ${where}`)
  const rows = seen?.n ?? 0
  if (!rows || rows > Math.max(FEW, MOST * (column.numeric?.n ?? 0))) return null
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const among: LocalizedText = category
    ? { fr: `des autres de même ${named(category.name).fr}`, en: `the others of the same ${named(category.name).en}` }
    : { fr: 'des autres', en: 'the others' }
  return finding(table, {
    kind: 'outlier',
    detector: 'unlikely_value',
    columns: [column.name],
    ...(category && { beside: [category.name] }),
    where,
    orderBy: `${category ? `${ident(category.name)}, ` : ''}${value}`,
    rows,
    severity: 'info',
    confidence: 0.3,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : ${count.fr} assez loin ${among.fr}, sans preuve d’une faute`,
      en: `${name.en}: ${count.en} rather far from ${among.en}, without proof of a fault`
    },
    explanation: {
      fr: 'Ces valeurs sortent des bornes ajustées à l’asymétrie (Hubert et Vandervieren, 2008, deux fois plus larges) et de quatre écarts robustes et demi autour de la médiane, mais pas assez pour être dites extrêmes. La plupart peuvent être justes : à regarder quand on préfère en voir trop que trop peu.',
      en: 'These values lie outside the fences adjusted to the skewness (Hubert and Vandervieren, 2008, twice as wide) and four and a half robust deviations from the median, yet not so far as to be called extreme. Most may be right: worth a look for whoever would rather see too many than too few.'
    },
    proposal: {
      text: {
        fr: `Regarder ces lignes ; ne corriger ${name.fr} que si la source le confirme.`,
        en: `Look at these rows; correct ${name.en} only if the source confirms it.`
      },
      repair: { kind: 'review' }
    }
  })
}
