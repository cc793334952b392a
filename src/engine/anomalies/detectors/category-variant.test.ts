import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { categoryVariant, variantClusters } from './category-variant'

const bench = detectorBench()
const clustersOf = (counts: Record<string, number>): string[][] =>
  variantClusters(Object.entries(counts).map(([value, n]) => ({ value, n }))).map(({ kept, variants }) => [
    kept.value,
    ...variants.map(({ value }) => value)
  ])

test('a saint written short before a name is the saint', () => {
  expect(clustersOf({ 'Saint-Étienne': 300, 'St Etienne': 2, 'ST. ETIENNE': 3, 'st-étienne': 1, Lyon: 200 })).toEqual([
    ['Saint-Étienne', 'ST. ETIENNE', 'St Etienne', 'st-étienne']
  ])
  expect(clustersOf({ 'Sainte-Foy-lès-Lyon': 20, 'Ste Foy lès Lyon': 2 })).toHaveLength(1)
  expect(clustersOf({ 'Le Mont-Saint-Michel': 20, 'Le Mont St Michel': 2 })).toHaveLength(1)
  expect(clustersOf({ 'Saintes-Maries-de-la-Mer': 20, 'Stes Maries de la Mer': 2 })).toHaveLength(1)
})

test('a saint is not a lady saint, nor letters that stand for something else', () => {
  expect(clustersOf({ 'Saint-Aubin': 20, 'Sainte-Aubin': 20, 'Ste Aubine': 3, 'Saint-Aubine': 20 })).toEqual([])
  expect(clustersOf({ Saint: 20, ST: 20, St: 0, Est: 20 })).toEqual([['ST', 'St']])
  expect(clustersOf({ 'Main St': 20, 'Main Saint': 20 })).toEqual([])
  expect(clustersOf({ 'Poste Centrale': 20, 'Posaintee Centrale': 20, 'Best Of': 5, 'Besaint Of': 5 })).toEqual([])
  expect(clustersOf({ 'ST 12': 20, 'Saint 12': 20 })).toEqual([])
})

test('what the writings differ by is told, with the one that is kept', async () => {
  const select = `SELECT i AS n, CASE WHEN i % 2 = 0 THEN 'Saint-Étienne' ELSE 'Lyon' END AS ville FROM range(600) r(i)`
  const [told] = await bench.detect(categoryVariant, select, [`UPDATE $t SET ville = 'St Etienne' WHERE n IN (30, 60)`])
  expect(told?.rows).toBe(2)
  expect(told?.explanation.fr).toContain('« saint » écrit en abrégé : « St Etienne » pour « Saint-Étienne »')
  expect(told?.proposal?.repair).toMatchObject({ map: [{ from: 'St Etienne', to: 'Saint-Étienne' }] })
  const [other] = await bench.detect(categoryVariant, select, [`UPDATE $t SET ville = 'LYON' WHERE n = 31`])
  expect(other?.explanation.fr).not.toContain('saint')
})
