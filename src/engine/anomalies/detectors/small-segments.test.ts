import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { smallSegments } from './small-segments'

const bench = detectorBench()

function survey(seed: number, small: number): (string | number | null)[][] {
  const random = createRandom(seed)
  return Array.from({ length: 600 }, (_, at) => [
    at + 1,
    at < small ? 'Corse' : random.pick(['Bretagne', 'Normandie', 'Occitanie', 'Alsace']),
    // Ill written, not small.
    at === 300 ? 'bretagne' : at === 301 ? 'Normandei' : random.pick(['Bretagne', 'Normandie']),
    1 + random.below(5)
  ])
}

test.each([1, 2, 3])(
  'segments below 30 answers are told with their rows; ill written values are none; seed %i',
  async (seed) => {
    const columns = ['id', 'region', 'siege', 'satisfaction INTEGER']
    expect(await bench.detect(smallSegments, valuesSql(columns, survey(seed, 0)))).toEqual([])
    expect(await bench.detect(smallSegments, valuesSql(columns, survey(seed, 30)))).toEqual([])
    const [found, ...others] = await bench.detect(smallSegments, valuesSql(columns, survey(seed, 12)))
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'weak_sample', columns: ['region'], rows: 12, cells: 0 })
    expect(await bench.rowids(found)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  }
)

test('remarks that several people wrote in the same words are no segments', async () => {
  const remarks = ['Les plats sont souvent froids', 'Plus de légumes frais ce serait bien', 'Mon enfant aime la cantine', 'Trop de bruit dans la salle', 'Portions trop petites pour les grands', 'Le pain est toujours bon', 'Rien à signaler'] // prettier-ignore
  const rare = [
    'Me rappeler au plus vite demain',
    'Le menu du jeudi est le meilleur',
    'On attend trop longtemps le plat'
  ]
  const rows = Array.from({ length: 600 }, (_, at) => [at, (at % 100 === 0 ? rare[at / 200] : null) ?? remarks[at % 7] ?? '', 1 + (at % 5)]) // prettier-ignore
  expect(await bench.detect(smallSegments, valuesSql(['id', 'remarque', 'satisfaction INTEGER'], rows))).toEqual([])
  const places = rows.map(([id, remark, mark]) => [id ?? '', String(remark).split(' ')[0] ?? '', mark ?? ''])
  expect(await bench.detect(smallSegments, valuesSql(['id', 'mot', 'satisfaction INTEGER'], places))).toHaveLength(1)
})

test('a table of few answers is told as a whole, a list of few things is not', async () => {
  const answers = survey(4, 0).slice(0, 18)
  const columns = ['id', 'region', 'siege', 'satisfaction INTEGER']
  const [found, ...others] = await bench.detect(smallSegments, valuesSql(columns, answers))
  expect(others).toEqual([])
  expect(found).toMatchObject({ kind: 'weak_sample', place: 'table', rows: 18, cells: 0, columns: [] })
  expect(found?.message.fr).toBe('18 lignes en tout : trop peu pour conclure')
  const regions = answers.map(([id, region]) => [id ?? null, region ?? null])
  expect(await bench.detect(smallSegments, valuesSql(['id', 'region'], regions))).toEqual([])
})

test('one group nearly alone among the answers is told by what names who was asked; rare flags, states and other tables are not', async () => {
  const random = createRandom('canal')
  const rows = Array.from({ length: 1000 }, (_, at) => [at, at % 25 === 3 ? 'Courrier' : 'Internet', at % 2 ? 'Femme' : 'Homme', at % 25 === 7 ? 'oui' : 'non', at % 25 === 9 ? 'annulé' : 'terminé', 1 + random.below(5), 1 + random.below(5)]) // prettier-ignore
  const columns = ['id INTEGER', 'canal', 'sexe', 'reclamation', 'statut', 'satisfaction INTEGER', 'note_accueil INTEGER'] // prettier-ignore
  const [found, ...others] = await bench.detect(smallSegments, valuesSql(columns, rows))
  expect(others).toEqual([])
  expect(found).toMatchObject({ kind: 'weak_sample', columns: ['canal'], rows: 40, cells: 0, severity: 'warning' })
  expect(found?.message.fr).toMatch(/^« canal » : « Internet » est presque seul parmi les réponses \(96 %\)$/u)
  expect((await bench.rowids(found)).every((row) => row % 25 === 3)).toBe(true)
  const orders = rows.map((row) => row.slice(0, 5))
  expect(await bench.detect(smallSegments, valuesSql(columns.slice(0, 5), orders))).toEqual([])
  const women = rows.map((row) => row.map((cell, place) => (place === 2 ? (Number(row[0]) % 25 === 11 ? 'H' : 'F') : place === 1 ? 'Internet' : cell))) // prettier-ignore
  expect((await bench.detect(smallSegments, valuesSql(columns, women))).map((one) => one.columns)).toEqual([['sexe']])
})
