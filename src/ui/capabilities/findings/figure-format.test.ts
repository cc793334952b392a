import { afterEach, expect, test } from 'vitest'
import { frenchSpaces } from '../../../contract'
import { BOUNDS } from '../../../contract/testing/bounds'
import { changeLanguage } from '../../parts/i18n'
import { formatOf } from './figure-format'

afterEach(() => changeLanguage('fr'))

test.each(BOUNDS)('the end %s of an interval of %s is %s in French, %s in English', async (value, unit, fr, en) => {
  const alike = (text: string): string => frenchSpaces(text).replaceAll(/\s/g, ' ').replace('-', '−')
  await changeLanguage('fr')
  expect(alike(formatOf(unit)(value))).toBe(fr)
  await changeLanguage('en')
  expect(alike(formatOf(unit)(value))).toBe(en)
})
