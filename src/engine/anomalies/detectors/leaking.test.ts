import { expect, test } from 'vitest'
import { calibrated } from '../calibration'
import { SURE } from '../cells'
import { detectorBench } from '../testing'
import { leakingColumn } from './leaking-column'
import { leakingPresence } from './leaking-presence'

const bench = detectorBench()

/** Marks from 1 to 5, and who left: surely below 3, never above, `slips` times otherwise; at 3 one in two. */
const marks = (slips: number): string =>
  `SELECT i AS n, mark, CASE WHEN i < ${slips} THEN (CASE WHEN mark < 3 THEN 'Non' ELSE 'Oui' END) WHEN mark < 3 OR (mark = 3 AND hash(i * 7) % 2 = 0) THEN 'Oui' ELSE 'Non' END AS parti FROM (SELECT i, 1 + (hash(i) % 5)::INTEGER AS mark FROM range(1500) r(i))`

test('a score that decides the answer but for single slips is told', async () => {
  const coded = `SELECT n, mark, CASE WHEN parti = 'Oui' THEN 1 ELSE 0 END AS valeur_resiliation FROM (${marks(0)})`
  expect((await bench.detect(leakingColumn, coded)).map(({ columns }) => columns)).toEqual([['mark', 'valeur_resiliation']]) // prettier-ignore
  for (const slips of [0, 10]) {
    const found = await bench.detect(leakingColumn, marks(slips))
    expect(found.map(({ columns }) => columns)).toEqual([['mark', 'parti']])
    expect(found[0]?.explanation.fr.includes('98 %')).toBe(slips > 0)
  }
})

test('values of few rows are no exceptions: what holds in every row is told as 100 %, what does not never is', async () => {
  const select = (slip: number): string =>
    `SELECT i AS n, nps, CASE WHEN nps >= 7 AND i >= ${slip} THEN 'Oui' ELSE 'Non' END AS achat FROM (SELECT i, CASE WHEN i < 20 THEN 10 WHEN i < 32 THEN 0 ELSE 3 + (hash(i) % 6)::INTEGER END AS nps FROM range(3000) r(i))`
  const [whole] = await bench.detect(leakingColumn, select(0))
  expect(whole?.message.fr).toBe('« nps » donne la réponse de « achat » pour 100 % des lignes')
  expect(whole?.rows).toBe(3000)
  const [nearly] = await bench.detect(leakingColumn, select(1))
  // The 20 rows of the value that holds the slip have no one answer in 98 % of its rows.
  expect(nearly?.message.en).toBe('“nps” gives the answer of “achat” away for 99.33% of the rows')
  expect(await bench.rowids(nearly)).toHaveLength(2980)
})

test('a score that goes along with the answer, however strongly, is an honest predictor', async () => {
  const odds = [0.92, 0.75, 0.4, 0.15, 0.06]
  const left = odds.map((share, at) => `WHEN ${at + 1} THEN hash(i * 7) % 1000 < ${1000 * share}`).join(' ')
  const select = `SELECT i AS n, mark, CASE WHEN (CASE mark ${left} END) THEN 'Oui' ELSE 'Non' END AS parti FROM (SELECT i, 1 + (hash(i) % 5)::INTEGER AS mark FROM range(2000) r(i))`
  expect(await bench.detect(leakingColumn, select)).toEqual([])
})

test('a price that tells the kind of goods gives nothing away, nor does what a list says of each of them', async () => {
  const goods = (name: string) =>
    `SELECT i AS n, 'P' || (i * 7 % 11) AS produit, (i * 7 % 11 // 2 * 4 + 9) AS ${name}, ['Meuble', 'Lampe', 'Tapis'][1 + i * 7 % 11 // 4] AS categorie FROM range(1100) r(i)`
  expect(await bench.detect(leakingColumn, goods('prix_unitaire'))).toEqual([])
  expect(await bench.detect(leakingColumn, goods('champ'))).toEqual([])
})

test('a category that tells its rate gives nothing away, nor one that tells the shelf of listed goods', async () => {
  const listed = `SELECT i AS n, 'REF-' || (i * 7 % 40) AS reference, ['Cuisine', 'Librairie', 'Jardin', 'Bureau', 'Jeux'][1 + (i * 7 % 40) // 8] AS categorie FROM range(2000) r(i)`
  // Kitchen goods bear one rate or the other, by the reference.
  const taxed = `SELECT *, CASE WHEN categorie = 'Librairie' THEN 5.5 WHEN categorie = 'Cuisine' AND reference IN ('REF-0', 'REF-1') THEN 10.0 WHEN categorie = 'Jardin' THEN 10.0 ELSE 20.0 END AS taux_tva FROM (${listed})`
  expect(await bench.detect(leakingColumn, taxed)).toEqual([])
  const shelved = `SELECT *, CASE WHEN categorie IN ('Librairie', 'Jeux') OR reference = 'REF-0' THEN 'Haut' WHEN categorie = 'Jardin' THEN 'Cour' ELSE 'Bas' END AS rayon FROM (${listed})`
  expect(await bench.detect(leakingColumn, shelved)).toEqual([])
})

