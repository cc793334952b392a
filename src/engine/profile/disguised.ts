import type { ColumnProfile, DisguisedMissing, LocalizedText } from '../../contract'
import { isFiller, missingWord } from '../import'
import type { ValueCount } from './sql/values'

type Judged = Omit<ColumnProfile, 'disguised'>

/**
 * Values that may stand for "missing", with how sure: words said so in every office, numbers and dates set apart from the others
 * (99 beside ages, 0 on a scale from 1 to 5, 1900-01-01). `values` are the most frequent values of the column.
 */
export function disguisedMissing(column: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  const found = column.family === 'text' ? words(column, values) : []
  if (column.numeric && (column.family === 'number' || column.reading?.kind === 'number'))
    found.push(...numbers(column, values))
  if (column.family === 'date' || column.reading?.kind === 'date') found.push(...dates(column, values))
  const once = new Map(found.map((candidate) => [candidate.value, candidate]))
  return [...once.values()].sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
}

function words(column: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  const total = values.reduce((sum, { n }) => sum + n, 0)
  return values.flatMap(({ value, n }): DisguisedMissing[] => {
    if (CODED.includes(column.semantic.kind) && isFiller(value))
      return [
        {
          value,
          n,
          confidence: 0.9,
          reason: { fr: `« ${value.trim()} » n’est fait que de zéros`, en: `“${value.trim()}” is nothing but zeros` }
        }
      ]
    const said = missingWord(value)
    if (!said || (said === 'nothing' && ['category', 'boolean'].includes(column.semantic.kind))) return []
    const alike = values.reduce(
      (sum, other) => sum + (other.value !== value && shapeOf(other.value) === shapeOf(value) ? other.n : 0),
      0
    )
    // "NC" among other pairs of capitals is a code like them, not a gap.
    if (said === 'doubtful' && (alike > 0.05 * total || n < 2)) return []
    const reason: LocalizedText = {
      fr: `« ${value.trim()} » s’écrit pour dire qu’il n’y a pas de valeur`,
      en: `“${value.trim()}” is written where there is no value`
    }
    return [{ value, n, confidence: said === 'sure' ? 0.95 : 0.7, reason }]
  })
}

const CODED: readonly string[] = ['phone', 'postcode', 'identifier']

function shapeOf(value: string): string {
  return value
    .trim()
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\d/g, '9')
}

const NINES = /^-?9{2,9}$|^-?8{3,9}$/
const AWAY = new Set([-1, -2, -9, 97, 98])

function numbers(column: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  const read = values
    .map(({ value, n }) => ({ value, n, x: Number(value.trim().replace(/\s/g, '').replace(',', '.')) }))
    .filter(({ value, x }) => value.trim() !== '' && Number.isFinite(x))
  if (column.semantic.kind === 'identifier' || column.distinct < 3) return []
  return [...scaleZero(column, read), ...setApart(column, read)]
}

function scaleZero({ semantic, rows }: Judged, values: readonly (ValueCount & { x: number })[]): DisguisedMissing[] {
  const { scale } = semantic
  const zero = values.find(({ x }) => x === 0)
  if (!scale || scale.min !== 1 || !zero) return []
  const one = values.find(({ x }) => x === 1)?.n ?? 0
  const confidence = zero.n <= one || zero.n < rows * 0.05 ? 0.85 : 0.65
  return [
    {
      value: zero.value,
      n: zero.n,
      confidence,
      reason: {
        fr: `les notes vont de 1 à ${scale.max} : 0 y dit « sans objet » ou « sans réponse »`,
        en: `scores run from 1 to ${scale.max}: 0 says “not applicable” or “no answer”`
      }
    }
  ]
}

function setApart(column: Judged, values: readonly (ValueCount & { x: number })[]): DisguisedMissing[] {
  const candidates = values.filter(({ value, x }) => NINES.test(value.trim().replace(/[.,]0+$/, '')) || AWAY.has(x))
  const codes = new Set(candidates.map(({ x }) => x))
  const facts = column.numeric
  if (!facts?.n || !candidates.length) return []
  const at = (p: number): number => facts.quantiles.find((quantile) => quantile.p === p)?.value ?? NaN
  const [low, high] = column.semantic.scale
    ? [column.semantic.scale.min, column.semantic.scale.max]
    : [bulkEnd(at(0.05), at(0.25), codes), bulkEnd(at(0.95), at(0.75), codes)]
  const [q1, q3] = [at(0.25), at(0.75)]
  const spread = Math.max(q3 - q1, (high - low) / 4, 0)
  return candidates.flatMap(({ value, n, x }) => {
    const beyond = x > high ? x - high : low - x
    const negative = x < 0 && facts.negatives <= candidates.reduce((sum, other) => sum + (other.x < 0 ? other.n : 0), 0)
    const far = beyond > Math.max(spread * 2, 1) && x >= 0
    if (!(negative || far) || n > facts.n / 2 || (n < 2 && !column.semantic.scale)) return []
    const between = values.some(
      (other) => !codes.has(other.x) && (x > high ? other.x > high + beyond / 2 : x < low && other.x < low - beyond / 2)
    )
    if (between) return []
    const reason: LocalizedText = {
      fr: `${value.trim()} est un code usuel, répété et à l’écart des autres valeurs`,
      en: `${value.trim()} is a usual code, repeated and set apart from the other values`
    }
    return [{ value, n, confidence: n >= 3 ? 0.85 : 0.6, reason }]
  })
}

/** An end of the bulk that is no code itself. */
function bulkEnd(outer: number, inner: number, codes: ReadonlySet<number>): number {
  return codes.has(outer) ? inner : outer
}

const DATE_CODES = [
  '1900-01-01',
  '1899-12-30',
  '1899-12-31',
  '1901-01-01',
  '1970-01-01',
  '9999-12-31',
  '2999-12-31',
  '2099-12-31',
  '0001-01-01',
  '1111-11-11',
  '9999-01-01'
]
const WRITTEN = DATE_CODES.flatMap((code) => {
  const [year = '', month = '', day = ''] = code.split('-')
  return [code, `${day}/${month}/${year}`, `${month}/${day}/${year}`]
})

function dates(column: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  return values.flatMap(({ value, n }) => {
    if (!WRITTEN.some((code) => value.trim() === code || value.trim().startsWith(`${code} 00:00`))) return []
    const often = column.distinct > 10 && n >= 5 * Math.max(1, (column.rows - column.missing) / column.distinct)
    const reason: LocalizedText = {
      fr: `${value.trim()} est la date par défaut de nombreux logiciels`,
      en: `${value.trim()} is the default date of many programs`
    }
    return n >= 2 || often ? [{ value, n, confidence: often ? 0.95 : 0.8, reason }] : []
  })
}
