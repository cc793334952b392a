import { describe, expect, test } from 'vitest'
import type { TextReading } from '../../../contract'
import { choicesFor, inferReading, readingInWords } from './index'
import { columnOf, KINDS } from './testing/corpus'
import { Random } from './testing/random'

const reads = (values: (string | null)[]): [TextReading, number][] =>
  choicesFor(values).map(({ reading, read }) => [reading, read])

describe('readings to choose from', () => {
  test('0 and 1 are numbers, and yes and no if one says so', () => {
    const offered = reads(['0', '1', '1', null, '0'])
    expect(offered[0]).toEqual([{ kind: 'integer', grouping: '' }, 4])
    expect(offered).toContainEqual([{ kind: 'boolean', yes: '1', no: '0' }, 4])
    expect(offered.at(-1)).toEqual([{ kind: 'text' }, 4])
  })

  test('crosses and codes with an E stay text, and their readings are offered', () => {
    expect(reads(['X', null, 'X', null]).map(([reading]) => reading)).toEqual([
      { kind: 'text' },
      { kind: 'boolean', yes: 'x', no: '' }
    ])
    const [found, ...others] = reads(['1E1', '2E2', '12E3'])
    expect(found?.[0]).toEqual({ kind: 'text' })
    expect(others.map(([reading]) => reading.kind)).toContain('number')
  })

  test('days that leave the order open offer both orders, and say so', () => {
    const [found, ...others] = choicesFor(['01/02/2024', '03/04/2024', '05/06/2024', '02/01/2024'])
    expect(found?.reading).toEqual({ kind: 'date', shapes: ['%d/%m/%Y'], ambiguous: true })
    expect(found?.words.fr).toBe('date jj/mm/aaaa (à vérifier : jour et mois pourraient être inversés)')
    expect(others.map(({ reading }) => reading)).toContainEqual({ kind: 'date', shapes: ['%m/%d/%Y'] })
  })

  test('a mark before three digits may be either', () => {
    const offered = reads(['1.234', '2.345', '3.456'])
    expect(offered[0]?.[0]).toMatchObject({ kind: 'number', decimal: '.', grouping: '', ambiguous: true })
    expect(offered).toContainEqual([{ kind: 'integer', grouping: '.' }, 3])
    expect(inferReading(['1.234', '2.345', '3.456'], { decimal: ',' })).toMatchObject({
      kind: 'integer',
      grouping: '.'
    })
    expect(inferReading(['1.234', '2.345', '3.456,5'])).toMatchObject({ kind: 'number', decimal: ',', grouping: '.' })
    expect(inferReading(['1.234', '2.345', '3.456', '0.125'])).toMatchObject({ kind: 'number', decimal: '.' })
  })

  test('Excel’s days are offered, never found', () => {
    const days = ['45352', '45353', '45360', '45012']
    expect(inferReading(days)).toEqual({ kind: 'integer', grouping: '' })
    expect(reads(days)).toContainEqual([{ kind: 'date', shapes: ['excel'] }, 4])
  })

  test('clocks may be times or lengths', () => {
    const kinds = reads(['10:30', '11:45', '09:15']).map(([{ kind }]) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['time', 'duration', 'text']))
  })

  test('post codes stay text, a number being one choice more', () => {
    const offered = reads(['75011', '01000', '69003'])
    expect(offered[0]).toEqual([{ kind: 'text' }, 3])
    expect(offered).toContainEqual([{ kind: 'integer', grouping: '' }, 3])
  })

  test('every kind of column has its own reading first, text among the others, and words for all', () => {
    for (const kind of KINDS) {
      const column = columnOf(kind, 'all', 300, new Random(4))
      const offered = choicesFor(column, kind.options)
      expect([kind.name, offered[0]?.reading]).toEqual([kind.name, inferReading(column, kind.options)])
      expect(offered.filter(({ reading }) => reading.kind === 'text')).toHaveLength(1)
      expect(new Set(offered.map(({ reading }) => JSON.stringify(reading))).size).toBe(offered.length)
      expect(offered.length).toBeLessThan(14)
      for (const { words, read, seen } of offered) {
        expect(words.fr.length * words.en.length).toBeGreaterThan(0)
        expect(read).toBeLessThanOrEqual(seen)
      }
    }
  })

  test.each<[TextReading, string, string]>([
    [{ kind: 'number', decimal: ',', grouping: '', unit: '%' }, 'pourcentage, lu sans son signe : 12 % donne 12', 'percentage, read without its sign: 12% gives 12'], // prettier-ignore
    [{ kind: 'number', decimal: ',', grouping: ' ', unit: '€' }, 'nombre à virgule décimale, milliers séparés par une espace (€)', 'number with decimal comma, thousands parted by a space (€)'], // prettier-ignore
    [{ kind: 'timestamp', shapes: ['%Y-%m-%dT%H:%M:%S%z'] }, 'date et heure aaaa-mm-jjThh:mm:ss±hh:mm, ramenée à l’heure UTC', 'date and time yyyy-mm-ddThh:mm:ss±hh:mm, brought to UTC'], // prettier-ignore
    [{ kind: 'boolean', yes: 'x', no: '' }, 'x / vide', 'x / empty']
  ])('%j in words', (reading, fr, en) => {
    expect(readingInWords(reading)).toEqual({ fr, en })
  })
})
