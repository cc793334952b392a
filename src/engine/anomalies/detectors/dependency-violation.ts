import type { Anomaly, ColumnProfile, Dependency, LocalizedText } from '../../../contract'
import { ident } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { backRules } from './back-rules'
import { copyBroken, together, type BrokenCopy, type Picks } from './broken-copy'
import { inAList } from './in-a-list'
import { ofTheMajority } from './majority-repair'
import { isOneWay, oddPairs, type OddOf } from './odd-pairs'
import { clearedByThird, mayStandBeside } from './third-column'
import { bySide, type Broken } from './two-way'

/** Most dependencies told of one table, the surest first. */
const MOST = 30
/** Share of the rows that break a rule from which it is the less sure the more they are. */
const WIDE = 0.05
/** Columns of such rules to one column that a sentence names. */
const MOST_NAMED = 3
/**
 * Rows that break a rule nearly all others keep: alike in one column (or two), they differ in another that follows from it. And
 * gaps that such a rule fills. Within each group the commonest value is taken for right.
 */
export const dependencyViolation: Detector = {
  name: 'dependency_violation',
  title: { fr: 'Règles entre colonnes', en: 'Rules between columns' },
  kinds: ['dependency_violation'],
  async *detect(context) {
    const measures = new Map(context.profile.columns.filter(isMeasure).map((column) => [column.name, column]))
    const found = (await context.dependencies()).filter(
      (one) => worthTelling(one) && !measures.has(one.determinant[0] ?? '')
    )
    const told = found.slice(0, MOST)
    const plain = oddPairs(context)
    const odd = await inTurn(told, async (one) => (one.violations ? await plain(one) : null))
    const broken = odd.flatMap((one) => (one?.n ? [one.where] : []))
    if (!broken.length) return
    const copy = await copyBroken(context, broken, columnsAsked(context, found))
    try {
      const oddOf: OddOf = async (one) => {
        const own = await plain(one)
        return own && { ...own, ...copy.picks(own.where) }
      }
      const back = await backRules(context, told.filter(({ violations }) => violations), measures) // prettier-ignore
      yield* findingsOf({ context, copy, oddOf, found, back }, told)
    } finally {
      await copy.drop()
    }
  }
}

/** What the findings of one table are made of: its rules, the odd values of each, and a copy of the rows that break them. */
interface Work {
  context: DetectorContext
  copy: BrokenCopy
  oddOf: OddOf
  found: readonly Dependency[]
  /** Rules by which amounts tell the columns that they follow from. */
  back: readonly Dependency[]
}

async function* findingsOf(work: Work, told: readonly Dependency[]): AsyncGenerator<Anomaly, void> {
  const [broken, backs] = [await brokenBy(work, told), await brokenBy(work, work.back)]
  const every = new Map([...broken.keys(), ...backs.keys()].map((column) => [column, [...(broken.get(column) ?? []), ...(backs.get(column) ?? [])]])) // prettier-ignore
  for (const [column, rules] of every) yield* describe(work, rules, { every, untold: backs.get(column) ?? [] })
  for (const column of new Set(work.found.map(({ determinant }) => determinant[0] ?? ''))) {
    const wrong = await wrongCause(work, column, broken.get(column) ?? [])
    if (wrong) yield wrong
  }
}

/** The rules that rows break, by the column that they tell. */
async function brokenBy(work: Work, rules: readonly Dependency[]): Promise<Map<string, Broken[]>> {
  const broken = new Map<string, Broken[]>()
  for (const dependency of rules) {
    const one = await brokenRows(work, dependency)
    if (one) broken.set(dependency.dependent, [...(broken.get(dependency.dependent) ?? []), one])
  }
  return broken
}

async function inTurn<T, U>(items: readonly T[], task: (item: T) => Promise<U>): Promise<U[]> {
  const done: U[] = []
  for (const item of items) done.push(await task(item))
  return done
}

/** Columns that are looked at where a rule is broken: those of rules, and those that may speak for one side. */
function columnsAsked({ profile }: DetectorContext, found: readonly Dependency[]): ReadonlySet<string> {
  const beside = profile.columns.filter(mayStandBeside).map(({ name }) => name)
  return new Set([...found.flatMap(({ determinant, dependent }) => [...determinant, dependent]), ...beside])
}

