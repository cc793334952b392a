import type { Anomaly, ColumnProfile, Dependency, LocalizedText } from '../../../contract'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords, shareInWords, valueInWords } from '../finding'
import { borneOut } from './borne-out'
import { oddPairs } from './odd-pairs'
import { brokenSegments } from './segment-pairs'

const MOST_CATEGORIES = 6
const MOST_SEGMENTS = 40
const MOST_COLUMNS = 12
const MOST_TOLD = 12
/** Rows that rules are looked for in; what they catch is then counted in all rows. */
const MOST_ROWS = 100_000

/** Values of a column of many that a rule may be about, the commonest first, and the share of the rows that one must have. */
const MOST_USUAL = 5
const USUAL = 0.01

/** What must hold for most of a segment to be a rule, and may hold elsewhere without being that of the whole column. */
const RULES = {
  shape: { least: 30, within: 0.97, overall: 0.85 },
  value: { least: 100, within: 0.99, overall: 0.7 }
} as const
type Form = keyof typeof RULES
/**
 * A value that more rows of a segment lack is a rule where the segment is large, half of the others have another value, and no other
 * segment is nearly as much of one: a share that goes from segment to segment by degrees is a habit. Others that keep the rule too say
 * nothing against it. Of a smaller segment more is asked.
 */
const LOOSE = { least: 500, within: 0.97, elsewhere: 0.5, nearly: 0.75 } as const
/** Share of the rows that segments which keep a rule may have, where the others mostly have another value. */
const MOST_KEEPERS = 0.8
const SMALL = { least: 150, elsewhere: 0.4, nearly: 0.5 } as const

interface Rule {
  category: ColumnProfile
  column: ColumnProfile
  form: Form
  segment: string
  holds: string
  /** Share of the segment that keeps it, and of all rows. */
  within: number
  overall: number
  /** One row in so many was looked at to find it. */
  every: number
}

/**
 * Rules that hold inside one category only (conditional functional dependencies with a constant pattern: W. Fan and others, ACM Trans.
 * Database Syst. 33 (2008)): where the country is France post codes have five digits; where the answer is no the amount is 0.
 */
export const conditionalRule: Detector = {
  name: 'conditional_rule',
  title: { fr: 'Règles d’une catégorie', en: 'Rules of one category' },
  kinds: ['dependency_violation'],
  async *detect(context) {
    const categories = columnsWhere(context, isCategory).slice(0, MOST_CATEGORIES)
    if (!categories.length) return
    const followed = await context.dependencies()
    const rules: Rule[] = []
    const [shaped, few, many] = [hasShape, hasFewValues, hasUsualValues].map((test) =>
      columnsWhere(context, test).slice(0, MOST_COLUMNS)
    )
    for (const [form, columns] of [
      ['shape', shaped],
      ['value', [...(few ?? []), ...(many ?? [])]]
    ] as const)
      for (const column of columns ?? []) {
        const others = categories.filter(
          (category) => category !== column && (form === 'value' || !dependencyOf(followed, category, column))
        )
        if (others.length) rules.push(...(await rulesOf(context, others, column, form)))
      }
    let told = 0
    const oddOf = oddPairs(context)
    const within = rules.length ? await brokenSegments(context) : []
    for (const rule of strongest(rules)) {
      const dependency = dependencyOf(followed, rule.category, rule.column)
      const odd = dependency?.violations ? await oddOf(dependency) : null
      const apart = within.find(({ cause, effect }) => cause === rule.category && effect === rule.column)
      // One value too often another in one group alone is told by no rule of the whole column, and may break that of the group.
      const isTold = dependency && !dependency.violations
      const found =
        told < MOST_TOLD && !isTold ? await describe(context, rule, odd?.n ? odd.where : (apart?.where ?? null)) : null
      if (found) told++
      if (found) yield found
    }
  }
}

/** That a column follows from a category throughout. */
function dependencyOf(
  followed: readonly Dependency[],
  category: ColumnProfile,
  column: ColumnProfile
): Dependency | undefined {
  return followed.find(
    ({ determinant, dependent }) =>
      determinant.length === 1 && determinant[0] === category.name && dependent === column.name
  )
}

