import type { Anomaly, ColumnProfile, Dependency, LocalizedText } from '../../../contract'
import { ident, text } from '../../sql'
import { comparedSql } from '../compared'
import type { Detector, DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords, shareInWords } from '../finding'
import { ofTheMajority } from './majority-repair'
import { clearedByThird } from './third-column'

/** Most dependencies told of one table, the surest first. */
const MOST = 30
/** Columns of such rules to one column that a sentence names. */
const MOST_NAMED = 3
/** What the commonest value of a group must reach for the others to be doubted. */
const MAJORITY = 2 / 3
/** How much oftener than errors of the rule at large one other value may stand in a group: beyond, it is a second usual value there. */
const OFTENER = 5
const FEW = 4
/** As many slips as may be where none was seen, 19 times in 20 (rule of three: J. A. Hanley and A. Lippman-Hand, JAMA 249 (1983), 1743-1745). */
const UNSEEN = 3
/**
 * What nearly all rows of one value must share in another column for this to be a rule of that value, how many they must be, and how
 * many times those of the group that speaks against them.
 */
const CONSTANT = { least: 100, share: 0.97, times: 10 } as const

/**
 * Rows that break a rule nearly all others keep: alike in one column (or two), they differ in another that follows from it. And
 * gaps that such a rule fills. Within each group the commonest value is taken for right.
 */
export const dependencyViolation: Detector = {
  name: 'dependency_violation',
  title: { fr: 'Règles entre colonnes', en: 'Rules between columns' },
  kinds: ['dependency_violation'],
  async *detect(context) {
    const measures = new Set(context.profile.columns.filter(isMeasure).map(({ name }) => name))
    const found = (await context.dependencies()).filter(
      (one) => worthTelling(one) && !measures.has(one.determinant[0] ?? '')
    )
    const broken = new Map<string, Broken[]>()
    const oddOf = oddPairs(context)
    for (const dependency of found.slice(0, MOST)) {
      const one = await brokenRows(
        context,
        oddOf,
        dependency,
        witnessOf(dependency, found),
        pairsOf(context, dependency, found)
      )
      if (one) broken.set(dependency.dependent, [...(broken.get(dependency.dependent) ?? []), one])
    }
    for (const rules of broken.values()) yield* describe(context, rules)
    for (const column of new Set(found.map(({ determinant }) => determinant[0] ?? ''))) {
      const wrong = await wrongCause(context, oddOf, column, found, broken.get(column) ?? [])
      if (wrong) yield wrong
    }
  }
}

/** Amounts and measures: that a few rows of the same price are alike elsewhere is no rule. */
function isMeasure({ family, semantic, numeric }: ColumnProfile): boolean {
  return family === 'number' && ['money', 'measure', 'percent'].includes(semantic.kind) && !numeric?.integers
}

/** A rule with the rows that break it. */
interface Broken {
  dependency: Dependency
  where: string
  rows: number
  isSure: boolean
}

