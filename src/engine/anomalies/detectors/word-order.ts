import type { Anomaly, ColumnProfile } from '../../../contract'
import { missingWord, plainText, wordsOf as columnWords } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { categoryColumns, valuesOf, type Value } from './category-values'
import { doubledForms } from './doubled-form'
import { firmOf } from './legal-forms'

/** How much oftener the one order stands for the other to be a slip of it, and letters that the words hold at least. */
const OFTENER = 5
const LETTERS = 8
/** Share of the rows of other values in which a word keeps its end of the text from which it has a place of its own, as a first name has. */
const IN_PLACE = 0.8
/** Words of columns that hold a way from one place to another. */
const WAYS = new Set('trajet trajets ligne lignes liaison liaisons parcours itineraire itineraires route routes axe axes troncon trip trips journey journeys leg vol vols flight flights'.split(' ')) // prettier-ignore

/** One thing whose words stand in another order: « Dupont SAS » for « SAS Dupont », « Durand Marie » for « Marie Durand ». */
export const wordOrder: Detector = {
  name: 'word_order',
  title: { fr: 'Mots dans un autre ordre', en: 'Words in another order' },
  kinds: ['category_variant'],
  async *detect(context) {
    for (const column of categoryColumns(context)) {
      const isWay = columnWords(column.name).some((word) => WAYS.has(word))
      const found = turnedAround(await valuesOf(context, column)).map((one) => ({
        ...one,
        isPair: !one.isFirm && (one.isPair || isWay)
      }))
      for (const sort of ['firm', 'words', 'pair'] as const) {
        const alike = found.filter(({ isFirm, isPair }) => sort === (isFirm ? 'firm' : isPair ? 'pair' : 'words'))
        if (alike.length) yield describe(context, column, alike, sort)
      }
    }
    yield* doubledForms(context)
  }
}

export interface Turned {
  from: Value
  to: Value
  /** Whether all that moved is the legal form of a firm. */
  isFirm: boolean
  /** Whether its words stand at either end of other values: two places or two things, whose order may say something. */
  isPair: boolean
}

interface Words extends Value {
  words: readonly string[]
}

/** The values whose words are those of another one in another order. */
export function turnedAround(values: readonly Value[]): Turned[] {
  const all = values.flatMap((value): Words[] => {
    if (missingWord(value.value) === 'sure') return []
    const words = wordsOf(value.value)
    return words.length < 2 ? [] : [{ ...value, words }]
  })
  return [...movedForms(all), ...otherOrders(all.filter(({ words }) => !firmOf(words)))]
}

/** Words of a text in small letters and without accents; the letters of S.A.S. are one. */
function wordsOf(value: string): string[] {
  const joined = value.replace(
    /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu,
    (letters) => `${letters.replaceAll('.', '')} `
  )
  return plainText(joined)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** Firms whose legal form stands on the other side of the name: the commonest writing is kept; of two as common, the side that most firms have it on. */
function movedForms(all: readonly Words[]): Turned[] {
  const firms = all.flatMap((value) => {
    const firm = firmOf(value.words)
    return firm ? [{ ...value, firm }] : []
  })
  const inFront = firms.filter(({ firm }) => firm.isInFront).length
  const isUsual = (side: boolean): boolean => 2 * inFront >= firms.length === side
  return groupsOf(firms, ({ firm }) => `${firm.form}\n${firm.name}`).flatMap((group) => {
    const order = [...group].sort(
      (a, b) => b.n - a.n || Number(isUsual(b.firm.isInFront)) - Number(isUsual(a.firm.isInFront))
    )
    return turned(order, ({ firm }, kept) => firm.isInFront !== kept.firm.isInFront, true)
  })
}

/**
 * Other texts with the words of a much commoner one, parted by spaces or commas alone. Where two orders are both common in a column,
 * the order says something (Paris Lyon and Lyon Paris are two journeys), and none is told.
 */
function otherOrders(all: readonly Words[]): Turned[] {
  const plain = all.filter(
    ({ value, words }) => /^[\p{L}\p{N}\s,.'’]+$/u.test(value) && words.join('').length >= LETTERS && words.some(({ length }) => length > 2) // prettier-ignore
  )
  const found: Turned[] = []
  for (const group of groupsOf(plain, ({ words }) => words.toSorted().join(' '))) {
    const [kept, ...others] = [...group].sort((a, b) => b.n - a.n)
    const moved = others.filter(({ words }) => kept && words.join(' ') !== kept.words.join(' '))
    if (!kept || !moved.length) continue
    const often = moved.reduce((sum, { n }) => sum + n, 0)
    if (kept.n < OFTENER * often) return []
    const isPair = isOfTwo(kept, plain)
    // Numbers keep their order: 12 rue 4 is not 4 rue 12.
    found.push(...turned([kept, ...moved], (one, other) => digitsOf(one) === digitsOf(other), false, isPair))
  }
  return found
}

/** Whether the first or the last word of a value stands, in others, at the one end as at the other. */
function isOfTwo(kept: Words, all: readonly Words[]): boolean {
  const own = new Set(kept.words)
  const others = all.filter(({ words }) => words.length !== kept.words.length || words.some((word) => !own.has(word)))
  const total = (some: readonly Words[]): number => some.reduce((sum, { n }) => sum + n, 0)
  return ([0, -1] as const).some((end) => {
    const word = kept.words.at(end)
    const held = others.filter(({ words }) => words[0] === word || words.at(-1) === word)
    return held.length > 0 && total(held.filter(({ words }) => words.at(end) === word)) < IN_PLACE * total(held)
  })
}

function digitsOf({ words }: Words): string {
  return words.filter((word) => /\d/.test(word)).join(' ')
}

/** The others of a group that stand for its first. */
function turned<W extends Words>(
  group: readonly W[],
  isMoved: (one: W, kept: W) => boolean,
  isFirm: boolean,
  isPair = false
): Turned[] {
  const [kept, ...others] = group
  if (!kept) return []
  const to = { value: kept.value, n: kept.n }
  return others.filter((one) => isMoved(one, kept)).map(({ value, n }) => ({ from: { value, n }, to, isFirm, isPair }))
}

function groupsOf<W>(values: readonly W[], key: (value: W) => string): W[][] {
  const groups = new Map<string, W[]>()
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value])
  return [...groups.values()].filter(({ length }) => length > 1)
}

