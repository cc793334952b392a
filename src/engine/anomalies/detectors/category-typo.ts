import type { Anomaly, ColumnProfile } from '../../../contract'
import { missingWord, plainText } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { categoryColumns, valuesOf, type Value } from './category-values'
import { fingerprint } from './category-variant'
import { editDistance } from './edit-distance'
import { isInflected } from './inflection'

/** Rare values one or two slips of the keyboard away from a frequent one. */
export const categoryTypo: Detector = {
  name: 'category_typo',
  title: { fr: 'Fautes de frappe', en: 'Typing errors' },
  kinds: ['category_typo'],
  async *detect(context) {
    for (const column of categoryColumns(context).filter(({ distinct }) => distinct <= MOST_VALUES)) {
      const values = await valuesOf(context, column)
      // Where most values stand once or twice, only those that come back again and again tell the right spelling.
      const varied = column.distinct > (column.rows - column.missing) * VARIED
      const typos = findTypos(values, column.semantic.kind === 'name').filter(
        ({ from, to }) => !varied || isAgainstHabit(from, to)
      )
      for (const isSure of [true, false]) {
        const alike = typos.filter((one) => one.isSure === isSure)
        if (alike.length) yield describe(context, column, alike, isSure)
      }
    }
  }
}

const MOST_VALUES = 2000
/** Stated of a short word that may be another one; on the measured scale of this detector. */
const SHORT_CONFIDENCE = 0.4
/** Different values a row from which a column is no list; how often the value must stand there that another is a slip of, and its length. */
const VARIED = 0.3
const HABIT = 20
const LONG = 6

function isAgainstHabit(from: Value, to: Value): boolean {
  return to.n >= HABIT && from.n === 1 && fingerprint(from.value).length >= LONG
}

/** Times from which a plural or a feminine is what was meant. */
const SAID = 3

/**
 * Ten to one: below that, two near words are as likely to be two things; long ones that stand once less so, but for names of people
 * and for endings, which make another word or another person (Christian, Christina).
 */
function ratioOf(rare: Word, frequent: Word, times: number, isName: boolean): number {
  const isSlip = rare.key.length >= 8 && times === 1 && !isName && !isEnding(rare.plain, frequent.plain)
  return isSlip ? 5 : 10
}

/** Last letters of the longer word that are its ending. */
const ENDING = 2

/** Whether the words of two texts differ only in their last letters. */
function isEnding(rare: string, frequent: string): boolean {
  const [left, right] = [rare.split(' '), frequent.split(' ')]
  if (left.length !== right.length) return false
  return left.every((word, place) => {
    const other = right[place] ?? ''
    const length = Math.max(word.length, other.length)
    const at = [...word].findIndex((letter, i) => letter !== other[i])
    return word === other || (at < 0 ? word.length : at) >= length - ENDING
  })
}

/** A rare value and the frequent one that it stands for. */
export interface Alike {
  from: Value
  to: Value
}

export interface Typo extends Alike {
  /** Whether it may be replaced at once: it can hardly be a word of its own. */
  isSure: boolean
}

/** The typing errors among values with their counts, most frequent first; `isName` where they are names of people. */
export function findTypos(values: readonly Value[], isName = false): Typo[] {
  const words = values
    .filter(({ value }) => missingWord(value) !== 'sure')
    .map((value) => ({ ...value, plain: plainText(value.value), key: fingerprint(value.value) }))
  const merged = new Map<string, number>()
  for (const { key, n } of words) merged.set(key, (merged.get(key) ?? 0) + n)
  return words.flatMap((rare) => {
    if (rare.key.length < 4) return shortTypo(rare, words)
    const near = words.find((frequent) => {
      const [of, to] = [merged.get(rare.key) ?? rare.n, merged.get(frequent.key) ?? frequent.n]
      if (
        to < ratioOf(rare, frequent, of, isName) * of ||
        frequent.key === rare.key ||
        Math.abs(frequent.plain.length - rare.plain.length) > 2
      )
        return false
      const distance = editDistance(rare.plain, frequent.plain, 2)
      if (distance > 1 && to < 10 * of) return false
      if (distance > 2 || (distance === 2 && (rare.key.length < 8 || to < 30 * of))) return false
      // One slip seldom makes the same other form of a word again and again.
      if (of >= SAID && isInflected(rare.plain, frequent.plain)) return false
      return !differsInMeaning(rare.plain, frequent.plain, to / of)
    })
    return near ? [typo(rare, near, true)] : []
  })
}

interface Word extends Value {
  plain: string
  key: string
}

function typo({ value, n }: Word, near: Word, isSure: boolean): Typo {
  return { from: { value, n }, to: { value: near.value, n: near.n }, isSure }
}

/** How much oftener the one short word stands that another is a slip of, and times that one slip is made at most. */
const SHORT_RATIO = 50
const SLIPS = 2

/**
 * A slip in a word of two or three letters (Oiu, USx): one frequent word alone lies near, the other stands but here and there. Where
 * the list is one of codes as short (CDI, CDD), a near one may be a code as well, unless it mixes capitals and small letters. Sure only
 * where two letters are swapped or cases mixed, once or twice: another letter makes another unit or code (kWh, MWh).
 */
function shortTypo(rare: Word, words: readonly Word[]): Typo[] {
  if (rare.key.length < 2 || !/^\p{L}+$/u.test(rare.key)) return []
  const frequent = words.filter(({ n }) => n >= SHORT_RATIO * rare.n)
  const near = frequent.filter(
    ({ key, plain }) => key.length === 3 && key !== rare.key && editDistance(rare.plain, plain, 1) === 1
  )
  const [to] = near
  if (!to || near.length > 1) return []
  const codes = frequent.filter(({ key }) => key.length <= 3).length > 2
  const mixed = isMixed(rare.value, to.value)
  if (codes && !mixed) return []
  return [typo(rare, to, rare.n <= SLIPS && (mixed || isSwapped(rare.plain, to.plain)))]
}