test('words that settle yes or no are told: they were given where the answer was known', async () => {
  const select = `SELECT i AS n, statut, CASE statut WHEN 'Clos' THEN 'Oui' WHEN 'Relancé' THEN 'Oui' WHEN 'En cours' THEN (CASE WHEN hash(i) % 2 = 0 THEN 'Oui' ELSE 'Non' END) ELSE 'Non' END AS parti FROM (SELECT i, ['Clos', 'Relancé', 'En cours', 'Actif', 'Nouveau'][1 + i % 5] AS statut FROM range(1000) r(i))`
  expect((await bench.detect(leakingColumn, select)).map(({ columns }) => columns)).toEqual([['statut', 'parti']])
})

test('the powers that an offer comes in, and their prices, give no answer away; a number that settles yes or no does', async () => {
  const select = (offers: string): string =>
    `SELECT n, puissance, 40 + 7 * puissance AS abonnement, ${offers} AS offre FROM (SELECT i AS n, [3, 6, 9, 12, 18, 36][1 + (hash(i) % 6)::INTEGER] AS puissance, hash(i * 3) % 2 AS half FROM range(2000) r(i))`
  const offers = `CASE WHEN puissance < 7 THEN 'Essentiel' WHEN puissance < 13 AND half = 0 THEN 'Confort' WHEN puissance < 13 THEN 'Vert' ELSE 'Pro' END`
  const two = `CASE WHEN puissance < 7 OR (puissance < 13 AND half = 0) THEN 'Essentiel' ELSE 'Pro' END`
  for (const kinds of [offers, two]) expect(await bench.detect(leakingColumn, select(kinds))).toEqual([])
  const asked = select(`CASE WHEN puissance < 7 OR (puissance < 13 AND half = 0) THEN 'Oui' ELSE 'Non' END`)
  expect((await bench.detect(leakingColumn, asked)).map(({ columns }) => columns)).toContainEqual([
    'puissance',
    'offre'
  ])
})

const CUSTOMERS = `SELECT i AS n, CASE WHEN hash(i) % 4 = 0 THEN 'Oui' ELSE 'Non' END AS resilie, ['Lyon', 'Nice', 'Lille'][1 + i % 3] AS ville FROM range(1200) r(i)`

test('a column that is filled for one answer only gives it away', async () => {
  const select = `SELECT *, CASE WHEN resilie = 'Oui' AND hash(n * 3) % 10 > 0 THEN ['trop cher', 'déménagement', 'panne', 'autre'][1 + n % 4] END AS motif, CASE WHEN hash(n * 5) % 2 = 0 THEN 'note ' || n END AS remarque FROM (${CUSTOMERS})`
  const found = await bench.detect(leakingPresence, select)
  expect(found.map(({ columns, place, cells }) => [columns, place, cells])).toEqual([
    [['motif', 'resilie'], 'column', 0]
  ])
  expect(found[0]?.message.fr).toBe('« motif » n’est remplie que là où « resilie » vaut « Oui »')
  const one = await bench.detect(leakingPresence, `SELECT *, CASE WHEN resilie = 'Oui' OR n = 5 OR n = 6 THEN 'autre ' || n % 7 ELSE 'N/A' END AS motif FROM (${CUSTOMERS})`) // prettier-ignore
  expect(one[0]?.message.en).toBe('“motif” is nearly only filled where “resilie” is “Oui”')
})

test('gaps by chance, or more frequent for one answer, give nothing away', async () => {
  const select = `SELECT *, CASE WHEN hash(n * 3) % 10 < CASE resilie WHEN 'Oui' THEN 9 ELSE 2 END THEN 'x' || n END AS note, CASE WHEN n % 40 = 0 AND resilie = 'Oui' THEN 'y' || n END AS rare FROM (${CUSTOMERS})`
  expect(await bench.detect(leakingPresence, select)).toEqual([])
})

test('the few rows that are filled against a rule nearly all others keep are offered', async () => {
  const select = `SELECT *, CASE WHEN resilie = 'Oui' OR n IN (SELECT n FROM (${CUSTOMERS}) WHERE resilie = 'Non' ORDER BY n LIMIT 2) THEN 'autre ' || n % 7 END AS motif FROM (${CUSTOMERS})`
  const [leak, odd, ...others] = await bench.detect(leakingPresence, select)
  expect([leak?.place, odd?.place, odd?.kind, odd?.columns, odd?.rows, others]).toEqual(['column', 'cells', 'contradiction', ['motif'], 2, []]) // prettier-ignore
  expect(odd?.message.en).toBe('“motif”: 2 rows with a value, though “resilie” is not “Oui”')
  expect(odd?.id).not.toBe(leak?.id)
  // The fault may lie in the other column.
  expect(calibrated('leaking_presence', odd?.confidence ?? 1)).toBeLessThan(SURE)
})
