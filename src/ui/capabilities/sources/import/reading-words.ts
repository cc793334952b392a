import { shapeInWords, yesNoInWords, type LocalizedText, type TextReading } from '../../../../contract'
import { exampleOf } from './date-words'

/** A reading in a few words with an example, short enough for a header and a menu. */
export function readingInBrief(reading: TextReading): LocalizedText {
  switch (reading.kind) {
    case 'text':
      return { fr: 'texte', en: 'text' }
    case 'formula':
      return { fr: 'texte sans ="…"', en: 'text without ="…"' }
    case 'integer': {
      const example = reading.grouping && ` ${figure(reading.grouping, '')}`
      return { fr: `nombre entier${example}`, en: `whole number${example}` }
    }
    case 'number':
      return numberInBrief(reading)
    case 'date':
      return shapesInBrief(reading.shapes, { fr: 'date', en: 'date' }, reading.yearsFrom)
    case 'timestamp':
      return shapesInBrief(reading.shapes, { fr: 'date et heure', en: 'date and time' }, reading.yearsFrom)
    case 'time':
      return shapesInBrief(reading.shapes, { fr: 'heure', en: 'time' })
    case 'duration':
      return reading.pair === 'm:s'
        ? { fr: 'durée (12:30 = 12 min 30 s)', en: 'length of time (12:30 = 12 min 30 s)' }
        : { fr: 'durée (12:30 = 12 h 30)', en: 'length of time (12:30 = 12 h 30)' }
    case 'boolean':
      return yesNoInWords(reading)
  }
}

function numberInBrief({ decimal, grouping, unit, decimals }: TextReading & { kind: 'number' }): LocalizedText {
  if (unit === '%') {
    const example = `12${decimal}5`
    return { fr: `pourcentage ${example} %`, en: `percentage ${example}%` }
  }
  if (unit?.startsWith('/')) {
    const example = `7${decimal}5${unit}`
    return { fr: `note ${example}`, en: `score ${example}` }
  }
  const example = figure(grouping, decimals === 0 ? '' : decimal)
  if (unit !== null) return { fr: `${example} ${unit}`, en: `${example} ${unit}` }
  return decimals === 0
    ? { fr: `grand nombre entier ${example}`, en: `large whole number ${example}` }
    : { fr: `nombre ${example}`, en: `number ${example}` }
}

function figure(grouping: string, decimal: string): string {
  return `1${grouping}234${decimal && `${decimal}5`}`
}

const COUNTED: Readonly<Record<string, LocalizedText>> = {
  excel: { fr: 'd’Excel (45 000)', en: 'of Excel (45000)' },
  unix: { fr: 'Unix (secondes)', en: 'of Unix (seconds)' },
  'unix-ms': { fr: 'Unix (millisecondes)', en: 'of Unix (milliseconds)' }
}

function shapesInBrief(shapes: readonly string[], noun: LocalizedText, from?: number): LocalizedText {
  const [shape = ''] = shapes
  if (shapes.length > 1)
    return { fr: `${noun.fr}, ${shapes.length} formes mêlées`, en: `${noun.en}, ${shapes.length} mixed shapes` }
  const counted = Object.hasOwn(COUNTED, shape) ? COUNTED[shape] : undefined
  if (counted) return { fr: `${noun.fr} ${counted.fr}`, en: `${noun.en} ${counted.en}` }
  if (/%[qV]/.test(shape)) {
    const unit = shape.includes('%q') ? { fr: 'trimestre', en: 'quarter' } : { fr: 'semaine', en: 'week' }
    return { fr: `${unit.fr} ${exampleOf(shape, 'fr')}`, en: `${unit.en} ${exampleOf(shape, 'en')}` }
  }
  // A reading on offer names no years: those of the column are suggested once it is chosen.
  const years = shape.includes('%y') && from !== undefined ? ` (${from}–${from + 99})` : ''
  return { fr: `${noun.fr} ${named(shape, 'fr')}${years}`, en: `${noun.en} ${named(shape, 'en')}${years}` }
}

/** Words within the shape, such as names of months, are clearer by an example. */
function named(shape: string, language: keyof LocalizedText): string {
  return /%[BAp]/.test(shape)
    ? `${shapeInWords(shape, language)} (${exampleOf(shape, language)})`
    : shapeInWords(shape, language)
}