function isCategory({ semantic, family, distinct }: ColumnProfile): boolean {
  return (
    ['category', 'boolean', 'name'].includes(semantic.kind) &&
    (family === 'text' || family === 'boolean') &&
    distinct >= 2 &&
    distinct <= MOST_SEGMENTS
  )
}

function hasShape({ semantic, family, reading, distinct }: ColumnProfile): boolean {
  const coded = ['identifier', 'postcode', 'phone'].includes(semantic.kind)
  return distinct > 20 && (family === 'text' || (family === 'number' && coded)) && !reading && !['free_text', 'email', 'url'].includes(semantic.kind) // prettier-ignore
}

function hasFewValues({ semantic, family, distinct }: ColumnProfile): boolean {
  return (
    distinct >= 2 &&
    distinct <= MOST_SEGMENTS &&
    ['text', 'boolean', 'number'].includes(family) &&
    semantic.kind !== 'free_text'
  )
}

/** Amounts, areas and the like, of which one value stands again and again, as 0 does where there is nothing to measure. */
function hasUsualValues(column: ColumnProfile): boolean {
  const { semantic, family, distinct } = column
  return (
    distinct > MOST_SEGMENTS &&
    ['text', 'number'].includes(family) &&
    semantic.kind !== 'free_text' &&
    usualValues(column).length > 0
  )
}

/** Only what is common in the whole column can be what nearly all rows of a segment hold, but for small segments. */
function usualValues({ top, rows, missing }: ColumnProfile): string[] {
  const least = Math.max(RULES.value.least, USUAL * (rows - missing))
  return top.flatMap(({ value, n }) => (n >= least ? [value] : [])).slice(0, MOST_USUAL)
}

/** What a rule may say of a cell: empty where it holds none of the values that one may be about. */
function lookedForSql(column: ColumnProfile, form: Form): string {
  if (form === 'shape' || column.distinct <= MOST_SEGMENTS) return saidSql(column, form)
  const said = saidSql(column, form)
  return `CASE WHEN ${said} IN (${usualValues(column).map(text).join(', ')}) THEN ${said} ELSE '' END`
}

/** What a rule says of a cell: how it is written, or what it holds. */
function saidSql(column: ColumnProfile, form: Form): string {
  const value = `${ident(column.name)}::VARCHAR`
  if (form === 'value') return value
  return `regexp_replace(regexp_replace(trim(${value}), '[0-9]', '9', 'g'), '\\p{L}', 'A', 'g')`
}

async function rulesOf(
  { table, rows: ask }: DetectorContext,
  categories: readonly ColumnProfile[],
  column: ColumnProfile,
  form: Form
): Promise<Rule[]> {
  const every = Math.max(1, Math.ceil(table.rows / MOST_ROWS))
  const { least, within, overall } = RULES[form]
  const isValue = form === 'value'
  const loosest = isValue ? LOOSE.within : within
  const orFew = isValue ? ` OR (keepers <= ${MOST_KEEPERS} AND elsewhere <= ${LOOSE.elsewhere})` : ''
  const orLoose = (isValue ? [LOOSE, SMALL] : [])
    .map(
      (one) => ` OR (n >= ${one.least} AND elsewhere <= ${one.elsewhere} AND coalesce(second < ${one.nearly}, true))`
    )
    .join('')
  const segments = categories.map(({ name }, at) => `${ident(name)}::VARCHAR AS s${at}`).join(', ')
  const drawn = every > 1 ? ` AND rowid % ${every} = 0` : ''
  const given = `${ident(column.name)} IS NOT NULL${column.family === 'text' ? ` AND trim(${ident(column.name)}::VARCHAR) <> ''` : ''}`
  const found = await ask<{ place: number; segment: string; holds: string; within: number; overall: number }>(
    // Each cell is worded once, not once for each category that it stands in.
    `WITH worded AS MATERIALIZED (SELECT ${lookedForSql(column, form)} AS said, ${segments} FROM ${table.sql} WHERE ${given}${drawn}),
counted AS MATERIALIZED (SELECT place, segment, said, count(*) AS n FROM (SELECT said, unnest([${categories.map((_, at) => `s${at}`).join(', ')}]) AS segment, unnest(range(${categories.length})) AS place FROM worded) WHERE segment IS NOT NULL GROUP BY ALL),
segments AS MATERIALIZED (SELECT place, segment, arg_max(said, n) AS holds, max(n) AS n, sum(n) AS of FROM counted GROUP BY ALL),
rules AS (SELECT * FROM segments WHERE of >= ${least} AND n < of AND n >= ${loosest} * of AND holds <> ''),
alike AS (SELECT r.place, r.segment, sum(c.n) AS n, coalesce(sum(c.n) FILTER (c.n >= ${loosest} * s.of), 0) AS kept, sum(s.of) FILTER (c.n >= ${loosest} * s.of) AS keep, max(c.n / s.of) FILTER (c.n < ${loosest} * s.of AND s.of >= ${least}) AS second FROM rules AS r JOIN counted AS c ON c.place = r.place AND c.said = r.holds JOIN segments AS s ON s.place = c.place AND s.segment = c.segment GROUP BY ALL),
judged AS (SELECT r.*, r.n / r.of AS within, a.n / every.n AS overall, (a.n - a.kept) / nullif(every.n - a.keep, 0) AS elsewhere, a.keep / every.n AS keepers, second FROM rules AS r JOIN alike AS a USING (place, segment) JOIN (SELECT place, sum(of) AS n FROM segments GROUP BY place) AS every USING (place))
SELECT place, segment, holds, within, overall FROM judged WHERE (overall <= ${overall}${orFew}) AND (within >= ${within}${orLoose}) ORDER BY place, segment`
  )
  return found.flatMap(({ place, ...rest }) => {
    const category = categories[place]
    // A rule of most segments is one of the column.
    return category ? [{ category, column, form, every, ...rest }] : []
  })
}

