import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { constantColumn } from './constant-column'

const bench = detectorBench()

test('a column of a single value is told once, as a column; one that varies once, an empty one and a short one are not', async () => {
  const found = await bench.detect(
    constantColumn,
    `SELECT i AS id, 'France' AS pays, CASE WHEN i = 5 THEN 'USD' ELSE 'EUR' END AS devise, NULL::VARCHAR AS vide, CASE WHEN i % 2 = 0 THEN true END AS abonne, CASE WHEN i < 19 THEN 'x' END AS court FROM range(100) r(i)`
  )
  expect(found.map(({ columns, rows, cells, place }) => [columns, rows, cells, place])).toEqual([
    [['pays'], 100, 0, 'column'],
    [['abonne'], 50, 0, 'column']
  ])
  expect(found.map(({ message }) => message.fr)).toEqual([
    '« pays » vaut toujours « France » (100 lignes)',
    '« abonne » vaut toujours « oui » (50 lignes)'
  ])
  expect(found.map(({ explanation }) => explanation.fr.includes('Les autres lignes sont vides'))).toEqual([false, true])
})
