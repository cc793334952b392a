import type { ColumnProfile, LocalizedText } from '../../../contract'
import { hints, measureSql, quantileAt, scaleProof, wordsOf } from '../../profile'
import { ident } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords, valueInWords } from '../finding'
import { adultLimit } from './adult-limit'
import { dateLimit } from './date-limit'
import type { Limit } from './limit'
import { percentLimit } from './percent-limit'
import { sharedScale } from './shared-scale'
import { turnedCount } from './turned-count'

/** Values that cannot be: outside an answer scale, negative ages, counts and durations, rates above 100 %, dates out of any calendar of use. */
export const impossibleValue: Detector = {
  name: 'impossible_value',
  title: { fr: 'Valeurs impossibles', en: 'Impossible values' },
  kinds: ['impossible_value'],
  async *detect(context) {
    for (const column of context.profile.columns)
      for (const limit of await limitsFor(context, column)) {
        const found = await describe(context, column, limit)
        if (found) yield found
      }
  }
}

/** What a column cannot go beyond, by what it holds; of ages also what those of grown persons do not fall below. */
async function limitsFor(context: DetectorContext, column: ColumnProfile): Promise<Limit[]> {
  const scale = scaleLimit(column, context.profile.columns)
  if (scale) return [scale]
  const percents = await percentLimit(context, column)
  if (percents) return [percents]
  const usual = limitOf(column) ?? (await datesOf(context, column))
  const turned = turnedCount(context, column)
  if (turned && turned.confidence > (usual?.confidence ?? 0)) return [turned]
  const grown = column.semantic.kind === 'age' ? await adultLimit(context, column) : null
  return [usual, grown].flatMap((limit) => limit ?? [])
}

/** From here on a value is called wrong; and so many different ones can be told one by one to the recipe. */
const SURE = 0.8
const MOST_VALUES = 200
/** Share of negative values from which they are more a habit than a slip. */
const FREQUENT = 0.05

/** Negative prices that are some: an export of sales writes what is given back so. */
const GIVEN_BACK: Limit = {
  low: 0,
  high: null,
  confidence: 0.5,
  reason: {
    fr: 'Un prix n’est pas négatif ; mais ceux-ci ne sont pas rares, et un avoir ou un retour s’écrit parfois ainsi.',
    en: 'A price is not negative; but these are not rare, and a credit note or a return is sometimes written so.'
  }
}

/** Whether a column's name is one of prices, which credit notes turn round. */
function mayBeGivenBack(name: string): boolean {
  return wordsOf(name).some((word) => /^(prix|prices?|tarifs?)$/.test(word))
}

/** Whether a column's name is one of delays, which an advance turns round. */
function mayBeEarly(name: string): boolean {
  return (
    hints(name, 'change') ||
    wordsOf(name).some((word) => /^(retards?|delays?|late|lateness|avances?|marges?|lag|decalages?)$/.test(word))
  )
}

/** Words of what is often below 0, and now and then only a little. */
const SIGNED =
  /^(marges?|margin|resultats?|results?|net|nette|profit|benefices?|temperatures?|temp|altitudes?|elevation|longitude|latitude|coefficients?|score|zscore|ratio|roi)$/

/** Part of the median beyond which half the negative values must lie to be no early ones. */
const AS_FAR = 1 / 4

