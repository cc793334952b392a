import type { Anomaly, ColumnProfile } from '../../../contract'
import { hints, missingWord, plainText } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { abbreviations } from './category-short'
import { differsInMeaning, findTypos, type Alike } from './category-typo'
import { categoryColumns, valuesOf, type Value } from './category-values'
import { fingerprint, variantClusters } from './category-variant'
import { editDistance } from './edit-distance'
import { isInflected } from './inflection'
import { phoneticKey } from './phonetic-key'

/** How much oftener the value stands that another is taken for a slip of. */
const OFTENER = 10
/** Shared groups of three letters (Dice's coefficient) from which long values are compared word by word. */
const ALIKE = 0.7
/** Words that may be left out, in either language. */
const SMALL_WORDS = new Set('de du des d la le les l et a au aux en sur pour the of and in on for'.split(' '))

/** Rare values that sound like a frequent one, or share nearly all their groups of letters with it: what slips of one or two letters do not explain. */
export const soundAlike: Detector = {
  name: 'sound_alike',
  title: { fr: 'Écrit comme on l’entend', en: 'Written as it sounds' },
  kinds: ['category_typo'],
  async *detect(context) {
    for (const column of categoryColumns(context).filter(
      ({ distinct, rows, missing, name }) =>
        // Names of people that sound alike are names of two people.
        !hints(name, 'name') && distinct <= 2000 && distinct <= (rows - missing) * 0.3
    )) {
      const found = findAlike(await valuesOf(context, column))
      if (found.length) yield describe(context, column, found)
    }
  }
}

/** The values taken for another, without those that the detectors of variants, abbreviations and typing errors tell. */
export function findAlike(values: readonly Value[]): Alike[] {
  const told = new Set([
    ...variantClusters(values).flatMap(({ variants }) => variants.map(({ value }) => value)),
    ...abbreviations(values).map(({ from }) => from.value),
    ...findTypos(values).map(({ from }) => from.value)
  ])
  const words = values.filter(({ value }) => missingWord(value) === null && fingerprint(value).length >= 4)
  const lookup = [bySound(words, 'fr'), bySound(words, 'en'), byTrigrams(words)]
  return words.flatMap((from) => {
    if (told.has(from.value)) return []
    const near = lookup.flatMap((find) => find(from)).filter((to) => to.n >= OFTENER * from.n && !told.has(to.value))
    const best = near
      .filter((to) => isSlipOf(from.value, to.value))
      .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))[0]
    return best ? [{ from, to: best }] : []
  })
}

type Find = (value: Value) => Value[]

/** Values of the same sound; one look in a table a value. */
function bySound(words: readonly Value[], language: 'fr' | 'en'): Find {
  const keyOf = ({ value }: Value): string =>
    wordsIn(value)
      .map((word) => phoneticKey(word, language))
      .join(' ')
  const sounds = new Map<string, Value[]>()
  for (const word of words) {
    const key = keyOf(word)
    if (key.length >= 3) sounds.set(key, [...(sounds.get(key) ?? []), word])
  }
  return (word) => (sounds.get(keyOf(word)) ?? []).filter((other) => other !== word)
}

/** Long values that share most of their groups of three letters; only those that share a rare one meet. */
function byTrigrams(words: readonly Value[]): Find {
  const long = words.filter(({ value }) => fingerprint(value).length >= 10)
  const groups = new Map(long.map((word) => [word, trigrams(word.value)]))
  const having = new Map<string, Value[]>()
  for (const [word, own] of groups) for (const group of own) having.set(group, [...(having.get(group) ?? []), word])
  return (word) => {
    const own = groups.get(word)
    if (!own) return []
    const rare = [...own].sort((a, b) => (having.get(a)?.length ?? 0) - (having.get(b)?.length ?? 0)).slice(0, 6)
    const met = new Set(rare.flatMap((group) => (having.get(group) ?? []).slice(0, 50)))
    return [...met].filter((other) => other !== word && dice(own, groups.get(other) ?? new Set()) >= ALIKE)
  }
}

function trigrams(value: string): Set<string> {
  const padded = `  ${wordsIn(value).join(' ')} `
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)))
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const group of a) if (b.has(group)) common += 1
  return a.size + b.size ? (2 * common) / (a.size + b.size) : 0
}

/** Whether each word of the one has its word in the other, the same, near it or of its sound; small words may be missing. */
function isSlipOf(rare: string, frequent: string): boolean {
  const [from, to] = [wordsIn(rare), wordsIn(frequent)]
  // Said in other words, digits, single letters and signs, it is another thing.
  if (from.length === to.length && differsInMeaning(plainText(rare), plainText(frequent), Infinity)) return false
  if (rare.replace(/\D/g, '') !== frequent.replace(/\D/g, '')) return false
  const left = [...to]
  let isOther = from.length !== to.length
  for (const word of from) {
    const same = left.indexOf(word)
    const at = same >= 0 ? same : left.findIndex((other) => isNear(word, other))
    const other = left[at]
    if (other !== undefined && other !== word && !isInflected(word, other)) isOther = true
    if (at >= 0) left.splice(at, 1)
    else if (!SMALL_WORDS.has(word)) return false
  }
  // Said of a woman or of several, it is the same words, well written.
  return isOther && left.every((word) => SMALL_WORDS.has(word))
}

function isNear(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.min(a.length, b.length) < 4) return false
  const most = Math.min(a.length, b.length) >= 8 ? 2 : 1
  if (editDistance(a, b, most) <= most) return true
  const far = Math.ceil(Math.max(a.length, b.length) / 2)
  return (
    editDistance(a, b, far) <= far && (['fr', 'en'] as const).some((way) => phoneticKey(a, way) === phoneticKey(b, way))
  )
}

function wordsIn(value: string): string[] {
  return plainText(value)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

function describe({ table }: DetectorContext, column: ColumnProfile, found: readonly Alike[]): Anomaly {
  const rows = found.reduce((sum, { from }) => sum + from.n, 0)
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const shown = found.slice(0, 4)
  const more = found.length > 4
  return finding(table, {
    kind: 'category_typo',
    detector: 'sound_alike',
    columns: [column.name],
    where: `coalesce(${ident(column.name)}::VARCHAR IN (${found.map(({ from }) => text(from.value)).join(', ')}), false)`,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: column.semantic.kind === 'category' ? 0.65 : 0.4,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} où une valeur fréquente semble écrite comme on l’entend`,
      en: `${name.en}: ${count.en} where a frequent value seems written as it sounds`
    },
    explanation: {
      fr: `${shown.map(({ from, to }) => `« ${from.value} » (n = ${from.n}) pour « ${to.value} » (n = ${to.n})`).join(' ; ')}${more ? ' ; …' : '.'} Même son en français ou en anglais, ou presque tous les groupes de trois lettres en commun, mot à mot ; la valeur proche est au moins dix fois plus fréquente.`,
      en: `${shown.map(({ from, to }) => `“${from.value}” (n = ${from.n}) for “${to.value}” (n = ${to.n})`).join('; ')}${more ? '; …' : '.'} The same sound in French or English, or nearly all groups of three letters in common, word by word; the near value is at least ten times as frequent.`
    },
    proposal: {
      text: {
        fr: 'Lire les paires, puis remplacer chaque valeur par la valeur fréquente.',
        en: 'Read the pairs, then replace each value by the frequent one.'
      },
      repair: {
        kind: 'replace',
        column: column.name,
        map: found.map(({ from, to }) => ({ from: from.value, to: to.value }))
      }
    }
  })
}
