import { expect, test } from 'vitest'
import { BOUNDS } from '../contract/testing/bounds'
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

test.each(BOUNDS)('the end %s of an interval of %s is %s in French, %s in English', (value, unit, fr, en) => {
  const told = boundText(value, unit)
  expect([told.fr, told.en].map((text) => text.replaceAll(/\s/g, ' '))).toEqual([fr, en])
})
