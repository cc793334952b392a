import { expect, test } from 'vitest'
import { changeLanguage, defineText, translate } from './i18n'

const text = defineText('i18n-test', {
  fr: { rows_one: '{{n}} ligne', rows_other: '{{n}} lignes' },
  en: { rows_one: '{{n}} row', rows_other: '{{n}} rows' }
})

test.each([
  ['fr', 'ligne', 'lignes'],
  ['en', 'row', 'rows']
] as const)('whole millions are counted in words like other figures (%s)', async (language, one, other) => {
  await changeLanguage(language)
  const words = (count: number): string => translate(text, 'rows', { count, n: count })
  expect(words(1)).toBe(`1 ${one}`)
  for (const count of [2, 999_999, 1_000_000, 2_000_000, 10_000_000, 1_000_001])
    expect(words(count)).toBe(`${count} ${other}`)
  await changeLanguage('fr')
})
