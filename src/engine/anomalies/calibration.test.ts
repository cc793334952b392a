import fc from 'fast-check'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Database } from '../db'
import { VIEWS } from './calibrated'
import { agreed, AGREED_SQL, calibrated } from './calibration'
import { offTheList } from './detectors/rare-category'
import { DIGITS, NAMED_RUNS, RUNS, SPACED_RUNS } from './shapes'
import { text } from '../sql'

let database: Database
beforeAll(async () => {
  database = await Database.open(':memory:', { staging: tmpdir() })
})
afterAll(() => database.close())

const confidence = fc.integer({ min: 1, max: 99 }).map((n) => n / 100)

test('what a detector states more surely is never told as less sure, and an unknown detector keeps its own', () => {
  fc.assert(
    fc.property(
      confidence,
      confidence,
      fc.constantFrom('missing', 'dependency_ville', 'arithmetic'),
      (a, b, detector) => {
        expect(calibrated(detector, Math.max(a, b))).toBeGreaterThanOrEqual(calibrated(detector, Math.min(a, b)))
      }
    )
  )
  expect(calibrated('a detector of tomorrow', 0.42)).toBe(0.42)
})

test('votes together are at least the surest one and at most what independent witnesses would make, in SQL as in numbers', async () => {
  const votes = [0.2, 0.5, 0.65, 0.3]
  const found = await database.rows<{ v: number }>(
    `SELECT ${AGREED_SQL} AS v FROM (SELECT unnest([${votes.join(', ')}])::DOUBLE AS confidence)`
  )
  expect(found[0]?.v).toBeCloseTo(agreed(votes), 12)
  fc.assert(
    fc.property(fc.array(confidence, { minLength: 1, maxLength: 6 }), (some) => {
      expect(agreed(some)).toBeGreaterThanOrEqual(Math.max(...some) - 1e-12)
      expect(agreed(some)).toBeLessThanOrEqual(1 - some.reduce((product, one) => product * (1 - one), 1) + 1e-12)
    })
  )
})

test('the precision-first view shows less, and surer', () => {
  expect(VIEWS.sure.least).toBeGreaterThan(VIEWS.doubtful.least)
  expect(VIEWS.sure.precision).toBeGreaterThanOrEqual(VIEWS.doubtful.precision)
})

test('the pattern of a shape takes exactly the texts of that shape', async () => {
  const characters = fc.constantFrom('a', 'É', '9', '0', ' ', '\u00a0', '-', '.', '(', '+', '/', '’')
  const texts = fc.sample(fc.string({ unit: characters, minLength: 1, maxLength: 6 }), { numRuns: 40, seed: 3 })
  const values = texts.map((one) => `(${text(one)})`).join(', ')
  for (const { sql, pattern } of [RUNS, SPACED_RUNS, NAMED_RUNS, DIGITS]) {
    const shapes = await database.rows<{ v: string; shape: string }>(
      `SELECT v, ${sql('v')} AS shape FROM (VALUES ${values}) AS t(v)`
    )
    for (const shape of new Set(shapes.map((one) => one.shape))) {
      const taken = await database.rows<{ v: string }>(
        `SELECT v FROM (VALUES ${values}) AS t(v) WHERE regexp_full_match(v, ${text(pattern(shape))})`
      )
      expect(taken.map(({ v }) => v)).toEqual(shapes.filter((one) => one.shape === shape).map(({ v }) => v))
    }
  }
})

test('a value off a short list is told, a rare value of a long or graded one is not', () => {
  const of = (counts: Record<string, number>) => offTheList(Object.entries(counts).map(([value, n]) => ({ value, n })))
  expect(of({ F: 300, H: 200, Femme: 2 })?.rare).toEqual([{ value: 'Femme', n: 2 }])
  expect(of({ F: 300, H: 200, autre: 12, Femme: 1 })).toBeNull()
  expect(of({ a: 90, b: 70, c: 60, d: 50, e: 40, f: 30, g: 1 })).toBeNull()
  expect(of({ seul: 900, autre: 1 })).toBeNull()
})
