import { describe, expect, it } from 'vitest'
import type { ColumnReading } from '../../../../contract'
import { isNumeric, readingId, readingOptions, typeInWords } from './readings'

const DATE: ColumnReading = {
  name: 'jour',
  type: 'DATE',
  format: { fr: 'date jj/mm/aaaa', en: 'date jj/mm/aaaa' },
  lossless: false,
  failures: 0,
  failureExamples: [],
  reading: { shapes: ['%d/%m/%Y'], kind: 'date' },
  readings: [],
  missing: []
}

describe('readings offered', () => {
  it('begin with the one found, which is not offered twice', () => {
    const options = readingOptions(DATE)
    expect(options[0]?.words.fr).toBe('date jj/mm/aaaa')
    expect(options.filter(({ id }) => id === options[0]?.id)).toHaveLength(1)
  })

  it('offer one that is in doubt once only, as the decision that it would be', () => {
    const doubtful: ColumnReading = { ...DATE, reading: { kind: 'date', shapes: ['%d/%m/%Y'], ambiguous: true } }
    const options = readingOptions(doubtful)
    expect(options.filter(({ words }) => words.fr.startsWith('date jj/mm/aaaa'))).toHaveLength(1)
    expect(options[0]?.reading).toEqual({ kind: 'date', shapes: ['%d/%m/%Y'] })
  })

  it('always hold every kind of reading, and what the user made up', () => {
    const own = { kind: 'date' as const, shapes: ['%d*%m*%Y'] }
    const words = readingOptions(DATE, own).map(({ words }) => words.fr)
    expect(words[0]).toBe('date jj*mm*aaaa')
    for (const wanted of [
      'texte',
      'nombre entier',
      'nombre 1 234,5',
      'nombre 1,234.5',
      'pourcentage 12,5 %',
      '1 234,5 €',
      'date jj mois aaaa (31 décembre 2025)',
      'date et heure aaaa-mm-jj hh:mm:ss',
      'heure hh:mm',
      'durée (12:30 = 12 h 30)',
      'oui / non'
    ])
      expect(words).toContain(wanted)
  })

  it('are all different', () => {
    const ids = readingOptions(null).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const words = readingOptions(null).map(({ words }) => words.fr)
    expect(new Set(words).size).toBe(words.length)
  })

  it('have one name whatever the order of their fields', () => {
    expect(readingId({ kind: 'integer', grouping: ' ' })).toBe(readingId({ grouping: ' ', kind: 'integer' }))
    expect(readingId({ kind: 'integer', grouping: ' ' })).not.toBe(readingId({ kind: 'integer', grouping: '' }))
  })
})

it('types are told in words', () => {
  const words = (type: string): string => typeInWords({ type, format: null }).fr
  expect(
    ['VARCHAR', 'BIGINT', 'DECIMAL(18,2)', 'TIMESTAMP WITH TIME ZONE', 'BOOLEAN', 'STRUCT(a INT)', 'VARCHAR[]'].map(
      words
    )
  ).toEqual(['texte', 'nombre entier', 'nombre', 'date et heure', 'oui / non', 'imbriqué', 'imbriqué'])
  expect(words('GEOMETRY')).toBe('GEOMETRY')
})

it('figures are those read as numbers, or of a type of numbers', () => {
  expect(isNumeric({ type: 'VARCHAR', reading: { kind: 'number', decimal: ',', grouping: '', unit: null } })).toBe(true)
  expect(isNumeric({ type: 'DECIMAL(9,2)' })).toBe(true)
  expect(isNumeric({ type: 'INTERVAL' })).toBe(false)
  expect(isNumeric(DATE)).toBe(false)
})
