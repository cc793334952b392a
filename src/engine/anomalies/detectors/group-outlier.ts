import type { Anomaly, ColumnProfile } from '../../../contract'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'
import { beyondGap } from './beyond-gap'
import { FAR, widestFences } from './group-fences'
import { measureOf, MOST_ROWS, narrowestGroups } from './narrowest-groups'
import { adjustedFences } from './medcouple'
import { fences } from './outlier'

/** Share of a group that outliers may have; more, where a gap as wide as the interquartile range, on the logarithmic scale, parts them from all others. */
const MOST = 0.01
const MOST_APART = 0.05
const LEAST_APART = 3
const GAP = 1
/** A group column must leave, inside its groups, no more than this of the spread of all values. */
const NARROWED = 0.6

interface Group {
  name: string
  n: number
  low: number
  high: number
  /** Half as far, from where a gap is looked for, and the width of this on the logarithmic scale; of positive measures. */
  near: { high: number; gap: number } | null
  isApart?: boolean
}

/** Numbers that are usual in the column as a whole, and far from all others of their own category. */
export const groupOutlier: Detector = {
  name: 'group_outlier',
  title: { fr: 'Valeurs extrêmes de leur catégorie', en: 'Outliers of their category' },
  kinds: ['outlier'],
  async *detect(context) {
    for (const { measure, category, groups, narrowed } of (await narrowestGroups(context)).values()) {
      if (narrowed > NARROWED) continue
      const fenced = groups.flatMap(({ name, n, quantiles }): Group[] => {
        const fence = fencesOf(quantiles)
        return fence ? [{ name, n, ...fence }] : []
      })
      const found = await describe(context, measure, category, fenced)
      if (found) yield found
    }
  }
}

/** The fences of a group, and where a gap is looked for, of positive measures. */
function fencesOf(quantiles: readonly number[]): Pick<Group, 'low' | 'high' | 'near'> | null {
  const far = widestFences(quantiles, FAR)
  if (!far) return null
  const near = (quantiles[0] ?? 0) > 0 ? adjustedFences(quantiles.map(Math.log), FAR.width / 2) : null
  return {
    ...far,
    near: near ? { high: Math.exp(near.high), gap: GAP * Math.log((quantiles[75] ?? 0) / (quantiles[25] ?? 0)) } : null
  }
}

/** The groups with the fence brought nearer where a gap parts some values from all others of the group. */
async function withGaps(
  { table, rows: ask }: DetectorContext,
  { measure, of, usual }: { measure: string; of: string; usual: string },
  groups: readonly Group[]
): Promise<Group[]> {
  const nears = groups.flatMap(({ name, near }) => (near ? [`WHEN ${text(name)} THEN ${near.high}`] : []))
  if (!nears.length) return [...groups]
  const found = await ask<{ name: string; inside: number | null; beyond: number[] | null }>(
    `SELECT name, max(v) FILTER (v <= near) AS inside, list(v) FILTER (v > near) AS beyond FROM (SELECT ${of} AS name, ${measure} AS v, (CASE ${of} ${nears.join(' ')} END)::DOUBLE AS near FROM ${table.sql} WHERE ${usual}) GROUP BY name HAVING count(*) FILTER (v > near) > 0`
  )
  return groups.map((group) => {
    const seen = found.find(({ name }) => name === group.name)
    if (!group.near || !seen?.inside || !seen.beyond) return group
    const apart = beyondGap(seen.inside, seen.beyond, group.near.gap)
    if (!apart || apart.n < LEAST_APART || apart.n > MOST_APART * group.n) return group
    return { ...group, high: Math.min(group.high, Math.sqrt(apart.last * apart.from)), isApart: true }
  })
}

