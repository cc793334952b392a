import { expect, test } from 'vitest'
import type { Filter } from '../../contract'
import { filterInWords } from './filter-words'

test.each<[Filter, string, string]>([
  [{ all: [] }, 'Toutes les lignes', 'All rows'],
  [
    {
      all: [
        { column: 'prix', op: '>=', values: [2.5] },
        { column: 'prix', op: '<', values: [10] },
        { column: 'ville', op: 'in', values: ['Lyon', '', null] }
      ]
    },
    '« prix » de 2,5 à moins de 10 et « ville » parmi Lyon, (texte vide), (manquant)',
    '“prix” from 2.5 to less than 10 and “ville” in Lyon, (empty text), (missing)'
  ],
  [
    { all: [{ column: 'avis', op: 'not word', values: ['long', 'cher'] }], named: { id: '1', name: 'Contents' } },
    'filtre « Contents » (« avis » n’a pas le mot long ou cher)',
    'filter “Contents” (“avis” does not have the word long or cher)'
  ],
  [{ all: [{ column: 'ok', op: 'in', values: [true, 'true'] }] }, '« ok » parmi oui, true', '“ok” in yes, true'],
  [
    { all: [{ column: 'n', op: 'in', values: [1, 2, 3, 4, 5, 6, 7] }] },
    '« n » parmi 1, 2, 3, 4, 5 et 2 de plus',
    '“n” in 1, 2, 3, 4, 5 and 2 more'
  ]
])('%j in words', (filter, fr, en) => {
  expect(filterInWords(filter)).toEqual({ fr, en })
})

test('days are written as a grid shows them, texts that look like days as they are', () => {
  const columns = [
    { name: 'jour', type: 'DATE' },
    { name: 'code', type: 'VARCHAR' }
  ]
  const filter: Filter = {
    all: [
      { column: 'jour', op: '>=', values: ['2024-03-01'] },
      { column: 'jour', op: '<', values: ['2024-04-01 00:00:00'] },
      { column: 'code', op: '=', values: ['2024-03-01'] },
      { column: 'jour', op: 'contains', values: ['2024-03'] }
    ]
  }
  expect(filterInWords(filter, columns)).toEqual({
    fr: '« jour » de 01/03/2024 à moins de 01/04/2024 00:00:00 et « code » = 2024-03-01 et « jour » contient 2024-03',
    en: '“jour” from 2024-03-01 to less than 2024-04-01 00:00:00 and “code” = 2024-03-01 and “jour” contains 2024-03'
  })
})