async function countOf({ context, copy }: Work, { copied }: Picks): Promise<number> {
  const [counted] = await context.rows<{ n: number }>(`SELECT count(*) AS n FROM ${copy.from} WHERE ${copied}`)
  return counted?.n ?? 0
}

/** Amounts and measures: that a few rows of the same price are alike elsewhere is no rule. */
function isMeasure({ family, semantic, numeric }: ColumnProfile): boolean {
  return family === 'number' && ['money', 'measure', 'percent'].includes(semantic.kind) && !numeric?.integers
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

/** Rows of a value from which it says what goes with it: misspelt, it goes with anything. */
const SAYING = 3

/** Where the other column of a pair breaks its rule too, and both keep to one another. */
async function bothBreak({ context: { table }, oddOf }: Work, [other, link]: Pair): Promise<Picks> {
  const broken = other.violations ? await oddOf(other) : null
  const parted = link.violations ? await oddOf(link) : null
  if (!broken) return { where: 'false', copied: 'false' }
  const of = ident(link.determinant[0] ?? '')
  const says = `coalesce(${of} IN (SELECT ${of} FROM ${table.sql} GROUP BY ALL HAVING count(*) >= ${SAYING}), false)`
  return together(
    parted ? [broken, parted] : [broken],
    ([one, not]) => `(${one}${not ? ` AND NOT ${not}` : ''} AND ${says})`
  )
}

/** Rows where what follows from a column holds together, and against that column. Those that rules to the column tell are left to these. */
async function wrongCause(work: Work, column: string, told: readonly Broken[]): Promise<Anomaly | null> {
  const { context, oddOf, found } = work
  const rules = found.slice(0, MOST).filter(({ determinant, violations }) => determinant[0] === column && violations)
  const wrong: ({ rule: Dependency } & Picks)[] = []
  for (const rule of rules) {
    const pairs = pairsOf(context, rule, found)
    const own = pairs.length ? await oddOf(rule) : null
    if (!own) continue
    const both = await inTurn(pairs, (pair) => bothBreak(work, pair))
    wrong.push({ rule, ...together([own, ...both], ([one, ...any]) => `(${one} AND (${any.join(' OR ')}))`) })
  }
  const [first] = wrong
  if (!first) return null
  const any = together(wrong, (parts) => parts.join(' OR '))
  const picked = together(
    told.length ? [any, anyOf(told)] : [any],
    ([all, not]) => `(${all})${not ? ` AND NOT (${not})` : ''}`
  )
  const { where } = picked
  const rows = await countOf(work, picked)
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
    beside: wrong.map(({ rule }) => rule.dependent),
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

async function brokenRows(work: Work, dependency: Dependency): Promise<Broken | null> {
  const { context, copy, oddOf, found } = work
  const own = dependency.violations ? await oddOf(dependency) : null
  if (!own?.n) return null
  const { from } = own
  const elsewhere: Picks[] = []
  // Where a third column speaks against the determinant and for the dependent, the fault is told of the determinant.
  const witness = witnessOf(dependency, found)
  const [blamed, cleared] = witness ? await inTurn(witness, oddOf) : []
  if (blamed && cleared) elsewhere.push(together([blamed, cleared], ([one, not]) => `(${one} AND NOT ${not})`))
  elsewhere.push(...(await inTurn(pairsOf(context, dependency, found), (pair) => bothBreak(work, pair))))
  const to = context.profile.columns.find(({ name }) => name === dependency.dependent)
  const byThird = to && (await clearedByThird(context, { x: from, y: to, broken: own, from: copy.from }))
  if (byThird) elsewhere.push({ where: byThird, copied: byThird })
  const picked = together([own, ...elsewhere], ([one, ...not]) =>
    not.length ? `${one} AND NOT (${not.join(' OR ')})` : (one ?? 'false')
  )
  const rows = elsewhere.length ? await countOf(work, picked) : own.n
  const isSure = rows / dependency.n < 0.01 && isLarge(dependency, from)
  // One row against a rule of small groups is as likely chance as fault.
  return rows >= (isSure ? 1 : 2) ? { dependency, ...picked, rows, isSure, part: dependency.g3 } : null
}

/**
 * The rows that break the rules to one column, told once whatever the number of rules; apart, those that only unsure rules blame, and
 * those where either of two columns may be at fault. Of the `untold` only the latter.
 */
async function* describe(
  work: Work,
  rules: readonly Broken[],
  { every, untold }: { every: ReadonlyMap<string, readonly Broken[]>; untold: readonly Broken[] }
): AsyncGenerator<Anomaly, void> {
  const sided = await bySide(rules, every, (picks) => countOf(work, picks))
  const either = sided.either
  const own = sided.own.filter(({ dependency }) => !untold.some((one) => one.dependency === dependency))
  const [sure, unsure] = [own.filter(({ isSure }) => isSure), own.filter(({ isSure }) => !isSure)]
  yield* told(work, sure, { confidence: 0.65 })
  yield* told(work, unsure, { confidence: 0.4 * wideOf(unsure) ** 3, surer: sure })
  yield* told(work, either, {
    confidence: either.every(({ isSure }) => isSure) ? 0.5 : 0.4 * Math.sqrt(wideOf(either)),
    surer: own,
    isEither: true
  })
}

/** How much surer a rule is that few rows break than these are: of several, the one that the most break counts. */
function wideOf(broken: readonly Broken[]): number {
  return Math.min(1, WIDE / Math.max(...broken.map(({ part }) => part)))
}

function anyOf(broken: readonly Broken[]): Picks {
  return together(broken, (parts) => parts.map((part) => `(${part})`).join(' OR '))
}

async function* told(
  work: Work,
  broken: readonly Broken[],
  { confidence, surer = [], isEither = false }: { confidence: number; surer?: readonly Broken[]; isEither?: boolean }
): AsyncGenerator<Anomaly, void> {
  const { table } = work.context
  const [first] = broken
  const without = surer.length > 0
  if (!first) return
  const { dependent, n, violations } = first.dependency
  const causes = broken.map(({ dependency }) => dependency.determinant[0] ?? '')
  const isOne = broken.length === 1 && !without
  const picked: Picks = isOne
    ? first
    : together(
        [anyOf(broken), ...(without ? [anyOf(surer)] : [])],
        ([any, not]) => `(${any})${not ? ` AND NOT (${not})` : ''}`
      )
  const { where } = picked
  const rows = isOne ? first.rows : await countOf(work, picked)
  if (!rows) return
  const [effect, count, part] = [named(dependent), rowsInWords(rows), shareInWords(n - violations, n)]
  const cause = listed(causes.slice(0, MOST_NAMED), causes.length > MOST_NAMED)
  const [one] = causes.map(named)
  const fault = isEither
    ? {
        fr: `Les deux colonnes se disent l’une l’autre : dans chaque ligne l’une des deux est fausse, rien ne dit laquelle.`,
        en: `The two columns tell each other: in each row one of the two is wrong, nothing says which.`
      }
    : {
        fr: `Ces lignes ont une autre valeur que la plupart de celles de leur groupe ; la faute peut être dans l’une ou l’autre colonne.`,
        en: `These rows have another value than most of their group; the fault may lie in either column.`
      }
  const are = rows < 2 ? { fr: 'ne suit', en: 'does' } : { fr: 'ne suivent', en: 'do' }
  yield finding(table, {
    kind: 'dependency_violation',
    detector: isEither ? 'two_way_rule' : 'dependency_rules',
    ...(without && !isEither && { aspect: 'unsure' }),
    columns: [dependent],
    beside: causes,
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
      fr: `Dans ${part.fr} des lignes, une même valeur de ${one?.fr} donne une même valeur de ${effect.fr}${causes.length > 1 ? ` ; il en va de même pour les autres colonnes citées` : ''}. ${fault.fr}`,
      en: `In ${part.en} of the rows the same value of ${one?.en} gives the same value of ${effect.en}${causes.length > 1 ? '; so it is with the other columns named' : ''}. ${fault.en}`
    },
    proposal: (without ? null : await majorityOf(work, broken, picked, rows)) ?? {
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
  { context, copy }: Work,
  broken: readonly Broken[],
  { copied }: Picks,
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
    copied,
    copy: copy.from,
    rows,
    isOneWay: isAlone
  })
}

/** Columns in a sentence: « a », « b » ou « c », or with another last joint. */
function listed(columns: readonly string[], more: boolean, last?: [string, string]): LocalizedText {
  return inAList(columns.map(named), more, last)
}
