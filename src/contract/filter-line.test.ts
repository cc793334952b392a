import { expect, test } from 'vitest'
import { filterLine } from './filter-line'

test('a filter is announced once, whether it is named or not', () => {
  expect(filterLine({ fr: '« canal » = Web', en: '“canal” = Web' })).toEqual({
    fr: 'Filtre : « canal » = Web',
    en: 'Filter: “canal” = Web'
  })
  expect(filterLine({ fr: 'filtre « Nord » (« n » < 3)', en: 'filter “Nord” (“n” < 3)' })).toEqual({
    fr: 'Filtre « Nord » (« n » < 3)',
    en: 'Filter “Nord” (“n” < 3)'
  })
})
