import type { ColumnProfile, LocalizedText } from '../../../contract'
import { quantileAt } from '../../profile'

/** Shares of the values at which both sides are held against one another. */
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]
/** How far the median of the ratios may lie from a factor, and each of them: values are rounded, and a little moved as well. */
const NEAR = 0.1
const EACH = 0.25
const LEAST = 3

/** How one unit counts in another, with a usual pair; small factors, such as miles in kilometres, are what true changes may come to. */
const FACTORS: readonly { times: number; example: LocalizedText }[] = [
  { times: 10, example: { fr: 'centimètres et millimètres', en: 'centimetres and millimetres' } },
  { times: 100, example: { fr: 'euros et centimes, ou parts et pourcentages', en: 'euros and cents, or shares and percentages' } }, // prettier-ignore
  { times: 1e3, example: { fr: 'milliers et unités, ou kilogrammes et grammes', en: 'thousands and units, or kilograms and grams' } }, // prettier-ignore
  { times: 1e6, example: { fr: 'millions et unités', en: 'millions and units' } },
  { times: 12, example: { fr: 'années et mois', en: 'years and months' } },
  { times: 24, example: { fr: 'jours et heures', en: 'days and hours' } },
  { times: 60, example: { fr: 'heures et minutes, ou minutes et secondes', en: 'hours and minutes, or minutes and seconds' } }, // prettier-ignore
  { times: 1440, example: { fr: 'jours et minutes', en: 'days and minutes' } },
  { times: 3600, example: { fr: 'heures et secondes', en: 'hours and seconds' } },
  { times: 86_400, example: { fr: 'jours et secondes', en: 'days and seconds' } }
]

export interface UnitFactor {
  times: number
  /** Whether the later values are the larger ones. */
  isMore: boolean
  example: LocalizedText
}

/** What speaks for another unit: to end the message of a drift, and to explain it. */
export function unitInWords({ times, isMore, example }: UnitFactor): { message: LocalizedText; reason: LocalizedText } {
  const [fr, en] = [times.toLocaleString('fr-FR'), times.toLocaleString('en-GB')]
  return {
    message: {
      fr: `, environ ${fr}\u00a0fois ${isMore ? 'plus' : 'moins'} : sans doute une autre unité`,
      en: `, about ${en} times ${isMore ? 'more' : 'less'}: probably another unit`
    },
    reason: {
      fr: `Les petites valeurs comme les grandes sont environ ${fr}\u00a0fois plus ${isMore ? 'grandes' : 'petites'} qu’avant : c’est ce que fait un changement d’unité (${example.fr}).`,
      en: `Low values as well as high ones are about ${en} times ${isMore ? 'larger' : 'smaller'} than before: that is what a change of unit does (${example.en}).`
    }
  }
}

/**
 * The factor between two units by which all of a distribution grew or shrank, low values as high ones: null where it did not, as where
 * only some of the values did, or where it grew by another factor.
 */
export function unitFactor(was: ColumnProfile['numeric'], is: ColumnProfile['numeric']): UnitFactor | null {
  const pairs = SHARES.map((share) => [quantileAt(was, share), quantileAt(is, share)] as const)
  // Nothing is ten times more than 0.
  const told = pairs.filter(([one, other]) => one !== 0 || other !== 0)
  if (told.length < LEAST || !told.every(([one, other]) => one * other > 0)) return null
  if (new Set(told.map(([one]) => one)).size < LEAST) return null
  const ratios = told.map(([one, other]) => other / one).sort((a, b) => a - b)
  const middle = ratios[Math.floor(ratios.length / 2)] ?? 1
  const isMore = middle > 1
  const away = (ratio: number, times: number): number => Math.abs((isMore ? ratio : 1 / ratio) / times - 1)
  const found = FACTORS.find(({ times }) => away(middle, times) <= NEAR && ratios.every((ratio) => away(ratio, times) <= EACH)) // prettier-ignore
  return found ? { ...found, isMore } : null
}
