import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { FigureUnit, frenchSpaces } from '../../../contract'
import { boundText } from '../../../engine/figure-text'
import { changeLanguage } from '../../parts/i18n'
import { formatOf } from './figure-format'

afterEach(() => changeLanguage('fr'))

test.each(['fr', 'en'] as const)(
  'the ends of an interval are written alike on screen and in the report, in %s',
  async (language) => {
    await changeLanguage(language)
    const alike = (text: string): string => frenchSpaces(text).replaceAll(/\s/g, ' ').replace('-', '−')
    const value = fc.oneof(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1, 0.0004, 0.9997, 0.99949, 12, -0.04)
    )
    for (const unit of FigureUnit.options)
      fc.assert(
        fc.property(value, (x) => {
          expect(alike(boundText(x, unit)[language])).toBe(alike(formatOf(unit)(x)))
        })
      )
    expect(alike(boundText(0.9997, 'share').fr)).toBe('> 99,9 %')
    expect(alike(boundText(0.0003, 'share').fr)).toBe('< 0,1 %')
  }
)
