import type { Anomaly, ColumnProfile, Dependency } from '../../../contract'
import { isAmount } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { brokenOutside } from './outside-segment'

const MOST_DEPENDENCIES = 6
const MOST_CATEGORIES = 4
const MOST_SEGMENTS = 20
/** Rows of a segment from which it says that a rule holds there. */
const LEAST = 30
/** Breaches that say something, share of them that lie in the one segment, and share of its rows that breach. */
const FEWEST = 5
/** Values of the telling column that must fail: one that is told twice is a matter of that value. */
const FEWEST_CAUSES = 3
const THERE = 0.8
const FAILS = 0.2
/** Share of the rows of each other segment that may breach. */
const KEEPS = 0.02

type Segment = {
  place: number
  segment: string
  n: number
  broken: number
  /** Different values by which the rows go that breach. */
  causes: number
}

/** A rule between two columns that all segments keep but one: there it does not hold, and its rows are no slips. */
export const conditionalDependency: Detector = {
  name: 'conditional_dependency',
  title: { fr: 'Règles rompues dans un seul segment', en: 'Rules that fail in one segment' },
  kinds: ['dependency_violation'],
  async *detect(context) {
    const categories = columnsWhere(
      context,
      ({ semantic, family, distinct }) =>
        ['category', 'boolean'].includes(semantic.kind) &&
        (family === 'text' || family === 'boolean') &&
        distinct >= 3 &&
        distinct <= MOST_SEGMENTS
    )
    if (!categories.length) return
    const followed = await context.dependencies()
    const amounts = new Set(columnsWhere(context, isAmount).map(({ name }) => name))
    const brokenOf = (rules: readonly Dependency[]): Dependency[] =>
      rules
        .filter(
          ({ determinant, violations, n, repeated }) =>
            determinant.length === 1 &&
            !amounts.has(determinant[0] ?? '') &&
            violations >= FEWEST &&
            repeated >= 0.5 * n
        )
        .slice(0, MOST_DEPENDENCIES)
    const near = brokenOf(await context.nearDependencies())
    const broken = [...brokenOf(followed), ...near]
    const told = new Set<string>()
    for (const dependency of broken) {
      const names = [...dependency.determinant, dependency.dependent]
      // Of two columns that tell each other, once is enough.
      if (told.has(JSON.stringify(names.toReversed()))) continue
      // What a category tells by itself is in each segment as that has it, whatever stands beside.
      const tells = (name: string): boolean =>
        followed.some((one) => one.determinant.join() === name && one.dependent === dependency.dependent)
      const others = categories.filter(({ name }) => !names.includes(name) && !tells(name)).slice(0, MOST_CATEGORIES)
      const found = others.length ? await describe(context, dependency, others) : null
      if (!found) continue
      told.add(JSON.stringify(names))
      yield found.told
      // What holds in the whole column but for a few rows is told of these already.
      const outside = near.includes(dependency) ? await brokenOutside(context, found) : null
      if (outside) yield outside
    }
  }
}

interface Failing {
  told: Anomaly
  cause: ColumnProfile
  effect: ColumnProfile
  category: ColumnProfile
  segment: string
}

