import { afterEach, expect, test } from 'vitest'
import { frenchSpaces, type FigureUnit } from '../../../contract'
import { changeLanguage } from '../../parts/i18n'
import { formatOf } from './figure-format'

afterEach(() => changeLanguage('fr'))

/** As `boundText` writes them in the report: its test holds the same cases. */
const CASES: [number, FigureUnit, string, string][] = [
  [0.9997, 'share', '> 99,9 %', '> 99.9%'],
  [0.0003, 'share', '< 0,1 %', '< 0.1%'],
  [0.0004, 'share', '< 0,1 %', '< 0.1%'],
  [1, 'share', '100 %', '100%'],
  [0, 'share', '0 %', '0%'],
  [0.1234, 'share', '12,3 %', '12.3%'],
  [12, 'points', '+12,0', '+12.0'],
  [-0.04, 'count', '0', '0'],
  [1234.5, 'count', '1 235', '1,235'],
  [-12.345, 'points', '−12,3', '−12.3']
]

test.each(CASES)('the end %s of an interval of %s is %s in French, %s in English', async (value, unit, fr, en) => {
  const alike = (text: string): string => frenchSpaces(text).replaceAll(/\s/g, ' ').replace('-', '−')
  await changeLanguage('fr')
  expect(alike(formatOf(unit)(value))).toBe(fr)
  await changeLanguage('en')
  expect(alike(formatOf(unit)(value))).toBe(en)
})
