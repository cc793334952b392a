import { describe, expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { turnedAround, wordOrder } from './word-order'

const told = (...values: [string, number][]) =>
  turnedAround(values.map(([value, n]) => ({ value, n }))).map(({ from, to }) => [from.value, to.value])

describe('words in another order', () => {
  test('a legal form on the other side of the name, dotted or not, however rare both are', () => {
    expect(
      told(['SAS Dupont', 3], ['Dupont SAS', 1], ['SARL Martin', 2], ['Martin, S.A.R.L.', 2], ['SA Leroy', 4])
    ).toEqual([
      ['Dupont SAS', 'SAS Dupont'],
      ['Martin, S.A.R.L.', 'SARL Martin']
    ])
  })

  test('another form, another name or another order of the words of the name is another firm', () => {
    expect(told(['SAS Dupont', 3], ['Dupont SARL', 1], ['Dupond SAS', 1], ['SARL Petit Martin', 2], ['Martin Petit SARL', 1])).toEqual([]) // prettier-ignore
  })

  test('the words of a much commoner value in another order', () => {
    expect(told(['Ressources humaines', 40], ['humaines ressources', 1], ['Comptabilité', 30])).toEqual([
      ['humaines ressources', 'Ressources humaines']
    ])
    expect(told(['Marie Durand', 12], ['Durand, Marie', 1])).toEqual([['Durand, Marie', 'Marie Durand']])
  })

  test('an order that says something is left: journeys, numbers, both orders common', () => {
    expect(told(['Paris-Lyon', 40], ['Lyon-Paris', 1])).toEqual([])
    expect(told(['Paris Lyon', 40], ['Lyon Paris', 36], ['Nantes Rennes', 50], ['Rennes Nantes', 1])).toEqual([])
    expect(told(['12 rue Pasteur 4', 40], ['4 rue Pasteur 12', 1])).toEqual([])
    expect(told(['A B', 40], ['B A', 1])).toEqual([])
  })
})

const bench = detectorBench()

test('is found in a column of firms, and repaired to the usual writing', async () => {
  const select = `SELECT i AS n, ['SAS Dupont', 'SARL Martin', 'SA Leroy', 'EURL Moreau', 'SAS Garnier'][1 + i % 5] AS client FROM range(300) r(i)`
  const edits = [`UPDATE $t SET client = 'Dupont SAS' WHERE n IN (30, 75)`]
  const [found, ...others] = await bench.detect(wordOrder, select, edits)
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual([30, 75])
  expect(found?.proposal?.repair).toMatchObject({ kind: 'replace', map: [{ from: 'Dupont SAS', to: 'SAS Dupont' }] })
  // Nearly each row has its own.
  const rare = `SELECT i AS n, ['SAS', 'SARL', 'SA'][1 + i % 3] || ' ' || chr(65 + (i % 26)::INTEGER) || 'ler' || chr(97 + (i // 26)::INTEGER) || 'on' AS client FROM range(300) r(i)`
  const [alone] = await bench.detect(wordOrder, rare, [`UPDATE $t SET client = 'Alerbon SARL' WHERE n = 200`, `UPDATE $t SET client = 'SARL Alerbon' WHERE n = 100`]) // prettier-ignore
  expect(await bench.rowids(alone)).toEqual([200])
})

test('a legal form that has a column of its own is told where the name repeats it', async () => {
  const firms = `SELECT i AS n, 'Garage ' || chr((65 + i % 26)::INTEGER) || 'anel ' || chr((65 + i // 26 % 13)::INTEGER) || 'eroux' AS raison, ['SARL', 'SAS', 'EI', 'SCI'][1 + i % 4] AS forme FROM range(1200) r(i)`
  expect(await bench.detect(wordOrder, firms)).toEqual([])
  const [found, ...others] = await bench.detect(wordOrder, firms, [
    `UPDATE $t SET raison = forme || ' ' || raison WHERE n % 40 = 3`,
    `UPDATE $t SET forme = 's.a.r.l.' WHERE forme = 'SARL' AND n % 7 = 0`
  ])
  expect(others).toEqual([])
  expect([found?.columns, (await bench.rowids(found)).every((row) => row % 40 === 3), found?.rows]).toEqual([['raison'], true, 30]) // prettier-ignore
  expect(found?.proposal?.repair).toMatchObject({ kind: 'replace', column: 'raison' })
  // Where most names bear it, that is how names are written.
  const borne = firms.replace('AS raison', "|| ' ' || ['SARL', 'SAS', 'EI', 'SCI'][1 + i % 4] AS raison")
  expect(await bench.detect(wordOrder, borne)).toEqual([])
})

test('two places in the other order are for review at most: they stand at either end of others, or the column holds journeys', async () => {
  const journeys = (name: string) =>
    `SELECT i AS n, ['Marseille Toulon', 'Toulon Nice', 'Nice Cannes', 'Cannes Marseille', 'Marseille Nice'][1 + i % 5] AS ${name} FROM range(300) r(i)`
  const edits = (name: string) => [`UPDATE $t SET ${name} = 'Toulon Marseille' WHERE n IN (30, 75)`]
  const [found, ...others] = await bench.detect(wordOrder, journeys('x'), edits('x'))
  expect(others).toEqual([])
  expect([found?.rows, found?.severity, found?.confidence, found?.proposal?.repair.kind]).toEqual([2, 'info', 0.3, 'review']) // prettier-ignore
  const lone = `SELECT i AS n, ['Marseille Toulon', 'Brest Quimper'][1 + i % 2] AS trajet FROM range(300) r(i)`
  const [way] = await bench.detect(wordOrder, lone, edits('trajet').map((edit) => edit.replace('Toulon Marseille', 'Quimper Brest'))) // prettier-ignore
  expect(way?.proposal?.repair.kind).toBe('review')
  // First names keep their end.
  const people = `SELECT i AS n, ['Marie Durand', 'Paul Durand', 'Marie Petit', 'Anne Petit'][1 + i % 4] AS client FROM range(300) r(i)`
  const [person] = await bench.detect(wordOrder, people, [`UPDATE $t SET client = 'Durand Marie' WHERE n IN (30, 75)`])
  expect(person?.proposal?.repair.kind).toBe('replace')
})
