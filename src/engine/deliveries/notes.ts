import type { DeliveryDiff, LocalizedText, TextReading } from '../../contract'
import { countOf } from '../figure-text'
import { readingInWords, readsInPart } from '../import'
import type { ColumnMeeting } from './plan-columns'

/** What a comparison must say in words, before its delivery is applied. */
export function notesOn({ columns, rows, totals, key }: DeliveryDiff, mode: 'append' | 'refresh'): LocalizedText[] {
  const notes: LocalizedText[] = []
  const common = columns.kept.length + columns.renamed.length
  if (!common)
    notes.push({
      fr: 'Aucune colonne commune : ce fichier n’est sans doute pas une livraison de cette table.',
      en: 'No common column: this file is probably no delivery of this table.'
    })
  else if (columns.gone.length > common)
    notes.push({
      fr: `${columns.gone.length} colonnes de la table ne sont pas dans ce fichier : vérifiez que c’est bien une livraison de cette table, ou appariez ses colonnes.`,
      en: `${columns.gone.length} columns of the table are not in this file: check that it is a delivery of this table, or pair its columns.`
    })
  if (rows.arriving === 0)
    notes.push(
      mode === 'refresh'
        ? {
            fr: `Cette livraison n’a aucune ligne : la table, qui en a ${rows.before}, serait vidée.`,
            en: `This delivery has no rows: the table, which has ${rows.before}, would be emptied.`
          }
        : {
            fr: 'Cette livraison n’a aucune ligne : l’ajouter ne changerait pas les lignes de la table.',
            en: 'This delivery has no rows: adding it would not change the rows of the table.'
          }
    )
  else if (common && rows.same > 0 && rows.added === 0 && !rows.changed)
    notes.push(
      totals.arriving
        ? {
            fr: 'Toutes les lignes de cette livraison qui ne semblent pas être des totaux sont déjà dans la table.',
            en: 'All rows of this delivery that do not seem to be totals are in the table already.'
          }
        : {
            fr: 'Toutes les lignes de cette livraison sont déjà dans la table.',
            en: 'All rows of this delivery are in the table already.'
          }
    )
  if (mode === 'append' && key && rows.changed) {
    const told = countOf(rows.changed, ['ligne a', 'lignes ont'], ['row has', 'rows have'])
    notes.push({
      fr: `${told.fr} la clé d’une ligne de la table, avec d’autres valeurs : à la suite, une telle clé sera deux fois dans la table.`,
      en: `${told.en} the key of a row of the table, with other values: added behind, such a key will stand twice in the table.`
    })
  }
  return notes
}

/** Lines that seem to be totals: they are told, compared with none, and stay rows. */
export function notesOnTotals({ totals: { before, arriving } }: Pick<DeliveryDiff, 'totals'>): LocalizedText[] {
  if (!before && !arriving) return []
  if (before + arriving === 1)
    return [
      {
        fr: `Une ligne de ${before ? 'la table' : 'cette livraison'} semble être un total\u202f: elle n’est comparée à aucune autre, et reste une ligne comme les autres.`,
        en: `One line of ${before ? 'the table' : 'this delivery'} seems to be a total: it is compared with no other, and stays a row like the others.`
      }
    ]
  const sides = (table: string, delivery: string, between: string): string =>
    [...(arriving ? [`${arriving} ${delivery}`] : []), ...(before ? [`${before} ${table}`] : [])].join(between)
  return [
    {
      fr: `Des lignes semblent être des totaux (${sides('dans la table', 'dans cette livraison', ', ')})\u202f: elles ne sont comparées à aucune autre, et restent des lignes comme les autres.`,
      en: `Some lines seem to be totals (${sides('in the table', 'in this delivery', ', ')}): they are compared with no other, and stay rows like the others.`
    }
  ]
}

const MOST_NAMES = 8

/** Columns that no type holds exactly on both sides, and that are text for that. */
export function notesOnTexts(meetings: readonly ColumnMeeting[]): LocalizedText[] {
  const [stay, become] = [
    meetings.filter(({ before }) => before?.type === 'VARCHAR'),
    meetings.filter(({ before }) => before?.type !== 'VARCHAR')
  ]
  const notes: LocalizedText[] = []
  if (become.length)
    notes.push({
      fr: `Gardées comme texte : ${listed(become, 'fr')}. Aucun type ne contient exactement à la fois les valeurs de la table et celles de cette livraison.`,
      en: `Kept as text: ${listed(become, 'en')}. No type holds exactly both the values of the table and those of this delivery.`
    })
  if (stay.length)
    notes.push({
      fr: `Du texte comme dans la table, où cette livraison a un autre type : ${listed(stay, 'fr')}.`,
      en: `Text as in the table, where this delivery has another type: ${listed(stay, 'en')}.`
    })
  return notes
}

