import type { Anomaly, ColumnProfile } from '../../../contract'
import { ident, text } from '../../sql'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'
import { MAJORITY } from './odd-pairs'

/** Rows of a group that say what is usual. */
const GROUP = 4

/** A rule between two columns, and the segment of a category in which it does not hold. */
interface Rule {
  cause: ColumnProfile
  effect: ColumnProfile
  category: ColumnProfile
  segment: string
}

/** Rows of the other segments, which keep the rule, that break it all the same. */
export async function brokenOutside(
  context: DetectorContext,
  { cause, effect, category, segment }: Rule
): Promise<Anomaly | null> {
  const { table, rows: ask } = context
  const [x, y] = [comparedSql(context, cause), comparedSql(context, effect)]
  const outside = `${ident(category.name)}::VARCHAR <> ${text(segment)}`
  const cells = `SELECT ${x} AS x, ${y} AS y, count(*) AS alike FROM ${table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL AND ${outside} GROUP BY ALL`
  const odd = `SELECT x, y FROM (SELECT x, y, alike, sum(alike) OVER (PARTITION BY x) AS of, max(alike) OVER (PARTITION BY x) AS most FROM (${cells})) WHERE of >= ${GROUP} AND most >= of * ${MAJORITY} AND alike < of * ${1 - MAJORITY}`
  const where = `coalesce(${outside} AND (${x}, ${y}) IN (${odd}), false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const [from, to, by, count] = [named(cause.name), named(effect.name), named(category.name), rowsInWords(rows)]
  const doing = rows < 2 ? { fr: 'ne suit', en: 'does' } : { fr: 'ne suivent', en: 'do' }
  return finding(table, {
    kind: 'dependency_violation',
    detector: 'conditional_dependency',
    aspect: JSON.stringify([cause.name, category.name, 'outside']),
    columns: [effect.name],
    beside: [cause.name, category.name],
    where,
    orderBy: `${ident(cause.name)}, ${ident(effect.name)}`,
    rows,
    severity: 'warning',
    confidence: 0.5,
    dimension: 'consistency',
    message: {
      fr: `${to.fr} : ${count.fr} ${doing.fr} pas ${from.fr} comme les autres, hors de ${by.fr} = « ${segment} »`,
      en: `${to.en}: ${count.en} ${doing.en} not follow ${from.en} as the others do, outside ${by.en} = “${segment}”`
    },
    explanation: {
      fr: `Partout sauf là où ${by.fr} vaut « ${segment} », une même valeur de ${from.fr} donne une même valeur de ${to.fr}. Ces lignes en ont une autre que la plupart de celles de leur groupe ; la faute peut être dans l’une ou l’autre colonne.`,
      en: `Everywhere but where ${by.en} is “${segment}”, the same value of ${from.en} gives the same value of ${to.en}. These rows have another one than most of their group; the fault may lie in either column.`
    },
    proposal: {
      text: {
        fr: `Comparer chaque ligne à son groupe, puis corriger ${to.fr} ou ${from.fr}.`,
        en: `Compare each row with its group, then correct ${to.en} or ${from.en}.`
      },
      repair: { kind: 'review' }
    }
  })
}
