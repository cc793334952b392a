import type { ColumnProfile } from '../../../contract'
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
    // Where most values stand once or twice, nothing says which spelling is the right one.
    for (const column of categoryColumns(context).filter(
      ({ distinct, rows, missing }) => distinct <= 2000 && distinct <= (rows - missing) * 0.3
    )) {
      const typos = findTypos(await valuesOf(context, column))
      if (typos.length) yield describe(context, column, typos)
    }
  }
}

/** Times from which a plural or a feminine is what was meant. */
const SAID = 3

export interface Typo {
  from: Value
  to: Value
}

/** The typing errors among values with their counts, most frequent first. */
export function findTypos(values: readonly Value[]): Typo[] {
  const words = values
    .filter(({ value }) => missingWord(value) !== 'sure')
    .map((value) => ({ ...value, plain: plainText(value.value), key: fingerprint(value.value) }))
  const merged = new Map<string, number>()
  for (const { key, n } of words) merged.set(key, (merged.get(key) ?? 0) + n)
  return words.flatMap((rare) => {
    if (rare.key.length < 4) return []
    const near = words.find((frequent) => {
      const [of, to] = [merged.get(rare.key) ?? rare.n, merged.get(frequent.key) ?? frequent.n]
      // Ten to one: below that, two near words are as likely to be two things.
      if (to < 10 * of || frequent.key === rare.key || Math.abs(frequent.plain.length - rare.plain.length) > 2)
        return false
      const distance = editDistance(rare.plain, frequent.plain, 2)
      if (distance > 2 || (distance === 2 && (rare.key.length < 8 || to < 30 * of))) return false
      // One slip seldom makes the same other form of a word again and again.
      if (of >= SAID && isInflected(rare.plain, frequent.plain)) return false
      return !differsInMeaning(rare.plain, frequent.plain, to / of)
    })
    return near ? [{ from: { value: rare.value, n: rare.n }, to: { value: near.value, n: near.n } }] : []
  })
}

/** Near words that are two things: other digits, other single letters (zone A, zone B), a prefix that denies, an ending that inflects. */
export function differsInMeaning(rare: string, frequent: string, ratio: number): boolean {
  if (rare.replace(/\D/g, '') !== frequent.replace(/\D/g, '')) return true
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

function describe({ table }: DetectorContext, column: ColumnProfile, typos: readonly Typo[]) {
  const rows = typos.reduce((sum, { from }) => sum + from.n, 0)
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const shown = typos.slice(0, 4)
  return finding(table, {
    kind: 'category_typo',
    detector: 'category_typo',
    columns: [column.name],
    where: `${ident(column.name)}::VARCHAR IN (${typos.map(({ from }) => text(from.value)).join(', ')})`,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: column.semantic.kind === 'category' ? 0.8 : 0.65,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} à une ou deux lettres d’une valeur fréquente`,
      en: `${name.en}: ${count.en} one or two letters away from a frequent value`
    },
    explanation: {
      fr: `Sans doute des fautes de frappe : ${shown.map(({ from, to }) => `« ${from.value} » pour « ${to.value} »`).join(' ; ')}${typos.length > 4 ? ' ; …' : ''}. La valeur proche est au moins dix fois plus fréquente.`,
      en: `Probably typing errors: ${shown.map(({ from, to }) => `“${from.value}” for “${to.value}”`).join('; ')}${typos.length > 4 ? '; …' : ''}. The near value is at least ten times as frequent.`
    },
    proposal: {
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
  })
}