/** Columns that no type holds exactly on both sides, of which only all their texts together can tell how they are read. */
export function notesOnReading(meetings: readonly ColumnMeeting[]): LocalizedText[] {
  if (!meetings.length) return []
  return [
    {
      fr: `Gardées comme texte, aucun type ne contenant exactement les valeurs des deux côtés : ${listed(meetings, 'fr')}. La préparation les lira si aucune valeur n’y est perdue.`,
      en: `Kept as text, since no type holds the values of both sides exactly: ${listed(meetings, 'en')}. The recipe will read them where that loses no value.`
    }
  ]
}

/** Values of a delivery in a column that the step of its column will not read, or but in part. */
export interface UnreadValues {
  name: string
  reading: TextReading
  count: number
  /** Of them, those that it takes in part: numbers with fewer digits, days without their time. */
  rounded: number
  examples: string[]
  /** Beside them, those that it reads as numbers, without the zeros that they begin with. */
  lostZeros: { count: number; examples: string[] }
}

/** Values that will be missing in the prepared table, rounded there or without their leading zeros, since the recipe does not read them as they are. */
export function notesOnUnread(values: readonly UnreadValues[]): LocalizedText[] {
  return values.flatMap(({ name, reading, count, rounded, examples, lostZeros }) => {
    const words = readingInWords(reading)
    const isPartly = (text: string): boolean => readsInPart(reading, text)
    const notes: LocalizedText[] = []
    const unread = count - rounded
    if (unread) {
      const shown = shownOf(examples.filter((text) => !isPartly(text)))
      const [told, isOne] = [countOf(unread, ['valeur', 'valeurs'], ['value', 'values']), unread === 1]
      notes.push({
        fr: `« ${name} » : la préparation (${words?.fr ?? ''}) ne lit pas ${told.fr} de cette livraison${shown.fr} ; ${isOne ? 'elle sera vide' : 'elles seront vides'} dans la table préparée, et ${isOne ? 'restera' : 'resteront'} dans les données brutes.`,
        en: `“${name}”: the recipe (${words?.en ?? ''}) does not read ${told.en} of this delivery${shown.en}; ${isOne ? 'it' : 'they'} will be missing in the prepared table, and ${isOne ? 'stays' : 'stay'} in the raw data.`
      })
    }
    if (rounded) {
      const shown = shownOf(examples.filter(isPartly))
      const [told, isOne] = [countOf(rounded, ['valeur', 'valeurs'], ['value', 'values']), rounded === 1]
      notes.push(
        reading.kind === 'date'
          ? {
              fr: `« ${name} » : la préparation (${words?.fr ?? ''}) lit sans ${isOne ? 'son' : 'leur'} heure ${told.fr} de cette livraison${shown.fr} ; les données brutes la gardent.`,
              en: `“${name}”: the recipe (${words?.en ?? ''}) reads ${told.en} of this delivery without ${isOne ? 'its' : 'their'} time of day${shown.en}; the raw data keep it.`
            }
          : {
              fr: `« ${name} » : la préparation (${words?.fr ?? ''}) arrondit ${told.fr} de cette livraison${shown.fr} ; ${isOne ? 'elle reste' : 'elles restent'} avec tous ${isOne ? 'ses' : 'leurs'} chiffres dans les données brutes.`,
              en: `“${name}”: the recipe (${words?.en ?? ''}) rounds ${told.en} of this delivery${shown.en}; ${isOne ? 'it stays' : 'they stay'} with all digits in the raw data.`
            }
      )
    }
    if (lostZeros.count) {
      const shown = shownOf(lostZeros.examples)
      const [told, isOne] = [
        countOf(lostZeros.count, ['valeur', 'valeurs'], ['value', 'values']),
        lostZeros.count === 1
      ]
      notes.push({
        fr: `« ${name} » : la préparation (${words?.fr ?? ''}) lit sans ${isOne ? 'ses' : 'leurs'} zéros de tête ${told.fr} de cette livraison${shown.fr} ; les données brutes les gardent.`,
        en: `“${name}”: the recipe (${words?.en ?? ''}) reads ${told.en} of this delivery without ${isOne ? 'its' : 'their'} leading zeros${shown.en}; the raw data keep them.`
      })
    }
    return notes
  })
}

function shownOf(examples: readonly string[]): LocalizedText {
  const listedIn = (open: string, close: string): string =>
    examples.length ? ` (${examples.map((one) => open + one + close).join(', ')})` : ''
  return { fr: listedIn('« ', ' »'), en: listedIn('“', '”') }
}

function listed(columns: readonly { name: string }[], language: 'fr' | 'en'): string {
  const names = columns.slice(0, MOST_NAMES).map(({ name }) => (language === 'fr' ? `« ${name} »` : `“${name}”`))
  const left = columns.length - names.length
  return names.join(', ') + (left ? (language === 'fr' ? ` et ${left} autres` : ` and ${left} others`) : '')
}
