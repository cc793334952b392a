import { expect, test } from 'vitest'
import type { FigureUnit } from '../contract'
import { boundText, figureText } from './figure-text'

test('a share that is not whole is never rounded to 100 %', () => {
  for (const [failing, of] of [
    [1, 4000],
    [1, 2001],
    [1, 1_000_000]
  ] as const)
    // prettier-ignore
    expect(figureText((of - failing) / of, 'share').en).toBe('99.9%')
  expect(figureText(0.9994, 'share').en).toBe('99.9%')
  expect(figureText(0.9987, 'share').en).toBe('99.9%')
  expect(figureText(1, 'share').en).toBe('100%')
})

/** As the screen writes them: the test of its formats holds the same cases. */
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

test.each(CASES)('the end %s of an interval of %s is %s in French, %s in English', (value, unit, fr, en) => {
  const told = boundText(value, unit)
  expect([told.fr, told.en].map((text) => text.replaceAll(/\s/g, ' '))).toEqual([fr, en])
})