/** One rule a column and form, that of the category which says most: several categories may tell the same rows. */
function strongest(rules: readonly Rule[]): Rule[] {
  const best = new Map<string, { category: ColumnProfile; gain: number }>()
  const gainOf = (category: ColumnProfile, { column, form }: Rule): number =>
    rules
      .filter((one) => one.category === category && one.column === column && one.form === form)
      .reduce((gain, { within, overall }) => gain + within - overall, 0)
  for (const rule of rules) {
    const key = `${rule.form} ${rule.column.name}`
    const gain = gainOf(rule.category, rule)
    if (gain > (best.get(key)?.gain ?? 0)) best.set(key, { category: rule.category, gain })
  }
  return rules.filter((rule) => best.get(`${rule.form} ${rule.column.name}`)?.category === rule.category)
}

/** What breaks a rule, but for the rows that are told `already`. */
async function describe(context: DetectorContext, rule: Rule, already: string | null): Promise<Anomaly | null> {
  const { table, rows: ask } = context
  const { category, column, form, segment, holds } = rule
  // A code that all of a segment hold is its answer.
  const codes = column.disguised.flatMap(({ value }) => (form === 'value' && value === holds ? [] : [text(value)]))
  const inside = `${ident(category.name)}::VARCHAR = ${text(segment)}`
  const given = `${ident(column.name)} IS NOT NULL AND trim(${ident(column.name)}::VARCHAR) <> ''${codes.length ? ` AND ${ident(column.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''}`
  const where = `coalesce(${inside} AND ${given} AND ${saidSql(column, form)} <> ${text(holds)}, false)${already ? ` AND NOT ${already}` : ''}`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  const n = (await ask<{ n: number }>(countSql(table, `coalesce(${inside} AND ${given}, false)`)))[0]?.n ?? 0
  const isLoose = form === 'value' && rows > (1 - RULES.value.within) * n
  if (!rows || rows > (1 - (isLoose ? LOOSE : RULES[form]).within) * n) return null
  const witness = form === 'value' ? await witnessOf(context, rule, { inside, given, where }) : null
  const examples = await ask<{ value: string }>(
    `SELECT left(${ident(column.name)}::VARCHAR, 40) AS value FROM ${table.sql} WHERE ${where} GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 3`
  )
  const [name, by, count, kept] = [
    named(column.name),
    named(category.name),
    rowsInWords(rows),
    shareInWords(n - rows, n)
  ]
  const says = sayingOf(rule)
  const value = valueInWords(category, segment)
  const drawn =
    rule.every > 1
      ? {
          fr: ` Les règles ont été cherchées sur une ligne sur ${rule.every}, une règle rare a pu échapper ; celle-ci est comptée sur toutes les lignes.`,
          en: ` Rules were looked for in one row of ${rule.every}, so a rare one may have been missed; this one is counted on all rows.`
        }
      : { fr: '', en: '' }
  const shown = (language: 'fr' | 'en'): string =>
    examples
      .map((one) => valueInWords(column, one.value)[language])
      .map((said) => (language === 'fr' ? `« ${said} »` : `“${said}”`))
      .join(', ')
  const blamed = named(witness ? category.name : column.name)
  const fault = witness
    ? {
        fr: `« ${witness} » confirme la plupart de ces valeurs : la faute est sans doute dans ${by.fr}.`,
        en: `“${witness}” bears out most of these values: the fault probably lies in ${by.en}.`
      }
    : {
        fr: `La faute peut être dans ${name.fr} ou dans ${by.fr}.`,
        en: `The fault may lie in ${name.en} or in ${by.en}.`
      }
  return finding(table, {
    kind: 'dependency_violation',
    detector: 'conditional_rule',
    aspect: JSON.stringify([category.name, segment, form, ...(witness ? [column.name] : [])]),
    columns: [witness ? category.name : column.name],
    beside: [category.name, column.name],
    where,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: form === 'shape' ? (rows <= 0.01 * n || rows === 1 ? 0.65 : 0.5) : isLoose ? 0.35 : 0.45,
    dimension: 'consistency',
    message: {
      fr: `${blamed.fr} : ${count.fr} contre la règle « si ${category.name} = ${value.fr}, alors ${says.fr} »`,
      en: `${blamed.en}: ${count.en} against the rule “if ${category.name} = ${value.en}, then ${says.en}”`
    },
    explanation: {
      fr: `Là où ${by.fr} vaut « ${value.fr} », ${kept.fr} des ${n.toLocaleString('fr-FR')} valeurs suivent la règle ; elle ne vaut pas pour toute la colonne. Pas celles-ci : ${shown('fr')}. ${fault.fr}${drawn.fr}`,
      en: `Where ${by.en} is “${value.en}”, ${kept.en} of the ${n.toLocaleString('en-GB')} values keep the rule; it does not hold for the whole column. These do not: ${shown('en')}. ${fault.en}${drawn.en}`
    },
    proposal: {
      text: witness
        ? {
            fr: `Corriger ${by.fr}, ou ${name.fr} là où c’est lui qui est faux ; si la règle est bien voulue, la garder comme règle du projet.`,
            en: `Correct ${by.en}, or ${name.en} where that is what is wrong; if the rule is meant, keep it as a rule of the project.`
          }
        : {
            fr: `Corriger ${name.fr}, ou la catégorie si c’est elle qui est fausse ; si la règle est bien voulue, la garder comme règle du projet.`,
            en: `Correct ${name.en}, or the category where that is what is wrong; if the rule is meant, keep it as a rule of the project.`
          },
      repair: { kind: 'review' }
    }
  })
}

/** The column by which what breaks a rule is usual all the same, so that the category is what is wrong: with another one the value would be right. */
function witnessOf(
  context: DetectorContext,
  { category, column, holds, every }: Rule,
  { inside, given, where }: { inside: string; given: string; where: string }
): Promise<string | null> {
  const drawn = every > 1 ? ` AND rowid % ${every} = 0` : ''
  const certain = `coalesce(NOT (${inside}) AND ${given} AND ${saidSql(column, 'value')} <> ${text(holds)}${drawn}, false)`
  return borneOut(context, column, { doubtful: where, certain, without: [category.name] })
}

function sayingOf({ column, form, holds }: Rule): LocalizedText {
  const shown = holds.length > 30 ? `${holds.slice(0, 30)}…` : holds
  if (form === 'value') {
    const value = valueInWords(column, shown)
    return { fr: `${column.name} = ${value.fr}`, en: `${column.name} = ${value.en}` }
  }
  if (/^9+$/.test(holds)) return { fr: `${holds.length} chiffres`, en: `${holds.length} digits` }
  return { fr: `forme ${shown} (A : lettre, 9 : chiffre)`, en: `form ${shown} (A: letter, 9: digit)` }
}
