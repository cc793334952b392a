import type { Dependency } from '../../../contract'
import { ident, text } from '../../sql'
import { comparedSql } from '../compared'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'

/** Most dependencies told of one table, the surest first. */
const MOST = 30
/** What the commonest value of a group must reach for the others to be doubted. */
const MAJORITY = 2 / 3
/** How much oftener than errors of the rule at large one other value may stand in a group: beyond, it is a second usual value there. */
const OFTENER = 5
const FEW = 4

/**
 * Rows that break a rule nearly all others keep: alike in one column (or two), they differ in another that follows from it. And
 * gaps that such a rule fills. Within each group the commonest value is taken for right.
 */
export const dependencyViolation: Detector = {
  name: 'dependency_violation',
  title: { fr: 'Règles entre colonnes', en: 'Rules between columns' },
  kinds: ['dependency_violation'],
  async *detect(context) {
    const found = (await context.dependencies()).filter((one) => worthTelling(one))
    for (const dependency of found.slice(0, MOST)) {
      const broken = await describe(context, dependency)
      if (broken) yield broken
    }
  }
}

function worthTelling({ determinant, n, repeated }: Dependency): boolean {
  return determinant.length === 1 && repeated >= 0.5 * n
}

async function describe(context: DetectorContext, dependency: Dependency) {
  const { table, rows: ask, profile } = context
  const [determinant, dependent] = [dependency.determinant[0] ?? '', dependency.dependent]
  const columns = [determinant, dependent].map((name) => profile.columns.find((column) => column.name === name))
  const [from, to] = columns
  if (!from || !to || !dependency.violations) return null
  const [x, y] = [comparedSql(context, from), comparedSql(context, to)]
  const codes = to.disguised.map(({ value }) => text(value))
  const told = codes.length ? ` AND ${ident(to.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''
  const cells = `SELECT ${x} AS x, ${y} AS y, count(*) AS alike FROM ${table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL${told} GROUP BY ALL`
  const odd = `(SELECT x, y, alike FROM (SELECT x, y, alike, sum(alike) OVER (PARTITION BY x) AS of FROM (${cells})) WHERE of >= 3 AND alike < of * ${1 - MAJORITY} AND alike <= greatest(${FEW}, ${(OFTENER * dependency.violations) / dependency.n} * of))`
  const where = `coalesce((${x}, ${y}) IN (SELECT x, y FROM ${odd}), false)`
  const [counted] = await ask<{ n: number }>(`SELECT coalesce(sum(alike), 0)::BIGINT AS n FROM ${odd}`)
  const rows = counted?.n ?? 0
  if (!rows) return null
  const share = rows / dependency.n
  const sure = share < 0.01 && dependency.n >= 10 * from.distinct
  // One row against a rule of small groups is as likely chance as fault.
  if (!sure && rows < 2) return null
  const [cause, effect, count, part] = [
    named(determinant),
    named(dependent),
    rowsInWords(rows),
    shareInWords(dependency.n - dependency.violations, dependency.n)
  ]
  return finding(table, {
    kind: 'dependency_violation',
    detector: `dependency_${determinant}`,
    columns: [dependent],
    aspect: determinant,
    where,
    orderBy: `${ident(determinant)}, ${ident(dependent)}`,
    rows,
    severity: 'warning',
    confidence: sure ? 0.65 : 0.4,
    dimension: 'consistency',
    message: {
      fr: `${effect.fr} : ${count.fr} ne suivent pas ${cause.fr} comme les autres`,
      en: `${effect.en}: ${count.en} do not follow ${cause.en} as the others do`
    },
    explanation: {
      fr: `Dans ${part.fr} des lignes, une même valeur de ${cause.fr} donne une même valeur de ${effect.fr}. Ces lignes ont une autre valeur que la plupart de celles de leur groupe ; la faute peut être dans l’une ou l’autre colonne.`,
      en: `In ${part.en} of the rows the same value of ${cause.en} gives the same value of ${effect.en}. These rows have another value than most of their group; the fault may lie in either column.`
    },
    proposal: {
      text: {
        fr: `Comparer chaque ligne à son groupe, puis corriger ${effect.fr} ou ${cause.fr}.`,
        en: `Compare each row with its group, then correct ${effect.en} or ${cause.en}.`
      },
      repair: { kind: 'review' }
    }
  })
}
