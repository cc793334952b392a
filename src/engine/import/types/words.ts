import type { LocalizedText, TextReading } from '../../../contract'

/** A reading in plain words, or null for plain text. */
export function readingInWords(reading: TextReading): LocalizedText | null {
  switch (reading.kind) {
    case 'text':
      return null
    case 'integer':
      return reading.grouping
        ? { fr: 'nombre entier, milliers séparés', en: 'whole number with thousands separator' }
        : { fr: 'nombre entier', en: 'whole number' }
    case 'number': {
      const mark =
        reading.decimal === ','
          ? { fr: 'virgule décimale', en: 'decimal comma' }
          : { fr: 'point décimal', en: 'decimal point' }
      const unit = reading.unit ? ` (${reading.unit})` : ''
      return { fr: `nombre à ${mark.fr}${unit}`, en: `number with ${mark.en}${unit}` }
    }
    case 'date':
    case 'timestamp': {
      const many = reading.shapes.length > 1
      const noun = reading.kind === 'date' ? { fr: 'date', en: 'date' } : { fr: 'date et heure', en: 'date and time' }
      const shapes = reading.shapes.map(shapeInWords).join(' ; ')
      return many
        ? {
            fr: `${noun.fr}, ${reading.shapes.length} formes mêlées : ${shapes}`,
            en: `${noun.en}, ${reading.shapes.length} mixed shapes: ${shapes}`
          }
        : { fr: `${noun.fr} ${shapes}`, en: `${noun.en} ${shapes}` }
    }
    case 'boolean':
      return { fr: `${reading.yes} / ${reading.no}`, en: `${reading.yes} / ${reading.no}` }
  }
}

function shapeInWords(shape: string): string {
  const words: Record<string, string> = {
    '%Y': 'aaaa',
    '%y': 'aa',
    '%m': 'mm',
    '%d': 'jj',
    '%B': 'mois',
    '%H': 'hh',
    '%M': 'mm',
    '%S': 'ss',
    '%f': 'ms'
  }
  return shape.replace(/%[YymdBHMSf]/g, (part) => words[part] ?? part)
}
