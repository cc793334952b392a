import { expect, test } from 'vitest'
import type { Anomaly } from '../../../contract'
import { detectorBench } from '../testing'
import { dependencyViolation } from './dependency-violation'
import { formatMinority } from './format-minority'
import { missing } from './missing'
import { needlessDecimals } from './needless-decimals'
import { rareCategory } from './rare-category'
import { shapeMinority } from './shape-minority'
import { sourceConflict } from './source-conflict'
import { timeBreak } from './time-break'

const bench = detectorBench()

test('the rare high counts of a number of things are its tail; a number apart is off the list', async () => {
  const select = `SELECT i AS n, CASE WHEN i < 4 THEN 4 WHEN i < 6 THEN 5 ELSE hash(i) % 4 END::INTEGER AS enfants FROM range(1000) r(i)`
  expect(await bench.detect(rareCategory, select)).toEqual([])
  const [apart] = await bench.detect(rareCategory, select, [`UPDATE $t SET enfants = 30 WHERE n < 6`])
  expect(apart?.rows).toBe(6)
})

test('that rows of one price are alike elsewhere is no rule', async () => {
  // Two kinds of contract, nearly told apart by the price.
  const select = `SELECT i AS n, (20 + (hash(i) % 400) / 8)::DECIMAL(8, 2) AS prix, CASE WHEN hash(i) % 400 < 200 AND i % 67 > 0 THEN 'base' ELSE 'plus' END AS contrat FROM range(4000) r(i)`
  expect(await bench.detect(dependencyViolation, select)).toEqual([])
})

test('dates with a place behind them are held to their form, though each text is another', async () => {
  const select = `SELECT i AS n, (1 + i % 28) || ' ' || ['January', 'March', 'June'][1 + i % 3] || ' ' || (1980 + i % 30) || ' (' || ['USA', 'France', 'Japan'][1 + (i // 3) % 3] || ')' AS sortie FROM range(800) r(i)`
  const [found, ...others] = await bench.detect(shapeMinority, select, [
    `UPDATE $t SET sortie = '03/14/1999' WHERE n = 4`,
    `UPDATE $t SET sortie = '1987' WHERE n = 9`
  ])
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual([4, 9])
})

test('what a customer mostly does is no source that the rest contradicts; its length is no second witness', async () => {
  const select = `SELECT n, client, 'L' || ligne AS ligne, 100 + 7 * ligne AS km, le FROM (SELECT i AS n, 'C' || (i % 300) AS client, CASE WHEN hash(i) % 8 > 0 THEN (i % 300) % 24 ELSE (hash(i * 7) % 24)::INTEGER END AS ligne, DATE '2025-01-01' + (hash(i * 3) % 300)::INTEGER AS le FROM range(3000) r(i))`
  expect(await bench.detect(sourceConflict, select)).toEqual([])
})

test('a number of rows that goes from none to one a week is no other level', async () => {
  const select = `SELECT i AS n, CASE WHEN i < 250 THEN DATE '2014-01-06' + (7 * i + i % 3)::INTEGER ELSE DATE '2012-06-04' + (21 * (i - 250))::INTEGER END AS inscrit FROM range(280) r(i)`
  expect(await bench.detect(timeBreak, select)).toEqual([])
})

test('a line of totals at the end is one nearly empty row, not a gap in every column', async () => {
  const select = `SELECT 'N' || i AS n, 'a' || i % 7 AS a, 'b' || i % 5 AS b, i % 9 AS c, DATE '2025-01-01' + (i % 90)::INTEGER AS d, i % 4 AS e FROM range(500) r(i)`
  const edits = [`UPDATE $t SET a = NULL WHERE n = 'N7'`, `INSERT INTO $t (n, c) VALUES ('Total', 2000)`]
  const found = await bench.detect(missing, select, edits)
  expect(found.map(({ columns, rows }) => [columns.join(), rows])).toEqual([
    ['a,b,d,e', 1],
    ['a', 1]
  ])
  expect(await bench.rowids(found[0])).toEqual([500])
  expect(await bench.rowids(found[1])).toEqual([7])
})

test('a column whose numbers mostly bear a zero is written so, whatever bare codes stand in it', async () => {
  const rain = `SELECT i AS n, CASE WHEN hash(i) % 10 > 0 THEN '0,0' ELSE '1,' || (1 + i % 9) END AS pluie FROM range(600) r(i)`
  const found = await bench.detect(needlessDecimals, rain, [`UPDATE $t SET pluie = '-1' WHERE n % 40 = 7`])
  expect(found.filter(({ confidence }) => confidence > 0.25)).toEqual([])
  const counts = `SELECT i AS n, (hash(i) % 90)::VARCHAR AS visites FROM range(600) r(i)`
  const [padded] = await bench.detect(needlessDecimals, counts, [
    `UPDATE $t SET visites = visites || '.0' WHERE n IN (5, 50)`
  ])
  expect(await bench.rowids(padded)).toEqual([5, 50])
})