function describe(
  { table }: DetectorContext,
  column: ColumnProfile,
  found: readonly Turned[],
  sort: 'firm' | 'words' | 'pair'
): Anomaly {
  const [isFirm, isPair] = [sort === 'firm', sort === 'pair']
  const rows = found.reduce((sum, { from }) => sum + from.n, 0)
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const shown = found.slice(0, 3)
  const more = found.length > 3
  const pairs = {
    fr: `${shown.map(({ from, to }) => `« ${from.value} » pour « ${to.value} »`).join(' ; ')}${more ? ' ; …' : '.'}`,
    en: `${shown.map(({ from, to }) => `“${from.value}” for “${to.value}”`).join('; ')}${more ? '; …' : '.'}`
  }
  return finding(table, {
    kind: 'category_variant',
    detector: 'word_order',
    ...(sort === 'words' ? {} : { aspect: sort }),
    columns: [column.name],
    where: `${ident(column.name)}::VARCHAR IN (${found.map(({ from }) => text(from.value)).join(', ')})`,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: isPair ? 'info' : 'warning',
    confidence: isPair ? 0.3 : isFirm ? 0.8 : column.semantic.kind === 'name' ? 0.45 : 0.6,
    dimension: 'consistency',
    message: isFirm
      ? {
          fr: `${name.fr} : ${count.fr} où la forme juridique est de l’autre côté du nom`,
          en: `${name.en}: ${count.en} with the legal form on the other side of the name`
        }
      : {
          fr: `${name.fr} : ${count.fr} avec les mots d’une valeur fréquente, dans un autre ordre`,
          en: `${name.en}: ${count.en} with the words of a frequent value in another order`
        },
    explanation: isPair
      ? {
          fr: `Les mots sont les mêmes : ${pairs.fr} Ce peut être une inversion, ou bien deux choses : un aller et un retour, par exemple.`,
          en: `The words are the same: ${pairs.en} One may be a slip for the other, or they are two things: a way there and the way back, say.`
        }
      : {
          fr: `${isFirm ? 'Le nom et la forme sont les mêmes' : 'Les mots sont les mêmes'} : ${pairs.fr} Comptées à part, elles divisent un même groupe.`,
          en: `${isFirm ? 'The name and the form are the same' : 'The words are the same'}: ${pairs.en} Counted apart, they split one group.`
        },
    proposal: isPair
      ? {
          text: {
            fr: 'Voir si l’ordre des mots dit quelque chose ; sinon, remplacer chacune par l’écriture la plus fréquente.',
            en: 'See whether the order of the words says something; else replace each by the most frequent spelling.'
          },
          repair: { kind: 'review' }
        }
      : {
          text: {
            fr: 'Remplacer chacune par l’écriture la plus fréquente.',
            en: 'Replace each by the most frequent spelling.'
          },
          repair: {
            kind: 'replace',
            column: column.name,
            map: found.map(({ from, to }) => ({ from: from.value, to: to.value }))
          }
        }
  })
}
