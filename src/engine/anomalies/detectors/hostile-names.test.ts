import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench } from '../testing'
import { DETECTORS } from './index'

const bench = detectorBench()
const NEW = ['near_duplicate', 'time_break', 'group_outlier', 'sound_alike', 'small_segments', 'conditional_rule', 'conditional_dependency', 'day_month'] // prettier-ignore

/** Faults of every kind in one table, under the given names and with the given category. */
function faulty(names: readonly string[], category: string): string {
  const random = createRandom(9)
  const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`)
  const rows = Array.from({ length: 700 }, (_, at) => {
    const french = random.chance(0.5)
    const day =
      at === 350 ? '2025-11-06' : new Date(Date.UTC(2025, 0, 6 + Math.floor(at / 4))).toISOString().slice(0, 10)
    const code = french && at !== 99 ? String(10_000 + random.below(80_000)) : `${1000 + random.below(8000)} AB`
    const town = at === 50 || at === 51 ? 'Bordo' : random.pick(['Bordeaux', 'Montauban', 'Chartres'])
    const mail = `client${at === 699 ? 20 : at}@exemple.fr`
    const kind = french ? category : at === 5 ? 'Rare' : 'Autre'
    return `('${kind.replaceAll("'", "''")}', '${code}', '${town}', '${mail}', DATE '${day}', ${1 + random.below(5)}, ${french ? (at === 200 ? 900 : 10 + random.below(20)) : 500 + random.below(800)}::DOUBLE)`
  })
  return `SELECT ${quoted.map((name, at) => `c${at} AS ${name}`).join(', ')} FROM (VALUES ${rows.join(', ')}) AS v(c0, c1, c2, c3, c4, c5, c6)`
}

test('names and values that look like code change nothing of what is found', async () => {
  const plain = ['pays', 'cp', 'ville', 'courriel', 'le', 'satisfaction', 'montant']
  const hostile = ['__proto__', 'a"; DROP TABLE raw.t0; --', "it's", 'segment', 'place', 'n', 'day']
  const counts = async (names: readonly string[], category: string) => {
    const found: Record<string, number[]> = {}
    for (const detector of DETECTORS.filter(({ name }) => NEW.includes(name)))
      found[detector.name] = (await bench.detect(detector, faulty(names, category))).map(({ rows }) => rows)
    return found
  }
  const expected = await counts(plain, 'France')
  expect(expected.conditional_rule).toEqual([1])
  expect(expected.sound_alike).toEqual([2])
  const hostiles = await counts(hostile, `l'"État"; --`)
  for (const name of ['conditional_rule', 'sound_alike', 'day_month', 'conditional_dependency'])
    expect(hostiles[name], name).toEqual(expected[name])
})