/** Whether two texts one slip apart hold the same letters: two neighbours took each other's place. */
function isSwapped(rare: string, frequent: string): boolean {
  return [...rare].sort().join('') === [...frequent].sort().join('')
}

/** Whether a text has small letters where the other is all capitals, or the other way round. */
function isMixed(text: string, like: string): boolean {
  const upper = like === like.toUpperCase()
  return upper ? text !== text.toUpperCase() : like === like.toLowerCase() && text !== text.toLowerCase()
}

/** Letters in a row up to which a text of letters and digits is a code (C1-11, 000A), and no numbered word. */
const CODE_LETTERS = 3

/** Whether two texts are codes of one shape: each letter then tells one thing from another, as digits do. */
function areCodesAlike(rare: string, frequent: string): boolean {
  const isCode = (text: string): boolean =>
    /\d/.test(text) && !/^\d+ /.test(text) && !new RegExp(`\\p{L}{${CODE_LETTERS + 1}}`, 'u').test(text)
  const shape = (text: string): string => text.replace(/\p{L}/gu, 'A').replace(/\d/g, '9')
  return isCode(rare) && isCode(frequent) && shape(rare) === shape(frequent)
}

/**
 * Near words that are two things: other digits, other single letters (zone A, zone B), codes of one shape, a prefix that denies, an
 * ending that inflects.
 */
export function differsInMeaning(rare: string, frequent: string, ratio: number): boolean {
  if (rare.replace(/\D/g, '') !== frequent.replace(/\D/g, '') || areCodesAlike(rare, frequent)) return true
  const [left, right] = [rare.split(/[^\p{L}\p{N}]+/u), frequent.split(/[^\p{L}\p{N}]+/u)]
  if (
    left.length === right.length &&
    left.some((word, place) => word !== right[place] && word.length === 1 && right[place]?.length === 1)
  )
    return true
  if (/[+<>=%-]/.test(rare + frequent) && rare.replace(/[^+<>=%-]/g, '') !== frequent.replace(/[^+<>=%-]/g, ''))
    return true
  const [short, long] = rare.length < frequent.length ? [rare, frequent] : [frequent, rare]
  const affix = short !== long && (long.startsWith(short) || long.endsWith(short))
  return affix && (long.length - short.length >= 2 || ratio < 50)
}

function describe({ table }: DetectorContext, column: ColumnProfile, typos: readonly Typo[], isSure: boolean): Anomaly {
  const rows = typos.reduce((sum, { from }) => sum + from.n, 0)
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const shown = typos.slice(0, 4)
  const pairs = {
    fr: `${shown.map(({ from, to }) => `« ${from.value} » pour « ${to.value} »`).join(' ; ')}${typos.length > 4 ? ' ; …' : ''}`,
    en: `${shown.map(({ from, to }) => `“${from.value}” for “${to.value}”`).join('; ')}${typos.length > 4 ? '; …' : ''}`
  }
  return finding(table, {
    kind: 'category_typo',
    detector: 'category_typo',
    ...(isSure ? {} : { aspect: 'short' }),
    columns: [column.name],
    where: `${ident(column.name)}::VARCHAR IN (${typos.map(({ from }) => text(from.value)).join(', ')})`,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: isSure ? (column.semantic.kind === 'category' ? 0.8 : 0.65) : SHORT_CONFIDENCE,
    dimension: 'accuracy',
    message: isSure
      ? {
          fr: `${name.fr} : ${count.fr} à une ou deux lettres d’une valeur fréquente`,
          en: `${name.en}: ${count.en} one or two letters away from a frequent value`
        }
      : {
          fr: `${name.fr} : ${count.fr} à une lettre d’un mot court et fréquent`,
          en: `${name.en}: ${count.en} one letter away from a short frequent word`
        },
    explanation: isSure
      ? {
          fr: `Sans doute des fautes de frappe : ${pairs.fr}. La valeur proche est dix fois plus fréquente ou davantage ; cinq fois, pour un mot long écrit une seule fois, hors noms de personnes et fins de mots.`,
          en: `Probably typing errors: ${pairs.en}. The near value is ten times as frequent or more; five times, for a long word that stands once, names of people and endings of words aside.`
        }
      : {
          fr: `Peut-être des fautes de frappe : ${pairs.fr}. La valeur proche est ${SHORT_RATIO} fois plus fréquente ou davantage ; mais une lettre suffit à faire un autre code ou une autre unité.`,
          en: `Typing errors perhaps: ${pairs.en}. The near value is ${SHORT_RATIO} times as frequent or more; but one letter is enough to make another code or unit.`
        },
    proposal: isSure
      ? {
          text: {
            fr: 'Remplacer chaque valeur par la valeur fréquente la plus proche.',
            en: 'Replace each value by the nearest frequent one.'
          },
          repair: {
            kind: 'replace',
            column: column.name,
            map: typos.map(({ from, to }) => ({ from: from.value, to: to.value }))
          }
        }
      : {
          text: {
            fr: 'Vérifier ce que vaut chacune ; ne la remplacer que si rien d’autre ne se nomme ainsi.',
            en: 'Check what each stands for; replace it only where nothing else is named so.'
          },
          repair: { kind: 'review' }
        }
  })
}
