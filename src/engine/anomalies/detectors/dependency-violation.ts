import type { Dependency } from '../../../contract'
import { ident, text } from '../../sql'
import { comparedSql } from '../compared'
import type { Detector, DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords, shareInWords } from '../finding'

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
      const broken = await describe(context, dependency, witnessOf(dependency, found))
      if (broken) yield broken
    }
  }
}

function worthTelling({ determinant, n, repeated }: Dependency): boolean {
  return determinant.length === 1 && repeated >= 0.5 * n
}

/** The rules by which a third column says which of the two columns of a rule is at fault. */
type Witness = [ofDeterminant: Dependency, ofDependent: Dependency]

function witnessOf({ determinant, dependent }: Dependency, found: readonly Dependency[]): Witness | null {
  for (const first of found) {
    const third = first.determinant[0]
    if (first.dependent !== determinant[0] || third === dependent || !first.violations) continue
    const second = found.find((one) => one.determinant[0] === third && one.dependent === dependent)
    if (second) return [first, second]
  }
  return null
}

/** Each other value beside the commonest one of its group, with the rows that have it. */
function oddOf(context: DetectorContext, { determinant, dependent, violations, n }: Dependency) {
  const { table, profile } = context
  const [from, to] = [determinant[0], dependent].map((name) => profile.columns.find((column) => column.name === name))
  if (!from || !to) return null
  const [x, y] = [from, to].map((column) => comparedSql(context, column))
  const told = [from, to].flatMap(({ name, disguised }) =>
    disguised.length
      ? [` AND ${ident(name)}::VARCHAR NOT IN (${disguised.map(({ value }) => text(value)).join(', ')})`]
      : []
  )
  const cells = `SELECT ${x} AS x, ${y} AS y, count(*) AS alike FROM ${table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL${told.join('')} GROUP BY ALL`
  const odd = `(SELECT x, y, alike FROM (SELECT x, y, alike, sum(alike) OVER (PARTITION BY x) AS of FROM (${cells})) WHERE of >= 3 AND alike < of * ${1 - MAJORITY} AND alike <= greatest(${FEW}, ${(OFTENER * violations) / n} * of))`
  return { from, odd, where: `coalesce((${x}, ${y}) IN (SELECT x, y FROM ${odd}), false)` }
}

async function describe(context: DetectorContext, dependency: Dependency, witness: Witness | null) {
  const { table, rows: ask } = context
  const [determinant, dependent] = [dependency.determinant[0] ?? '', dependency.dependent]
  const own = dependency.violations ? oddOf(context, dependency) : null
  if (!own) return null
  const { from, odd } = own
  const [counted] = await ask<{ n: number }>(`SELECT coalesce(sum(alike), 0)::BIGINT AS n FROM ${odd}`)
  if (!counted?.n) return null
  // Where a third column speaks against the determinant and for the dependent, the fault is told of the determinant.
  const [blamed, cleared] = witness?.map((one) => oddOf(context, one)?.where) ?? []
  const where = blamed && cleared ? `${own.where} AND NOT (${blamed} AND NOT ${cleared})` : own.where
  const rows = blamed && cleared ? ((await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0) : counted.n
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
