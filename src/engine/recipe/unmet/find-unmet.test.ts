import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Filter, StepSpec } from '../../../contract'
import { createEngine, finish, type Engine } from '../../index'

let folder: string
let engine: Engine
let source: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-unmet-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const rows = [
    'Livrée;Lyon;1',
    'LIVREE;Lyon;0',
    'LIVREE;Paris;3',
    'Annulée;Paris;4',
    'Annulée;Nice;5',
    'En cours;NC;6'
  ]
  const { sources } = await finish(await engine.client.sources.import({ files: [await file('commandes.csv', rows)] }))
  source = sources[0]?.id ?? ''
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const file = async (name: string, rows: readonly string[]) => {
  const path = join(folder, name)
  await writeFile(path, ['statut;ville;n', ...rows].join('\n') + '\n')
  return { origin: { kind: 'path' as const, path }, name }
}
const deliver = async (name: string, rows: readonly string[], mode: 'refresh' | 'append' = 'refresh') => {
  const asked = { source, mode, file: await file(name, rows) }
  const { delivery } = await finish(await engine.client.sources.prepare(asked))
  await finish(await engine.client.sources.deliver({ delivery, renames: [] }))
}
const add = (spec: StepSpec) => engine.client.recipe.add({ table: 'commandes', spec })
const keep = (expression: string | null, all: Filter['all'] = []): StepSpec => ({ kind: 'filter', filter: { all }, expression }) // prettier-ignore
const unmet = async () => {
  const { steps } = await engine.client.recipe.show({ table: 'commandes' })
  return steps.filter(({ step }) => step.origin === 'user').map((effect) => effect.unmet)
}
const RECODED = ['LIV;Lyon;1', 'LIV;Paris;2', 'ANN;Nice;3', ';Lyon;4']

const replace: StepSpec = { kind: 'replace', column: 'statut', how: 'cell', find: 'LIVREE', with: 'Livrée', ignoreCase: false } // prettier-ignore

test('a replacement and a filter whose values no longer occur say what they met before and meet now', async () => {
  await add(replace)
  await add(keep(`"statut" <> 'Annulée'`))
  expect(await unmet()).toEqual([null, null])
  await deliver('commandes_3.csv', RECODED)
  const [replaced, kept] = await unmet()
  expect(replaced).toEqual({
    whole: true,
    words: {
      fr: '« LIVREE » n’arrive plus dans « statut » : 2 cellules avec la livraison « commandes.csv », 0 maintenant.',
      en: '“LIVREE” no longer comes in “statut”: 2 cells with delivery “commandes.csv”, 0 now.'
    }
  })
  expect(kept?.whole).toBe(true)
  expect(kept?.words.fr).toBe(
    '« Annulée » n’arrive plus dans « statut » : 2 lignes avec la livraison « commandes.csv », 0 maintenant. L’étape laissait de côté 2 lignes sur 6 ; maintenant 1 sur 4.'
  )
  expect(kept?.words.en).toContain('The step left out 2 of 6 rows; now 1 of 4.')
  // Told on, since it was last met two deliveries ago.
  await deliver('commandes_4.csv', [...RECODED, 'LIV;Nice;9'])
  expect((await unmet())[0]?.words.fr).toContain('« commandes.csv »')
  await engine.client.project.undo({})
  await engine.client.project.undo({})
  expect(await unmet()).toEqual([null, null])
})

test.each<[string, StepSpec, string | null]>([
  ['missing codes', { kind: 'missing', column: 'ville', values: ['NC'] }, '“NC”'],
  ['recoded values', { kind: 'recode', column: 'statut', map: [{ from: 'Livrée', to: '1' }, { from: 'Annulée', to: '2' }], others: 'keep' }, '“Livrée”, “Annulée” no longer come'], // prettier-ignore
  ['merged variants', { kind: 'merge', column: 'statut', variants: ['LIVREE', 'Livrée'], into: 'Livrée' }, '“LIVREE”'],
  ['a part of a text', { kind: 'replace', column: 'statut', how: 'part', find: 'ulée', with: 'ul', ignoreCase: false }, '“ulée”'], // prettier-ignore
  ['a list of a filter', keep(null, [{ column: 'statut', op: 'not in', values: ['Annulée', 'Jamais'] }]), '“Annulée”'],
  ['a list of a formula', keep(`lower(statut) NOT IN ('annulée', 'jamais') OR n = 1`), 'in “lower(statut)”'],
  ['a likeness', keep(`statut NOT LIKE 'Annul%'`), '“Annul%”'],
  ['the cases of a formula', { kind: 'derive', as: 'x', expression: `CASE statut WHEN 'Livrée' THEN 1 WHEN 'Annulée' THEN 2 END` }, '“Livrée”, “Annulée”'], // prettier-ignore
  ['columns of values', { kind: 'pivot', rows: ['ville'], column: 'statut', values: [{ value: 'Annulée', as: 'a' }], measure: 'count', value: null }, '“Annulée”'], // prettier-ignore
  ['a value named in advance', { kind: 'missing', column: 'ville', values: ['-99'] }, null],
  ['a guard against the empty text', keep(`ville <> ''`), null],
  ['a guard against zero', { kind: 'derive', as: 'x', expression: 'CASE WHEN n = 0 THEN NULL ELSE 1 / n END' }, null],
  ['a bound', keep(null, [{ column: 'n', op: '>', values: [0] }]), null],
  ['spaces', { kind: 'trim', column: 'ville', spaces: 'all', letters: 'keep' }, null]
])('%s', async (_what, spec, words) => {
  await add(spec)
  await deliver('b.csv', RECODED)
  const [told] = await unmet()
  expect(told?.words.en ?? null).toEqual(words === null ? null : expect.stringContaining(words))
  if (told) expect(told.whole).toBe(true)
})

test('some of the values away are told, but the step still fits; rows added behind leave what was there', async () => {
  await add({ kind: 'missing', column: 'ville', values: ['NC', 'Nice'] })
  await deliver('b.csv', RECODED)
  expect((await unmet())[0]).toMatchObject({ whole: false, words: { en: expect.stringContaining('“NC” no longer comes') } }) // prettier-ignore
  await engine.client.project.undo({})
  await deliver('b.csv', RECODED, 'append')
  expect(await unmet()).toEqual([null])
})

test('a separator that no row holds any more is told: the step makes nothing of them', async () => {
  const several = ['a|b;Lyon;1', 'c;Paris;2', 'a|c|d;Nice;3']
  await deliver('a.csv', several)
  await add({ kind: 'split', column: 'statut', by: '|', into: ['un', 'deux'] })
  await add({ kind: 'unfold', column: 'statut', by: '|' })
  expect(await unmet()).toEqual([null, null])
  await deliver(
    'b.csv',
    several.map((line) => line.replaceAll('|', ','))
  )
  const [cut, unfolded] = await unmet()
  expect([cut?.whole, cut?.words.fr]).toEqual([true, '« | » n’arrive plus dans « statut » : 2 cellules avec la livraison « a.csv », 0 maintenant.']) // prettier-ignore
  expect(unfolded?.words.en).toContain('“|” no longer comes in “statut”')
})
