import { describe, expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { categoryTypo } from './category-typo'
import { categoryVariant } from './category-variant'
import { phoneticKey } from './phonetic-key'
import { findAlike, soundAlike } from './sound-alike'

const bench = detectorBench()
const FREQUENT = ['Bordeaux', 'Philadelphie', 'Montauban', 'Service après vente', 'Université de Nantes', 'Chauffage', 'Zone Nord', 'Zone Sud', 'Satisfait', 'Insatisfait', 'Technicien', 'Technicienne'] // prettier-ignore

describe('phonetic keys', () => {
  test.each([
    ['fr', 'Bordeaux', 'Bordo'],
    ['fr', 'Philippe', 'Filipe'],
    ['fr', 'Quimper', 'Kimpert'],
    ['fr', 'Chauffage', 'Chofage'],
    ['fr', 'Montauban', 'Montobant'],
    ['en', 'Knight', 'Nite'],
    ['en', 'Phoenix', 'Foenix'],
    ['en', 'Jackson', 'Jaxon']
  ] as const)('%s: %s sounds like %s', (language, a, b) => {
    const keys = [phoneticKey(a, language), phoneticKey(b, language)]
    if (a === 'Knight') expect(keys).toEqual(['nit', 'nit'])
    else expect(keys[0]).toBe(keys[1])
  })
  test.each([
    ['Paris', 'Poris'],
    ['Nord', 'Sud'],
    ['Lyon', 'Laon'],
    ['Rouen', 'Reims'],
    ['Cadre', 'Cidre']
  ])('%s does not sound like %s', (a, b) => {
    for (const language of ['fr', 'en'] as const) expect(phoneticKey(a, language)).not.toBe(phoneticKey(b, language))
  })
})

test('near values of other meaning are left alone', () => {
  const values = [...FREQUENT, 'Zone 1', 'Zone A'].map((value) => ({ value, n: 400 }))
  const rare = ['Zone Est', 'Zone 2', 'Zone B', 'Technicien 2', 'Service avant vente', 'Université de Nice', 'Non satisfait'].map((value) => ({ value, n: 3 })) // prettier-ignore
  expect(findAlike([...values, ...rare])).toEqual([])
})

test.each([1, 2, 3])(
  'what is written as it sounds is told once, by one detector, with its rows; seed %i',
  async (seed) => {
    const random = createRandom(seed)
    const clean = Array.from({ length: 600 }, (_, at) => [at, random.pick(FREQUENT)])
    expect(await bench.detect(soundAlike, valuesSql(['id', 'lieu'], clean))).toEqual([])
    const slips: Record<number, string> = {
      11: 'Bordo',
      122: 'Filadelfi',
      233: 'Chofage',
      344: 'Montobant',
      401: 'Cervise aprés vante',
      455: 'Université Nantes',
      // Told as a typing error and as a variant.
      500: 'Bordeuax',
      555: 'CHAUFFAGE'
    }
    const rows = clean.map(([id, value], at) => [id ?? 0, slips[at] ?? value ?? ''])
    const sql = valuesSql(['id', 'lieu'], rows)
    const [found] = await bench.detect(soundAlike, sql)
    expect(await bench.rowids(found)).toEqual([11, 122, 233, 344, 401, 455])
    const others = [...(await bench.detect(categoryTypo, sql)), ...(await bench.detect(categoryVariant, sql))]
    for (const other of others)
      for (const id of await bench.rowids(other)) expect([11, 122, 233, 344, 401, 455]).not.toContain(id)
    expect(found?.proposal?.repair).toMatchObject({ kind: 'replace', column: 'lieu' })
  }
)

test('plurals, singulars and feminines are no slips', () => {
  const often = ['Assurance habitation', 'Employé de commerce', 'Conseiller clientèle', 'Directeur commercial', 'Réclamation client'].map((value) => ({ value, n: 900 })) // prettier-ignore
  const forms = ['Assurances habitations', 'Employées de commerce', 'Conseillères clientèles', 'Directrice commerciale', 'Réclamations clients'].map((value) => ({ value, n: 5 })) // prettier-ignore
  const slip = { value: 'Chofage', n: 2 }
  expect(findAlike([...often, ...forms]).map(({ from }) => from.value)).toEqual([])
  expect(
    findAlike([...often, { value: 'Chauffage', n: 900 }, slip]).map(({ from, to }) => [from.value, to.value])
  ).toEqual([['Chofage', 'Chauffage']])
})