/** Whether the groups of a rule have many rows each. */
function isLarge({ n }: Dependency, from: ColumnProfile): boolean {
  return n >= 10 * from.distinct
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

/** Another rule of the same determinant, and the one that binds what follows by the two. */
type Pair = [other: Dependency, link: Dependency]

/** Columns that a rule's column is set beside. */
const MOST_PAIRS = 3

/** The pairs by which two columns that go together speak against the one that both follow from: it alone is then at fault. */
function pairsOf({ profile }: DetectorContext, dependency: Dependency, found: readonly Dependency[]): Pair[] {
  const [cause, one] = [dependency.determinant[0], dependency.dependent]
  const column = profile.columns.find(({ name }) => name === cause)
  // Of few rows each, the groups are as likely to be wrong about both.
  if (!column || !isLarge(dependency, column)) return []
  return found
    .flatMap((other): Pair[] => {
      if (other === dependency || other.determinant[0] !== cause || !other.violations) return []
      const link = found.find(
        ({ determinant, dependent }) =>
          (determinant[0] === one && dependent === other.dependent) ||
          (determinant[0] === other.dependent && dependent === one)
      )
      return link ? [[other, link]] : []
    })
    .slice(0, MOST_PAIRS)
}

/** Where the other column of a pair breaks its rule too, and both keep to one another. */
async function bothBreakSql(oddOf: OddOf, [other, link]: Pair): Promise<string> {
  const broken = other.violations ? (await oddOf(other))?.where : null
  const parted = link.violations ? (await oddOf(link))?.where : null
  return broken ? `(${broken}${parted ? ` AND NOT ${parted}` : ''})` : 'false'
}

/** Rows where what follows from a column holds together, and against that column. Those that rules to the column tell are left to these. */
async function wrongCause(
  context: DetectorContext,
  oddOf: OddOf,
  column: string,
  found: readonly Dependency[],
  told: readonly Broken[]
): Promise<Anomaly | null> {
  const rules = found.slice(0, MOST).filter(({ determinant, violations }) => determinant[0] === column && violations)
  const wrong: { rule: Dependency; where: string }[] = []
  for (const rule of rules) {
    const pairs = pairsOf(context, rule, found)
    const own = pairs.length ? (await oddOf(rule))?.where : null
    if (!own) continue
    const both: string[] = []
    for (const pair of pairs) both.push(await bothBreakSql(oddOf, pair))
    wrong.push({ rule, where: `(${own} AND (${both.join(' OR ')}))` })
  }
  const [first] = wrong
  if (!first) return null
  const any = wrong.map(({ where }) => where).join(' OR ')
  const where = `(${any})${told.length ? ` AND NOT (${anyOf(told)})` : ''}`
  const rows = (await context.rows<{ n: number }>(countSql(context.table, where)))[0]?.n ?? 0
  if (!rows) return null
  const [name, count] = [named(column), rowsInWords(rows)]
  const followers = listed(
    wrong.slice(0, MOST_NAMED).map(({ rule }) => rule.dependent),
    wrong.length > MOST_NAMED,
    ['et', 'and']
  )
  // Of several, each row has two at least against the column, not all.
  const [some, those] =
    wrong.length > 2
      ? [
          { fr: 'au moins deux de ', en: 'at least two of ' },
          { fr: 'deux d’entre elles au moins', en: 'two of them at least' }
        ]
      : [
          { fr: '', en: '' },
          { fr: 'elles', en: 'they' }
        ]
  return finding(context.table, {
    kind: 'dependency_violation',
    detector: 'dependency_rules',
    aspect: 'cause',
    columns: [column],
    where,
    orderBy: `${ident(column)}, rowid`,
    rows,
    severity: 'warning',
    confidence: rows / first.rule.n < 0.01 ? 0.65 : 0.4,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : ${count.fr} où ${some.fr}${followers.fr} disent autre chose`,
      en: `${name.en}: ${count.en} where ${some.en}${followers.en} say otherwise`
    },
    explanation: {
      fr: `Ailleurs, une même valeur de ${name.fr} va avec une même valeur des colonnes citées. Dans ces lignes, ${those.fr} s’accordent entre elles, et contre ${name.fr} : c’est sans doute elle qui est fausse.`,
      en: `Elsewhere the same value of ${name.en} goes with the same value of the columns named. In these rows ${those.en} agree with one another, and against ${name.en}: it is probably the one that is wrong.`
    },
    proposal: {
      text: {
        fr: `Comparer chaque ligne à son groupe, puis corriger ${name.fr}.`,
        en: `Compare each row with its group, then correct ${name.en}.`
      },
      repair: { kind: 'review' }
    }
  })
}

/** The values beside the commonest one of their groups, and the rows that have them. */
interface Odd {
  from: ColumnProfile
  n: number
  where: string
}
type OddOf = (dependency: Dependency) => Promise<Odd | null>

/** Pairs of values that a predicate names one by one: the groups are then counted once, however often the rows are asked for. */
const MOST_NAMED_PAIRS = 200

/** The odd values of each rule, looked for once. */
function oddPairs(context: DetectorContext): OddOf {
  const known = new Map<Dependency, Promise<Odd | null>>()
  return (dependency) => {
    const odd = known.get(dependency) ?? findOdd(context, dependency)
    known.set(dependency, odd)
    return odd
  }
}

async function findOdd(context: DetectorContext, dependency: Dependency): Promise<Odd | null> {
  const asked = oddSql(context, dependency, await isOneWay(context, dependency))
  if (!asked) return null
  const { from, odd, x, y } = asked
  const pairs = await context.rows<{ x: string; y: string; alike: number }>(
    `SELECT x::VARCHAR AS x, y::VARCHAR AS y, alike FROM ${odd} ORDER BY ALL LIMIT ${MOST_NAMED_PAIRS + 1}`
  )
  if (pairs.length > MOST_NAMED_PAIRS) {
    const [counted] = await context.rows<{ n: number }>(`SELECT sum(alike)::BIGINT AS n FROM ${odd}`)
    return { from, n: counted?.n ?? 0, where: `coalesce((${x}, ${y}) IN (SELECT x, y FROM ${odd}), false)` }
  }
  const named = pairs.map((pair) => `(${text(pair.x)}, ${text(pair.y)})`)
  return {
    from,
    n: pairs.reduce((sum, { alike }) => sum + alike, 0),
    where: named.length ? `coalesce((${x}::VARCHAR, ${y}::VARCHAR) IN (${named.join(', ')}), false)` : 'false'
  }
}

/** Whether what follows from a column does not tell that column in turn. */
async function isOneWay(context: DetectorContext, { determinant, dependent }: Dependency): Promise<boolean> {
  const back = (await context.dependencies()).some(
    (one) => one.dependent === determinant[0] && one.determinant.length === 1 && one.determinant[0] === dependent
  )
  return !back
}

/** Each other value beside the commonest one of its group, with the rows that have it. */
function oddSql(context: DetectorContext, { determinant, dependent, violations, n }: Dependency, oneWay: boolean) {
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
  // Slips come in all groups: where the others hold (nearly) none, the second value of one is an answer there, not as many slips.
  const elsewhere = `(${violations} - (of - most) + ${UNSEEN}) / greatest(${n} - of, 1)`
  // Where nearly all that have this value have the same one of the determinant, it is the determinant that breaks a rule (flats have no land).
  const kept = oneWay ? `, sum(alike) OVER (PARTITION BY y) AS told, max(alike) OVER (PARTITION BY y) AS usual` : ''
  const blames = oneWay ? ` AND NOT (told >= greatest(${CONSTANT.least}, ${CONSTANT.times} * of) AND usual >= ${CONSTANT.share} * told AND alike < usual)` : '' // prettier-ignore
  const odd = `(SELECT x, y, alike FROM (SELECT x, y, alike, sum(alike) OVER (PARTITION BY x) AS of, max(alike) OVER (PARTITION BY x) AS most${kept} FROM (${cells})) WHERE of >= 3 AND most >= of * ${MAJORITY} AND alike < of * ${1 - MAJORITY} AND alike <= greatest(${FEW}, ${OFTENER} * least(${violations / n}, ${elsewhere}) * of)${blames})`
  return { from, odd, x, y }
}

async function brokenRows(
  context: DetectorContext,
  oddOf: OddOf,
  dependency: Dependency,
  witness: Witness | null,
  pairs: readonly Pair[]
): Promise<Broken | null> {
  const { table, profile, rows: ask } = context
  const own = dependency.violations ? await oddOf(dependency) : null
  if (!own?.n) return null
  const { from } = own
  // Where a third column speaks against the determinant and for the dependent, the fault is told of the determinant.
  const [blamed, cleared] = witness ? [(await oddOf(witness[0]))?.where, (await oddOf(witness[1]))?.where] : []
  const elsewhere = blamed && cleared ? [`(${blamed} AND NOT ${cleared})`] : []
  for (const pair of pairs) elsewhere.push(await bothBreakSql(oddOf, pair))
  const to = profile.columns.find(({ name }) => name === dependency.dependent)
  const byThird = to && (await clearedByThird(context, { x: from, y: to, broken: own.where }))
  if (byThird) elsewhere.push(byThird)
  const where = elsewhere.length ? `${own.where} AND NOT (${elsewhere.join(' OR ')})` : own.where
  const rows = elsewhere.length ? ((await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0) : own.n
  const isSure = rows / dependency.n < 0.01 && isLarge(dependency, from)
  // One row against a rule of small groups is as likely chance as fault.
  return rows >= (isSure ? 1 : 2) ? { dependency, where, rows, isSure } : null
}

/** The rows that break the rules to one column, told once whatever the number of rules; apart, those that only unsure rules blame. */
async function* describe(context: DetectorContext, broken: readonly Broken[]): AsyncGenerator<Anomaly, void> {
  const [sure, unsure] = [broken.filter(({ isSure }) => isSure), broken.filter(({ isSure }) => !isSure)]
  const blamed = sure.length && unsure.length ? ` AND NOT (${anyOf(sure)})` : ''
  yield* told(context, sure, 0.65)
  yield* told(context, unsure, 0.4, blamed)
}

function anyOf(broken: readonly Broken[]): string {
  return broken.map(({ where }) => `(${where})`).join(' OR ')
}

async function* told(
  context: DetectorContext,
  broken: readonly Broken[],
  confidence: number,
  without = ''
): AsyncGenerator<Anomaly, void> {
  const { table, rows: ask } = context
  const [first] = broken
  if (!first) return
  const { dependent, n, violations } = first.dependency
  const causes = broken.map(({ dependency }) => dependency.determinant[0] ?? '')
  const isOne = broken.length === 1 && !without
  const where = isOne ? first.where : `(${anyOf(broken)})${without}`
  const rows = isOne ? first.rows : ((await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0)
  if (!rows) return
  const [effect, count, part] = [named(dependent), rowsInWords(rows), shareInWords(n - violations, n)]
  const cause = listed(causes.slice(0, MOST_NAMED), causes.length > MOST_NAMED)
  const [one] = causes.map(named)
  const are = rows < 2 ? { fr: 'ne suit', en: 'does' } : { fr: 'ne suivent', en: 'do' }
  yield finding(table, {
    kind: 'dependency_violation',
    detector: 'dependency_rules',
    ...(without && { aspect: 'unsure' }),
    columns: [dependent],
    where,
    orderBy: `${ident(causes[0] ?? dependent)}, ${ident(dependent)}`,
    rows,
    severity: 'warning',
    confidence,
    dimension: 'consistency',
    message: {
      fr: `${effect.fr} : ${count.fr} ${are.fr} pas ${cause.fr} comme les autres`,
      en: `${effect.en}: ${count.en} ${are.en} not follow ${cause.en} as the others do`
    },
    explanation: {
      fr: `Dans ${part.fr} des lignes, une même valeur de ${one?.fr} donne une même valeur de ${effect.fr}${causes.length > 1 ? ` ; il en va de même pour les autres colonnes citées` : ''}. Ces lignes ont une autre valeur que la plupart de celles de leur groupe ; la faute peut être dans l’une ou l’autre colonne.`,
      en: `In ${part.en} of the rows the same value of ${one?.en} gives the same value of ${effect.en}${causes.length > 1 ? '; so it is with the other columns named' : ''}. These rows have another value than most of their group; the fault may lie in either column.`
    },
    proposal: (without ? null : await majorityOf(context, broken, where, rows)) ?? {
      text: {
        fr: `Comparer chaque ligne à son groupe, puis corriger ${effect.fr} ou ${cause.fr}.`,
        en: `Compare each row with its group, then correct ${effect.en} or ${cause.en}.`
      },
      repair: { kind: 'review' }
    }
  })
}

/** The repair by the rule that most of the rows break. */
async function majorityOf(
  context: DetectorContext,
  broken: readonly Broken[],
  where: string,
  rows: number
): Promise<Anomaly['proposal']> {
  const [first, ...others] = [...broken].sort((a, b) => b.rows - a.rows)
  if (!first) return null
  const [by = '', ...rest] = [first, ...others].map(({ dependency }) => dependency.determinant[0] ?? '')
  const isAlone = await isOneWay(context, first.dependency)
  return ofTheMajority(context, {
    column: first.dependency.dependent,
    by,
    others: rest,
    where,
    rows,
    isOneWay: isAlone
  })
}

/** Columns in a sentence: « a », « b » ou « c », or with another last joint. */
function listed(columns: readonly string[], more: boolean, [ou, or] = ['ou', 'or']): LocalizedText {
  const of = (language: 'fr' | 'en'): string => {
    const names = columns.map((column) => named(column)[language])
    if (more) return `${names.join(', ')}…`
    const last = names.pop() ?? ''
    return names.length ? `${names.join(', ')} ${language === 'fr' ? ou : or} ${last}` : last
  }
  return { fr: of('fr'), en: of('en') }
}
