import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { repeatedRespondent } from './repeated-respondent'

const bench = detectorBench()
const SURVEY = `SELECT i AS reponse, 'p' || i || '@exemple.fr' AS courriel, 20000 + 7 * i AS no_client, 1 + (hash(i) % 5)::INTEGER AS q1_accueil, 1 + (hash(i * 3) % 5)::INTEGER AS q2_prix, 1 + (hash(i * 5) % 5)::INTEGER AS q3_delai FROM range(300) r(i)`
const AGAIN = [
  `UPDATE $t SET courriel = 'P40@exemple.fr ', q1_accueil = 1 WHERE reponse = 222`,
  `UPDATE $t SET q1_accueil = 5 WHERE reponse = 40`
]

test('the same address with other answers is one respondent who answered twice', async () => {
  const [found, ...others] = await bench.detect(repeatedRespondent, SURVEY, AGAIN)
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual([40, 222])
  expect(found?.message.fr).toBe(
    '« courriel » : 2 lignes de 1 répondant qui a répondu plusieurs fois, avec d’autres notes'
  )
})

test('the same number of a client too, where it is not told as a repeated identifier', async () => {
  const edits = [`UPDATE $t SET no_client = 20000 + 7 * (reponse - 1) WHERE reponse % 20 = 7`]
  const [found] = await bench.detect(repeatedRespondent, SURVEY, edits)
  // One of the fifteen gave the same marks again.
  expect([found?.columns, found?.rows]).toEqual([['no_client'], 28])
})

test('nothing is told of respondents of their own, of addresses that many share, of a panel, nor where there are no marks', async () => {
  expect(await bench.detect(repeatedRespondent, SURVEY)).toEqual([])
  expect(await bench.detect(repeatedRespondent, SURVEY, [`UPDATE $t SET courriel = 'aucun@exemple.fr' WHERE reponse % 30 = 3`])).toEqual([]) // prettier-ignore
  expect(await bench.detect(repeatedRespondent, SURVEY, [`UPDATE $t SET courriel = 'p' || (reponse // 3) || '@exemple.fr'`])).toEqual([]) // prettier-ignore
  const customers = `SELECT i AS n, 'p' || i || '@exemple.fr' AS courriel, 100 + (hash(i) % 9000) / 7 AS montant FROM range(300) r(i)`
  expect(await bench.detect(repeatedRespondent, customers, [`UPDATE $t SET courriel = 'p40@exemple.fr' WHERE n = 222`])).toEqual([]) // prettier-ignore
})

test('customers who order again, and give each order a mark, answered no survey twice; those of a survey of one question did', async () => {
  const orders = `SELECT 'C' || i AS commande, 'p' || (i - (i % 30 = 7)::INTEGER) || '@exemple.fr' AS courriel, ['Chaise', 'Lampe', 'Bureau'][1 + i % 3] AS produit, 1 + (hash(i * 7) % 4)::INTEGER AS qte, 1 + (hash(i) % 5)::INTEGER AS note FROM range(600) r(i)`
  expect(await bench.detect(repeatedRespondent, orders)).toEqual([])
  const survey = `SELECT i AS reponse, 'p' || (i - (i % 30 = 7)::INTEGER) || '@exemple.fr' AS courriel, ['Rennes', 'Brest', 'Vannes'][1 + i % 3] AS agence, (hash(i) % 11)::INTEGER AS recommandation FROM range(600) r(i)`
  expect((await bench.detect(repeatedRespondent, survey)).map(({ columns }) => columns)).toEqual([['courriel']])
})