async function describe(
  { table, profile, rows: ask }: DetectorContext,
  { determinant, dependent }: Dependency,
  categories: readonly ColumnProfile[]
): Promise<Failing | null> {
  const columns = new Map(profile.columns.map((column) => [column.name, column]))
  const [xs, ys] = [columns.get(determinant[0] ?? ''), columns.get(dependent)]
  if (!xs || !ys) return null
  const [cause, effect] = [determinant[0] ?? '', dependent]
  const [x, y] = [ident(cause), ident(effect)]
  const usual = `(SELECT ${x} AS cause, mode(${y}) AS usual FROM ${table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL GROUP BY ALL)`
  const segmentsOf = (counted: readonly ColumnProfile[], where: string): Promise<Segment[]> =>
    ask<Segment>(
      `SELECT place, segment, count(*) AS n, count(*) FILTER (broken) AS broken, count(DISTINCT cause) FILTER (broken) AS causes FROM (
  SELECT u.cause, t.${y} <> u.usual AS broken, unnest([${counted.map(({ name }) => `t.${ident(name)}::VARCHAR`).join(', ')}]) AS segment, unnest(range(${counted.length})) AS place
  FROM ${table.sql} AS t JOIN ${usual} AS u ON u.cause = t.${x} WHERE ${where}
) WHERE segment IS NOT NULL GROUP BY ALL ORDER BY place, segment`
    )
  // Few rows break a rule: where these lie says already which categories may have a segment that it fails in.
  const breaking = await segmentsOf(categories, `t.${y} <> u.usual`)
  for (const [place, category] of categories.entries()) {
    if (!apart(breaking.filter((segment) => segment.place === place))) continue
    const one = failing(await segmentsOf([category], `t.${y} IS NOT NULL`))
    if (!one) continue
    const where = `coalesce(${ident(category.name)}::VARCHAR = ${text(one.segment)} AND rowid IN (SELECT t.rowid FROM ${table.sql} AS t JOIN ${usual} AS u ON u.cause = t.${x} WHERE t.${y} <> u.usual), false)`
    const [from, to, by, count, part] = [named(cause), named(effect), named(category.name), rowsInWords(one.broken), shareInWords(one.broken, one.n)] // prettier-ignore
    const told = finding(table, {
      kind: 'dependency_violation',
      detector: 'conditional_dependency',
      aspect: JSON.stringify([cause, category.name]),
      place: 'column',
      columns: [effect, cause],
      beside: [category.name],
      where,
      orderBy: `${x}, ${y}`,
      rows: one.broken,
      severity: 'warning',
      confidence: 0.7,
      dimension: 'consistency',
      message: {
        fr: `${to.fr} suit ${from.fr} partout, sauf là où ${by.fr} vaut « ${one.segment} » (${count.fr})`,
        en: `${to.en} follows ${from.en} everywhere but where ${by.en} is “${one.segment}” (${count.en})`
      },
      explanation: {
        fr: `Ailleurs, une même valeur de ${from.fr} donne une même valeur de ${to.fr}. Dans ce segment (n = ${one.n.toLocaleString('fr-FR')}), ${part.fr} des lignes ont une autre valeur que la plus courante : ce ne sont pas des fautes éparses, ce segment a sans doute une autre source, un autre code ou une autre règle.`,
        en: `Elsewhere the same value of ${from.en} gives the same value of ${to.en}. In this segment (n = ${one.n.toLocaleString('en-GB')}) ${part.en} of the rows have another value than the commonest: these are no scattered slips, the segment probably has another source, code or rule.`
      },
      proposal: {
        text: {
          fr: 'Demander d’où vient ce segment ; le traiter à part, ou refaire cette colonne pour lui.',
          en: 'Ask where this segment comes from; treat it apart, or make this column again for it.'
        },
        repair: { kind: 'review' }
      }
    })
    return { told, cause: xs, effect: ys, category, segment: one.segment }
  }
  return null
}

/** The segment where most of the rows lie that break a rule. */
function apart(segments: readonly Segment[]): Segment | null {
  const broken = segments.reduce((sum, one) => sum + one.broken, 0)
  const [worst] = [...segments].sort((a, b) => b.broken - a.broken)
  return worst && worst.broken >= FEWEST && worst.broken >= THERE * broken ? worst : null
}

/** The one segment where a rule fails while all others keep it. */
function failing(segments: readonly Segment[]): Segment | null {
  const all = segments.reduce((sum, { n }) => sum + n, 0)
  const worst = apart(segments)
  if (!worst || worst.n > 0.5 * all) return null
  const others = segments.filter((one) => one !== worst && one.n >= LEAST)
  const keep = others.length >= 2 && others.every((one) => one.broken <= KEEPS * one.n)
  return keep && worst.causes >= FEWEST_CAUSES && worst.broken >= FAILS * worst.n ? worst : null
}