/** Whether dates are written with two digits of the year, which leaves the century open: what looks like the future may be the past. */
async function shortYears({ written, rows }: DetectorContext, column: ColumnProfile): Promise<boolean> {
  if (column.reading?.kind === 'date' && column.reading.formats.some((format) => format.includes('%y'))) return true
  const own = written.get(column.name)
  if (column.family !== 'date' || !own?.read) return false
  const [counted] = await rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${own.from} WHERE ${own.value} <> '' AND NOT regexp_matches(${own.value}, '\\d{4}')`
  )
  return (counted?.n ?? 0) > 0.2 * (column.rows - column.missing)
}

/** Share of the numbers up to which others stand beside a scale that nothing but its marks tells, and beside one that may be a count. */
const BESIDE_MARKS = 0.02
const BESIDE_COUNT = 0.005

/** The ends of a scale of marks: where a count of a few things would look the same, only what lies far beyond, and hardly ever. */
function scaleLimit(column: ColumnProfile, columns: readonly ColumnProfile[]): Limit | null {
  const shared = sharedScale(column, columns)
  const [scale, proof] = [shared ?? column.semantic.scale, shared ? 'known' : scaleProof(column, columns)]
  if (!scale || !proof) return null
  const isWhole = proof === 'known' && isOfWhole(column)
  const ends = {
    fr: `Les notes vont de ${scale.min} à ${scale.max}${isWhole ? ', en nombres entiers' : ''}.`,
    en: `Scores run from ${scale.min} to ${scale.max}${isWhole ? ', in whole numbers' : ''}.`
  }
  if (proof !== 'fades')
    return {
      low: scale.min,
      high: scale.max,
      confidence: 0.95,
      isWhole,
      ...(proof === 'ends' && { most: BESIDE_MARKS }),
      reason: ends
    }
  return {
    low: Math.min(0, scale.min),
    high: 2 * scale.max,
    confidence: 0.6,
    most: BESIDE_COUNT,
    reason: {
      fr: `Les autres valeurs vont de ${scale.min} à ${scale.max}, et rien n’approche celles-ci.`,
      en: `The other values run from ${scale.min} to ${scale.max}, and nothing comes near these.`
    }
  }
}

/** Share of the marks that may lie between two whole ones where these alone are marks. */
const HALVES = 0.02

/** Whether hardly any mark of a column lies between two whole ones, and some do. */
function isOfWhole({ top, rows, missing }: ColumnProfile): boolean {
  const halves = top.reduce((sum, { value, n }) => sum + (Number.isInteger(Number(value)) ? 0 : n), 0)
  return halves > 0 && halves <= HALVES * (rows - missing)
}

async function datesOf(context: DetectorContext, column: ColumnProfile): Promise<Limit | null> {
  const isDate = column.family === 'date' || column.reading?.kind === 'date'
  return isDate && column.numeric?.n && !(await shortYears(context, column)) ? dateLimit(context, column) : null
}

function limitOf(column: ColumnProfile): Limit | null {
  const facts = column.numeric
  if (!facts?.n || facts.min === null || facts.max === null) return null
  const at = (p: number): number => quantileAt(facts, p)
  const { kind } = column.semantic
  const rare = facts.negatives <= Math.max(3, facts.n * 0.01)
  if (kind === 'age')
    return {
      low: 0,
      high: 120,
      confidence: 0.95,
      reason: { fr: 'Un âge va de 0 à 120 ans.', en: 'An age runs from 0 to 120 years.' }
    }
  if (kind === 'coordinate') return degreesLimit(column.name)
  if (kind === 'count')
    return {
      low: 0,
      high: null,
      confidence: rare ? 0.9 : 0.5,
      reason: { fr: 'Un nombre d’objets n’est pas négatif.', en: 'A number of things is not negative.' }
    }
  // A delay counted from a timetable may be an advance: only a rare negative one is suspect.
  if (kind === 'duration' && rare)
    return {
      low: 0,
      high: null,
      confidence: 0.85,
      reason: {
        fr: 'Une durée n’est pas négative ; ici presque aucune ne l’est.',
        en: 'A duration is not negative; here hardly any is.'
      }
    }
  // More of them are slips where the name is not one of delays, and they lie as far below 0 as the others above: dates changed over, a sign.
  if (kind === 'duration' && facts.negatives <= FREQUENT * facts.n && at(0.25) > 0 && !mayBeEarly(column.name))
    return {
      low: 0,
      high: null,
      confidence: 0.8,
      ifFar: true,
      reason: {
        fr: 'Une durée n’est pas négative ; celles-ci sont aussi loin de 0 que les autres : début et fin échangés, ou un signe de trop.',
        en: 'A duration is not negative; these lie as far from 0 as the others: start and end changed over, or a sign too many.'
      }
    }
  // What a price or a weight is, is never below nothing; what it changes by may be.
  if (
    (kind === 'measure' || kind === 'money') &&
    column.family !== 'date' &&
    hints(column.name, 'unsigned') &&
    !hints(column.name, 'change') &&
    at(0.25) >= 0
  )
    return !rare && mayBeGivenBack(column.name)
      ? GIVEN_BACK
      : {
          low: 0,
          high: null,
          confidence: rare ? 0.9 : 0.8,
          ...(facts.negatives > FREQUENT * facts.n && { severity: 'warning' as const }),
          reason: {
            fr: 'Un salaire, un prix, un poids ou une étendue n’est pas négatif.',
            en: 'A salary, a price, a weight or an extent is not negative.'
          }
        }
  if (
    (kind === 'measure' || kind === 'money') &&
    column.family !== 'date' &&
    facts.negatives > 0 &&
    facts.negatives <= Math.max(3, facts.n * 0.008) &&
    at(0.01) >= 0 &&
    !hints(column.name, 'money') &&
    !hints(column.name, 'change') &&
    !wordsOf(column.name).some((word) => SIGNED.test(word))
  ) {
    return {
      low: 0,
      high: null,
      confidence: 0.55,
      reason: { fr: 'Presque aucune valeur n’est négative.', en: 'Hardly any value is negative.' }
    }
  }
  return null
}

/** No place on earth lies beyond these degrees. */
function degreesLimit(name: string): Limit {
  const most = hints(name, 'latitude') ? 90 : 180
  return {
    low: -most,
    high: most,
    confidence: 0.95,
    reason: {
      fr: `Une ${most === 90 ? 'latitude' : 'longitude'} va de −${most} à ${most} degrés.`,
      en: `A ${most === 90 ? 'latitude' : 'longitude'} runs from −${most} to ${most} degrees.`
    }
  }
}

async function describe({ table, rows: ask }: DetectorContext, column: ColumnProfile, limit: Limit) {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const facts = column.numeric
  if (!measure || !facts || facts.min === null || facts.max === null) return null
  const below = limit.low !== null && facts.min < limit.low
  const above = limit.high !== null && facts.max > limit.high
  if (!below && !above && !limit.isWhole) return null
  const outside = [
    ...(below ? [`${measure} < ${limit.low}${limit.beside ? ` AND ${measure} >= ${limit.beside.from}` : ''}`] : []),
    ...(above ? [`${measure} > ${limit.high}`] : []),
    ...(limit.isWhole ? [`${measure} <> floor(${measure})`] : [])
  ].join(' OR ')
  const codes = column.disguised.map(({ value }) => `'${value.replaceAll(`'`, `''`)}'`)
  const where = `(${outside})${codes.length ? ` AND ${ident(column.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''}`
  const value = `${ident(column.name)}::VARCHAR`
  const seen = (
    await ask<Seen>(
      `SELECT count(*) AS n, count(DISTINCT ${value}) AS different, left(arg_min(${value}, ${measure}), 40) AS least, left(arg_max(${value}, ${measure}), 40) AS greatest, median(${measure}) AS middle FROM ${table.sql} WHERE ${where}`
    )
  )[0]
  const n = seen?.n ?? 0
  // A rule broken by one row in ten is not this column's rule.
  if (!n || n > Math.max(5, facts.n * (limit.most ?? 0.1))) return null
  if (limit.ifFar && !(-(seen?.middle ?? 0) >= AS_FAR * quantileAt(facts, 0.5))) return null
  const [name, count, shown] = [named(column.name), rowsInWords(n), examples(column, seen)]
  const values =
    limit.confidence >= SURE && (seen?.different ?? Infinity) <= MOST_VALUES
      ? await ask<{ value: string }>(
          `SELECT DISTINCT ${value} AS value FROM ${table.sql} WHERE ${where} ORDER BY value`
        )
      : []
  return finding(table, {
    kind: 'impossible_value',
    detector: 'impossible_value',
    columns: [column.name],
    ...(limit.beside && { aspect: limit.beside.aspect }),
    where,
    rows: n,
    severity: limit.severity ?? (limit.confidence >= SURE ? 'critical' : 'warning'),
    confidence: limit.confidence,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} hors du possible (${shown.fr})`,
      en: `${name.en}: ${count.en} out of the possible (${shown.en})`
    },
    explanation: limit.reason,
    proposal: {
      text: {
        fr: 'Vérifier à la source ; sinon, mettre ces valeurs à manquant.',
        en: 'Check with the source; else set these values to missing.'
      },
      repair: values.length
        ? { kind: 'set_missing', column: column.name, values: values.map((one) => one.value) }
        : { kind: 'review' }
    }
  })
}

type Seen = { n: number; different: number; least: string | null; greatest: string | null; middle: number | null }

/** The values at fault as they are shown: one or both of two, the least and the greatest of more. */
function examples(column: ColumnProfile, seen: Seen | undefined): LocalizedText {
  const [least, greatest] = [seen?.least, seen?.greatest].map((end) => valueInWords(column, end ?? ''))
  if (!least || !greatest || seen?.least === seen?.greatest) return least ?? { fr: '', en: '' }
  if (seen?.different === 2) return { fr: `${least.fr} et ${greatest.fr}`, en: `${least.en} and ${greatest.en}` }
  return { fr: `de ${least.fr} à ${greatest.fr}`, en: `from ${least.en} to ${greatest.en}` }
}