test('a second usual shape of codes, towns of Corsica and streets of several words raise no sure alarm', async () => {
  const sure = (found: readonly Anomaly[]) => found.filter(({ confidence }) => confidence > 0.25)
  const numbers = `SELECT i AS n, '75056_' || (1000 + i) || CASE WHEN i % 12 = 0 THEN '_bis' ELSE '' END AS adresse_id FROM range(900) r(i)`
  expect(sure(await bench.detect(shapeMinority, numbers))).toEqual([])
  const towns = `SELECT i AS n, CASE WHEN i % 50 = 0 THEN '2A0' || (10 + i % 80) ELSE lpad((1000 + hash(i) % 90000)::VARCHAR, 5, '0') END AS code_insee, CASE WHEN i % 50 = 0 THEN 'W2B' ELSE 'W69' END || (1000000 + i) AS rna FROM range(900) r(i)`
  expect(sure(await bench.detect(formatMinority, towns))).toEqual([])
  expect(sure(await bench.detect(shapeMinority, towns))).toEqual([])
  const [cut] = await bench.detect(formatMinority, towns, [`UPDATE $t SET rna = 'W69-12' WHERE n = 7`])
  expect(await bench.rowids(cut)).toEqual([7])
  const streets = `SELECT i AS n, (1 + i % 90) || ' RUE ' || ['PASTEUR', 'CARNOT', 'MOLIERE'][1 + i % 3] || CASE WHEN i % 60 = 0 THEN ' LE GRAND' ELSE '' END AS adresse FROM range(600) r(i)`
  expect(await bench.detect(shapeMinority, streets)).toEqual([])
})

test('double issues among the numbers of issues are a second form, a text here and there is none', async () => {
  const issues = `SELECT i AS n, CASE WHEN i % 14 = 0 THEN ['1-2', '3-4'][1 + i % 2] ELSE (1 + i % 4)::VARCHAR END AS numero_paru FROM range(700) r(i)`
  expect((await bench.detect(formatMinority, issues)).filter(({ confidence }) => confidence > 0.25)).toEqual([])
})

test('a group without a usual value says nothing of its rows', async () => {
  const orders = `SELECT i AS n, 'C' || (i % 30) AS cp, 'Ville ' || (i % 30) AS ville FROM range(1500) r(i)`
  // Rows of every town whose code was lost to one code for all.
  const found = await bench.detect(dependencyViolation, orders, [`UPDATE $t SET cp = 'C?' WHERE n % 97 = 5`])
  expect(found.map(({ columns, rows }) => [columns.join(), rows])).toEqual([['cp', 16]])
})

test('the names of streets have no form to keep: hyphens, apostrophes and days in them; one without its number is doubtful', async () => {
  const streets = ['de la Paix', 'Victor Hugo', 'des Lilas', 'Pasteur', 'de Verdun', 'du Stade', 'Voltaire', 'Gambetta', 'des Écoles', 'du Moulin', 'de l’Église', 'Émile Zola'] // prettier-ignore
  const odd = ['Saint-Michel', 'du 8 Mai 1945', 'Jean-Jaurès', 'd’Aix-les-Bains']
  const listed = (all: readonly string[]): string => `[${all.map((one) => `'${one}'`).join(', ')}]`
  const select = `SELECT i AS n, (1 + hash(i) % 90) || ' ' || ['rue', 'avenue', 'place'][1 + i % 3] || ' ' || CASE WHEN i % 30 = 0 THEN ${listed(odd)}[1 + (i // 30) % 4] ELSE ${listed(streets)}[1 + (hash(i * 3) % 12)::INTEGER] END AS adresse FROM range(600) r(i)`
  expect(await bench.detect(shapeMinority, select)).toEqual([])
  const [bare] = await bench.detect(shapeMinority, select, [`UPDATE $t SET adresse = 'Lieu-dit La Borde' WHERE n = 8`])
  expect(bare?.confidence).toBe(0.25)
  // A code beside constant words is held to its form.
  const codes = `SELECT i AS n, 'Lot ' || (100 + i) || ' série ' || (i % 7) AS lot FROM range(600) r(i)`
  const [code] = await bench.detect(shapeMinority, codes, [`UPDATE $t SET lot = 'Lot-108 série 1' WHERE n = 8`])
  expect(await bench.rowids(code)).toEqual([8])
})
