import type { ColumnProfile, DisguisedMissing, LocalizedText } from '../../contract'
import {
  codesApart,
  isDateCode,
  isFiller,
  missingWord,
  plainText,
  wordsApart,
  zeroBelow,
  type CodedValue
} from '../import'
import type { ValueCount } from './sql/values'
import { quantileAt } from './quantile-at'

type Judged = Omit<ColumnProfile, 'disguised'>

/**
 * Values that may stand for "missing", with how sure: words said so in every office, numbers and dates set apart from the others
 * (99 beside ages, 0 on a scale from 1 to 5, 1900-01-01). `values` are the most frequent values of the column.
 */
export function disguisedMissing(column: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  const found = column.family === 'text' ? [...fillers(column, values), ...words(column, values)] : []
  if (column.family === 'number') found.push(...fillers(column, values))
  if (column.numeric && (column.family === 'number' || column.reading?.kind === 'number'))
    found.push(...numbers(column, values))
  if (column.family === 'date' || column.reading?.kind === 'date') found.push(...dates(column, values))
  const once = new Map(found.map((candidate) => [candidate.value, candidate]))
  return [...once.values()].sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
}

/** Codes of zeros, and post codes and telephone numbers of nines: no place and no line has them. */
function fillers({ semantic, family }: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  const { kind } = semantic
  const coded = family === 'text' && CODED.includes(kind)
  const zeros = coded ? values.filter((zero) => isFiller(zero.value) && !beginsCount(zero, values)) : []
  const nines = PLACED.includes(kind) ? values.filter(({ value }) => NINES.test(value.trim())) : []
  return [
    ...zeros.map(({ value, n }) => ({
      value,
      n,
      confidence: 0.9,
      reason: { fr: `« ${value.trim()} » n’est fait que de zéros`, en: `“${value.trim()}” is nothing but zeros` }
    })),
    ...nines.map(({ value, n }) => ({
      value,
      n,
      confidence: 0.9,
      reason: { fr: `« ${value.trim()} » n’est fait que de neufs`, en: `“${value.trim()}” is nothing but nines` }
    }))
  ]
}

/** Whether codes count from zero on: it stands once, as the next number does in as many digits. */
function beginsCount({ value, n }: ValueCount, values: readonly ValueCount[]): boolean {
  const next = value.trim().replace(/0$/, '1')
  return n === 1 && values.some((other) => other.n === 1 && other.value.trim() === next)
}

function words(column: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  const nothing = !['category', 'boolean'].includes(column.semantic.kind)
  const answer = nothing ? null : noneAsAnswer(values)
  return wordsApart(values, nothing)
    .filter(({ value }) => value !== answer)
    .map(({ value, n, said }) => ({
      value,
      n,
      confidence: said === 'sure' ? 0.95 : 0.7,
      reason: {
        fr: `« ${value.trim()} » s’écrit pour dire qu’il n’y a pas de valeur`,
        en: `“${value.trim()}” is written where there is no value`
      }
    }))
}

/** Words that also name a choice: no offer, no extra, none of these. */
const NONE = new Set(['none', 'neant', 'nil'])
/** Share of the values from which such a word is one of the choices; how many others must stand beside it, and the share of each. */
const CHOSEN = 0.08
const OTHERS = 2
const OTHER = 0.03

/** The word for "none" that is a choice of a closed list: it stands as often as a category does, in the company of others. */
function noneAsAnswer(values: readonly ValueCount[]): string | null {
  const total = values.reduce((sum, { n }) => sum + n, 0)
  const found = values.find(({ value, n }) => NONE.has(plainText(value)) && n >= CHOSEN * total)
  const others = values.filter(({ value, n }) => missingWord(value) === null && n >= OTHER * total)
  return found && others.length >= OTHERS ? found.value : null
}

const CODED: readonly string[] = ['phone', 'postcode', 'identifier']
const PLACED: readonly string[] = ['phone', 'postcode']
const NINES = /^9{4,10}$/

function numbers(column: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  const read = values
    .map(({ value, n }) => ({ value, n, x: Number(value.trim().replace(/\s/g, '').replace(',', '.')) }))
    .filter(({ value, x }) => value.trim() !== '' && Number.isFinite(x))
  if (column.distinct < 3) return []
  if (column.semantic.kind !== 'identifier') return [...scaleZero(column, read), ...setApart(column, read)]
  // One to a row they count on, and 99 is one of them; of numbers that repeat a code stands apart as of any others, less surely.
  if (column.distinct >= ONE_EACH * (column.rows - column.missing)) return []
  return setApart(column, read).map((code) => ({ ...code, confidence: Math.min(code.confidence, AMONG_NAMES) }))
}

/** Share of different numbers from which each names a row, and how sure a code among numbers that name things is at most. */
const ONE_EACH = 0.98
const AMONG_NAMES = 0.65

function scaleZero({ semantic, rows }: Judged, values: readonly CodedValue[]): DisguisedMissing[] {
  const zero = zeroBelow(values, semantic.scale, rows)
  if (!zero || !semantic.scale) return []
  const { max } = semantic.scale
  const reason = {
    fr: `les notes vont de 1 à ${max} : 0 y dit « sans objet » ou « sans réponse »`,
    en: `scores run from 1 to ${max}: 0 says “not applicable” or “no answer”`
  }
  return [{ value: zero.value, n: zero.n, confidence: zero.confidence, reason }]
}

function setApart(column: Judged, values: readonly CodedValue[]): DisguisedMissing[] {
  const facts = column.numeric
  if (!facts) return []
  const at = (share: number): number => quantileAt(facts, share)
  const { n, negatives } = facts
  return codesApart(values, { n, negatives, at, scale: column.semantic.scale }).map((code) => ({
    value: code.value,
    n: code.n,
    confidence: code.confidence,
    reason: {
      fr: `${code.value.trim()} est un code usuel, répété et à l’écart des autres valeurs`,
      en: `${code.value.trim()} is a usual code, repeated and set apart from the other values`
    }
  }))
}

function dates(column: Judged, values: readonly ValueCount[]): DisguisedMissing[] {
  return values.flatMap(({ value, n }) => {
    if (!isDateCode(value)) return []
    const often = column.distinct > 10 && n >= 5 * Math.max(1, (column.rows - column.missing) / column.distinct)
    const reason: LocalizedText = {
      fr: `${value.trim()} est la date par défaut de nombreux logiciels`,
      en: `${value.trim()} is the default date of many programs`
    }
    return n >= 2 || often ? [{ value, n, confidence: often ? 0.95 : 0.8, reason }] : []
  })
}
