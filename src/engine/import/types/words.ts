import { POSIX_FROM } from './short-years'
import { shapeInWords, yesNoInWords, type LocalizedText, type TextReading } from '../../../contract'

/** A reading in plain words, or null for plain text. */
export function readingInWords(reading: TextReading): LocalizedText | null {
  switch (reading.kind) {
    case 'text':
      return null
    case 'formula':
      return {
        fr: 'texte sans les signes de formule d’Excel (="00012" donne 00012)',
        en: 'text without the formula signs of Excel (="00012" gives 00012)'
      }
    case 'integer':
      return open(reading, {
        fr: reading.grouping ? `nombre entier, milliers séparés par ${MARKS[reading.grouping].fr}` : 'nombre entier',
        en: reading.grouping ? `whole number, thousands parted by ${MARKS[reading.grouping].en}` : 'whole number'
      })
    case 'number':
      return open(reading, numberInWords(reading))
    case 'date':
    case 'timestamp':
      return open(reading, shapesInWords(reading, NOUNS[reading.kind], reading.yearsFrom))
    case 'time':
      return shapesInWords(reading, NOUNS.time)
    case 'duration':
      return reading.pair === 'm:s'
        ? { fr: 'durée en secondes (12:30 : 12 min 30 s)', en: 'length of time in seconds (12:30: 12 min 30 s)' }
        : { fr: 'durée en secondes (12:30 : 12 h 30 min)', en: 'length of time in seconds (12:30: 12 h 30 min)' }
    case 'boolean':
      return yesNoInWords(reading)
  }
}

const MARKS = {
  ' ': { fr: 'une espace', en: 'a space' },
  "'": { fr: 'une apostrophe', en: 'an apostrophe' },
  '.': { fr: 'un point', en: 'a point' },
  ',': { fr: 'une virgule', en: 'a comma' }
}
const NOUNS = {
  date: { fr: 'date', en: 'date' },
  timestamp: { fr: 'date et heure', en: 'date and time' },
  time: { fr: 'heure', en: 'time of day' }
}

/** What the sample leaves open is said with the reading. */
function open(reading: TextReading & { ambiguous?: boolean | undefined }, words: LocalizedText): LocalizedText {
  if (!reading.ambiguous) return words
  const other =
    reading.kind === 'date' || reading.kind === 'timestamp'
      ? { fr: 'jour et mois pourraient être inversés', en: 'day and month could be the other way round' }
      : markInDoubt(reading)
  return { fr: `${words.fr} (à vérifier : ${other.fr})`, en: `${words.en} (to check: ${other.en})` }
}

/** Both meanings of a mark before three digits. */
function markInDoubt(reading: TextReading): LocalizedText {
  const grouping = reading.kind === 'integer' || reading.kind === 'number' ? reading.grouping : ''
  const mark = grouping || (reading.kind === 'number' ? reading.decimal : ',')
  return {
    fr: `« 1${mark}234 » peut vouloir dire mille deux cent trente-quatre ou un virgule deux cent trente-quatre`,
    en: `“1${mark}234” may mean one thousand two hundred and thirty-four or one point two three four`
  }
}

function numberInWords(reading: TextReading & { kind: 'number' }): LocalizedText {
  if (reading.unit === '%')
    return {
      fr: 'pourcentage, lu sans son signe : 12 % donne 12',
      en: 'percentage, read without its sign: 12% gives 12'
    }
  if (reading.unit?.startsWith('/'))
    return { fr: `note ${reading.unit}, lue sans le barème`, en: `score ${reading.unit}, read without its scale` }
  const unit = reading.unit ? ` (${reading.unit})` : ''
  if (reading.decimals === 0) return { fr: `grand nombre entier${unit}`, en: `large whole number${unit}` }
  const mark =
    reading.decimal === ','
      ? reading.point
        ? { fr: 'virgule décimale, ou à point décimal', en: 'decimal comma, or decimal point' }
        : { fr: 'virgule décimale', en: 'decimal comma' }
      : { fr: 'point décimal', en: 'decimal point' }
  const grouping = reading.grouping && MARKS[reading.grouping]
  return {
    fr: `nombre à ${mark.fr}${grouping ? `, milliers séparés par ${grouping.fr}` : ''}${unit}`,
    en: `number with ${mark.en}${grouping ? `, thousands parted by ${grouping.en}` : ''}${unit}`
  }
}

function shapesInWords(
  { shapes }: { shapes: readonly string[] },
  noun: LocalizedText,
  from = POSIX_FROM
): LocalizedText {
  const [fr, en] = (['fr', 'en'] as const).map((language) =>
    shapes.map((shape) => oneShapeInWords(shape, language)).join(language === 'fr' ? ' ; ' : '; ')
  )
  const zoned = shapes.some((shape) => shape.includes('%z'))
  const utc = zoned ? { fr: ', ramenée à l’heure UTC', en: ', brought to UTC' } : { fr: '', en: '' }
  const years = shapes.some((shape) => shape.includes('%y'))
    ? {
        fr: `, années à deux chiffres lues entre ${from} et ${from + 99}`,
        en: `, two-digit years read from ${from} to ${from + 99}`
      }
    : { fr: '', en: '' }
  return shapes.length > 1
    ? {
        fr: `${noun.fr}, ${shapes.length} formes mêlées : ${fr}${years.fr}${utc.fr}`,
        en: `${noun.en}, ${shapes.length} mixed shapes: ${en}${years.en}${utc.en}`
      }
    : { fr: `${noun.fr} ${fr}${years.fr}${utc.fr}`, en: `${noun.en} ${en}${years.en}${utc.en}` }
}

const WHOLE_SHAPES: Readonly<Record<string, LocalizedText>> = {
  excel: { fr: 'd’Excel (nombre de jours)', en: 'of Excel (number of days)' },
  unix: { fr: 'Unix (secondes depuis 1970)', en: 'of Unix (seconds since 1970)' },
  'unix-ms': { fr: 'Unix (millisecondes depuis 1970)', en: 'of Unix (milliseconds since 1970)' }
}

function oneShapeInWords(shape: string, language: 'fr' | 'en'): string {
  if (Object.hasOwn(WHOLE_SHAPES, shape)) return WHOLE_SHAPES[shape]?.[language] ?? shape
  // Behind its letter, a quarter is clearer by the four there are.
  return shapeInWords(shape.replace(/([TQ])%q/g, '$11–$14'), language)
}