async function describe(
  context: DetectorContext,
  column: ColumnProfile,
  category: ColumnProfile,
  found: readonly Group[]
): Promise<Anomaly | null> {
  const { table, rows: ask } = context
  const [measure, of] = [measureOf(column), `${ident(category.name)}::VARCHAR`]
  if (!found.length) return null
  const beyond = ({ name, low, high }: Group): string =>
    `(${of} = ${text(name)} AND (${measure} < ${low} OR ${measure} > ${high}))`
  const { low, high } = fences(column)
  // What is far from all values is told as such.
  const usual = [
    `${measure} IS NOT NULL`,
    ...(low === null ? [] : [`${measure} >= ${low}`]),
    ...(high === null ? [] : [`${measure} <= ${high}`])
  ].join(' AND ')
  const groups = await withGaps(context, { measure, of, usual }, found)
  const predicate = (some: readonly Group[]): string =>
    `coalesce((${some.map(beyond).join(' OR ')}) AND ${usual}, false)`
  const counts = await ask<{ name: string; n: number; low: number; high: number }>(
    `SELECT ${of} AS name, count(*) AS n, min(${measure}) AS low, max(${measure}) AS high FROM ${table.sql} WHERE ${predicate(groups)} GROUP BY ALL ORDER BY n, name`
  )
  // Where a group has many of them, they are a second kind of thing in it.
  const kept = counts.flatMap((found) => {
    const group = groups.find(({ name }) => name === found.name)
    return group && found.n <= Math.max(3, (group.isApart ? MOST_APART : MOST) * group.n) ? [{ found, group }] : []
  })
  if (!kept.length) return null
  const where = predicate(kept.map(({ group }) => group))
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  const [name, by, count] = [named(column.name), named(category.name), rowsInWords(rows)]
  const write = (value: number, language: 'fr' | 'en'): string =>
    value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: 4 })
  const shown = kept.slice(0, 4)
  const gap = kept.some(({ group }) => group.isApart)
    ? { fr: ', ou plus près là où un vide sépare ces valeurs de toutes les autres du groupe', en: ', or nearer where a gap parts these values from all others of the group' } // prettier-ignore
    : { fr: '', en: '' }
  const sampled = table.rows > MOST_ROWS
  return finding(table, {
    kind: 'outlier',
    detector: 'group_outlier',
    aspect: category.name,
    columns: [column.name],
    beside: [category.name],
    where,
    orderBy: `${ident(category.name)}, ${measure}`,
    rows,
    severity: 'warning',
    confidence: 0.6,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : ${count.fr} de valeur courante ailleurs, mais très loin des autres de même ${by.fr}`,
      en: `${name.en}: ${count.en} with a value usual elsewhere, but very far from the others of the same ${by.en}`
    },
    explanation: {
      fr: `${shown.map(({ found, group }) => `« ${group.name} » (n = ${write(group.n, 'fr')}) : ${found.low === found.high ? write(found.low, 'fr') : `${write(found.low, 'fr')} à ${write(found.high, 'fr')}`}, hors de ${write(group.low, 'fr')} à ${write(group.high, 'fr')}`).join(' ; ')}${kept.length > 4 ? ' ; …' : ''}. Bornes ajustées à l’asymétrie de chaque groupe (Hubert et Vandervieren, 2008, trois fois plus larges) et au-delà de six écarts robustes (médiane, MAD)${gap.fr}. La valeur ou la catégorie est fausse, ou c’est un cas rare.${sampled ? ` Quartiles pris sur ${MOST_ROWS.toLocaleString('fr-FR')} lignes environ.` : ''}`,
      en: `${shown.map(({ found, group }) => `“${group.name}” (n = ${write(group.n, 'en')}): ${found.low === found.high ? write(found.low, 'en') : `${write(found.low, 'en')} to ${write(found.high, 'en')}`}, outside ${write(group.low, 'en')} to ${write(group.high, 'en')}`).join('; ')}${kept.length > 4 ? '; …' : ''}. Fences adjusted to the skewness of each group (Hubert and Vandervieren, 2008, three times as wide), and beyond six robust deviations (median, MAD)${gap.en}. The value or the category is wrong, or it is a rare case.${sampled ? ` Quartiles taken from some ${MOST_ROWS.toLocaleString('en-GB')} rows.` : ''}`
    },
    proposal: {
      text: {
        fr: `Vérifier ${name.fr} et ${by.fr} de ces lignes : unité, virgule, ou catégorie mal choisie.`,
        en: `Check ${name.en} and ${by.en} of these rows: unit, decimal point, or a category ill chosen.`
      },
      repair: { kind: 'review' }
    }
  })
}
