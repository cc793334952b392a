import { describe, expect, it } from 'vitest'
import { shapeInWords } from '../../../../contract'
import { exampleOf, typedShape } from './date-words'
import { listedReadings } from './reading-list'

describe('a shape typed in plain words', () => {
  it.each([
    ['jj/mm/aaaa', 'date', '%d/%m/%Y'],
    ['JJ.MM.AA', 'date', '%d.%m.%y'],
    ['dd-mm-yyyy', 'date', '%d-%m-%Y'],
    ['aaaammjj', 'date', '%Y%m%d'],
    ['jjmmaaaa', 'date', '%d%m%Y'],
    ['j mois aaaa', 'date', '%d %B %Y'],
    ['jour jj mois aaaa', 'date', '%A %d %B %Y'],
    ['le jj/mm/aaaa à hh:mm', 'timestamp', 'le %d/%m/%Y à %H:%M'],
    ['jj/mm/aaaa hhhmm', 'timestamp', '%d/%m/%Y %Hh%M'],
    ['aaaa-mm-jjThh:mm:ssZ', 'timestamp', '%Y-%m-%dT%H:%M:%SZ'],
    ['hh:mm:ss', 'time', '%H:%M:%S'],
    ['hh:mm am/pm', 'time', '%I:%M %p'],
    ['%d/%m/%Y', 'date', '%d/%m/%Y'],
    ['mm/aaaa', 'date', '%m/%Y']
  ])('%s is a %s', (typed, kind, shape) => {
    expect(typedShape(typed)).toEqual({ kind, shape })
  })

  it.each([
    ['', 'empty'],
    ['jj/mm', 'noYear'],
    ['aaaa', 'noMonth'],
    ['jj/jj/aaaa', 'twice'],
    ['jeudi 12', 'unknown'],
    ['%Q/%m/%Y', 'unknown']
  ])('%s is none: %s', (typed, problem) => {
    expect(typedShape(typed)).toMatchObject({ problem })
  })

  it('is what every listed shape is called', () => {
    for (const { reading } of listedReadings()) {
      if (reading.kind !== 'date' && reading.kind !== 'timestamp' && reading.kind !== 'time') continue
      const [shape = ''] = reading.shapes
      if (!shape.startsWith('%') || /%[GVq]|T%q/.test(shape)) continue
      expect(typedShape(shapeInWords(shape, 'fr'))).toEqual({ kind: reading.kind, shape })
      expect(typedShape(shapeInWords(shape, 'en'))).toEqual({ kind: reading.kind, shape })
    }
  })
})

it('an example is written in the shape', () => {
  expect(exampleOf('%d %B %Y à %Hh%M', 'fr')).toBe('31 décembre 2025 à 14h05')
})
